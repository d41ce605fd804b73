// Who comes to a demo shop: people of their own, some of them again and again, and drivers of businesses. Nobody has
// these names together, these numbers or these addresses (RFC 2606).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/demo_chance.hpp"
#include "customers/customers.hpp"
#include "scheduling/catalogue.hpp"

namespace autojet::cli {

struct Visitor {
    customers::ContactFields contact;
    scheduling::VehicleSize size{};
    Language language{};
    std::optional<std::size_t> company;  // in whose name
    std::optional<PersonId> record;      // of their first visit
};

class Town {
public:
    explicit Town(Chance& chance);

    // The next one: somebody new, or somebody who was here before.
    Visitor& next();
    // Something that somebody writes, or nothing.
    std::string remark();

    Visitor somebody();

private:
    Visitor driver_of(std::size_t company);

    Chance& chance_;
    std::vector<Visitor> drivers_;
    std::vector<Visitor> regulars_;
    Visitor passer_by_;
};

}  // namespace autojet::cli
