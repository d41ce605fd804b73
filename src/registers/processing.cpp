#include "registers/processing.hpp"

#include <set>

#include "base/enum_names.hpp"
#include "policy/period_words.hpp"

namespace autojet::registers {

namespace {

constexpr EnumNames<4> basis_labels{"performance of the contract", "legal obligation", "legitimate interest",
                                    "consent"};

std::vector<std::string> tables_of(const std::vector<store::ColumnNote>& notes, const std::string& retention) {
    std::set<std::string> tables;
    for (const auto& note : notes)
        if (note.retention == retention) tables.insert(note.table);
    return {tables.begin(), tables.end()};
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all.append(all.empty() ? "" : ", ").append(word);
    return all;
}

http::JsonArray to_json(const std::vector<std::string>& words) {
    http::JsonArray array;
    for (const auto& word : words) array.emplace_back(word);
    return array;
}

template <class T, class Map>
http::JsonArray to_json(const std::vector<T>& lines, Map map) {
    http::JsonArray array;
    for (const auto& line : lines) array.emplace_back(map(line));
    return array;
}

http::JsonObject to_json(const RecipientFacts& facts) {
    return {{"legal_name", facts.legal_name},
            {"role", std::string(policy::name_of(facts.role))},
            {"purpose", std::string(policy::name_of(facts.purpose))},
            {"contract", facts.contract},
            {"country", facts.country},
            {"outside_eea", !facts.country.empty() && !is_in_eea(facts.country)},
            {"transfer_ground", std::string(code(facts.transfer))},
            {"at_the_end", std::string(code(facts.at_the_end))}};
}

http::JsonArray measures_json(const Processing& processing) {
    return to_json(processing.measures, [](const auto& line) {
        return http::JsonObject{{"name", line.name}, {"title", line.title}};
    });
}

}  // namespace

Processing processing_of(store::Tx& tx, const Shop& shop, const privacy::InForce& in_force,
                         const policy::Model& ceiling, const std::vector<store::ColumnNote>& notes, Language language) {
    const auto model = policy::in_force(in_force.model);
    Processing made{.shop = shop,
                    .version = model.version,
                    .provider = facts_of(tx, Recipient::system_provider),
                    .purposes = {},
                    .categories = {},
                    .recipients = {},
                    .classes = {},
                    .measures = {}};
    for (const auto& row : model.purposes)
        made.purposes.push_back({row.name, row.title.in(language), row.basis, row.opens});
    for (const auto& row : model.categories) made.categories.push_back({row.name, row.title.in(language)});
    for (const auto& row : model.recipients)
        if (const auto recipient = policy::find_recipient(row.name))
            made.recipients.push_back({row.name, row.title.in(language), facts_of(tx, *recipient)});
    for (const auto& row : model.classes)
        if (row.personal)
            made.classes.push_back({row.name, row.title.in(language),
                                    row.period ? policy::in_words(*row.period).in(language) : "",
                                    tables_of(notes, row.name)});
    for (const auto& row : policy::in_force(ceiling).measures)
        made.measures.push_back({row.name, row.title.in(language)});
    return made;
}

http::JsonObject to_json(const Processing& processing) {
    const auto& shop = processing.shop;
    const auto purposes = to_json(processing.purposes, [](const auto& line) {
        return http::JsonObject{{"name", line.name},
                                {"title", line.title},
                                {"basis", std::string(policy::name_of(line.basis))},
                                {"categories", to_json(line.categories)}};
    });
    const auto categories = to_json(processing.categories, [](const auto& line) {
        return http::JsonObject{{"name", line.name}, {"title", line.title}};
    });
    const auto recipients = to_json(processing.recipients, [](const auto& line) {
        auto object = to_json(line.facts);
        object["name"] = line.name;
        object["title"] = line.title;
        return object;
    });
    const auto classes = to_json(processing.classes, [](const auto& line) {
        return http::JsonObject{
            {"name", line.name}, {"title", line.title}, {"period", line.period}, {"tables", to_json(line.tables)}};
    });
    const http::JsonObject controller{{"name", shop.name},   {"street", shop.street}, {"postcode", shop.postcode},
                                      {"city", shop.city},   {"kvk", shop.kvk},       {"vat", shop.vat},
                                      {"phone", shop.phone}, {"email", shop.email}};
    return {{"policy_version", processing.version},
            {"controller", http::JsonObject{{"who", controller},
                                            {"people", http::JsonArray{"customers", "correspondents", "staff"}},
                                            {"purposes", purposes},
                                            {"categories", categories},
                                            {"recipients", recipients},
                                            {"retention", classes},
                                            {"measures", measures_json(processing)}}},
            {"processor", http::JsonObject{{"who", to_json(processing.provider)},
                                           {"on_behalf_of", shop.name},
                                           {"processing", "storing, showing, sending and deleting for the shop"},
                                           {"measures", measures_json(processing)}}}};
}

std::string to_text(const Processing& processing) {
    std::string text = processing.shop.name + ", policy of " + processing.version + "\n";
    text += "\nPurposes\n";
    for (const auto& line : processing.purposes)
        text += "  " + line.name + ": " + line.title + "\n      " + std::string(policy::name_of(line.basis)) + "; " +
                joined(line.categories) + "\n";
    text += "\nData\n";
    for (const auto& line : processing.categories) text += "  " + line.name + ": " + line.title + "\n";
    text += "\nRecipients\n";
    for (const auto& line : processing.recipients)
        text += "  " + line.name + ": " + line.title + "\n      " +
                (line.facts.legal_name.empty() ? "not filled in" : line.facts.legal_name) + ", " + line.facts.country +
                ", " + std::string(code(line.facts.transfer)) + "\n";
    text += "\nPeriods\n";
    for (const auto& line : processing.classes)
        text += "  " + line.name + ": " + line.title + "\n      " + line.period + "; " + joined(line.tables) + "\n";
    text += "\nMeasures\n";
    for (const auto& line : processing.measures) text += "  " + line.name + ": " + line.title + "\n";
    return text;
}

std::string_view label(policy::Basis basis) {
    return name_in(basis_labels, basis);
}

}  // namespace autojet::registers
