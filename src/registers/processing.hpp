// The record of processing (GDPR 30): for the shop as controller, and for the provider of the system as its processor.
// It is generated: from the published policy, the register of recipients and the notes of the schema, so that it cannot
// say anything else than they do.
#pragma once

#include <string>
#include <vector>

#include "http/json.hpp"
#include "registers/recipients.hpp"
#include "shop/shop.hpp"
#include "store/migrate.hpp"

namespace autojet::registers {

struct Processing {
    struct PurposeLine {
        std::string name, title;
        policy::Basis basis{};
        std::vector<std::string> categories;  // by name
    };
    struct Line {
        std::string name, title;
    };
    struct RecipientLine {
        std::string name, title;
        RecipientFacts facts;
    };
    struct ClassLine {
        std::string name, title, period;
        std::vector<std::string> tables;  // that keep data of this class
    };

    Shop shop;
    std::string version;  // of the policy
    RecipientFacts provider;
    std::vector<PurposeLine> purposes;
    std::vector<Line> categories;
    std::vector<RecipientLine> recipients;
    std::vector<ClassLine> classes;
    std::vector<Line> measures;
};

// Of what is in force in the shop. `measures` are the program's own: `ceiling` is its model.
Processing processing_of(store::Tx& tx, const Shop& shop, const privacy::InForce& in_force,
                         const policy::Model& ceiling, const std::vector<store::ColumnNote>& notes, Language language);

http::JsonObject to_json(const Processing& processing);
// The same for a terminal.
std::string to_text(const Processing& processing);

std::string_view label(policy::Basis basis);  // English, msgid

}  // namespace autojet::registers
