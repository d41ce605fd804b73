#include "staff/roles.hpp"

#include <algorithm>
#include <initializer_list>

#include "base/enum_names.hpp"

namespace autojet::staff {

namespace {

constexpr EnumNames<4> role_codes{"owner", "desk", "mechanic", "bookkeeper"};
constexpr EnumNames<4> role_labels{"Owner", "Desk", "Mechanic", "Bookkeeper"};
constexpr EnumNames<13> part_names{"own",      "calendar", "work",    "customers", "messages", "requests", "invoices",
                                   "payments", "accounts", "figures", "registers", "policy",   "settings"};

constexpr unsigned set_of(std::initializer_list<Part> parts) {
    unsigned all = 0;
    for (const auto part : parts) all |= 1U << static_cast<unsigned>(part);
    return all;
}

// By role, in the order of the enum.
constexpr std::array<unsigned, 4> parts_of{
    set_of({Part::own, Part::calendar, Part::work, Part::customers, Part::messages, Part::requests, Part::invoices,
            Part::payments, Part::accounts, Part::figures, Part::registers, Part::policy, Part::settings}),
    set_of({Part::own, Part::calendar, Part::work, Part::customers, Part::messages, Part::requests, Part::invoices,
            Part::payments}),
    set_of({Part::own, Part::calendar, Part::work}),
    set_of({Part::own, Part::invoices, Part::payments, Part::accounts, Part::figures}),
};

// The same order. Signing in opens one's own account, and the names of colleagues in the registers.
using policy::Purpose;
constexpr std::array purposes_by_role{
    privacy::every_purpose,
    privacy::set_of(
        {Purpose::appointment, Purpose::contact, Purpose::legal_duty, Purpose::rights, Purpose::staff_access}),
    privacy::set_of({Purpose::appointment, Purpose::staff_access}),
    privacy::set_of({Purpose::legal_duty, Purpose::improvement, Purpose::staff_access}),
};
static_assert(purposes_by_role.size() == all_roles.size());

enum class Reach { alone, and_below };

struct Address {
    std::string_view path;  // "{}" is any one segment
    Part part;
    Reach reach = Reach::and_below;
};

// The first that fits counts.
constexpr std::array addresses{
    Address{"/desk", Part::own, Reach::alone},
    Address{"/desk/account", Part::own},
    Address{"/desk/sessions", Part::own},
    Address{"/desk/events", Part::own},  // says that something has changed, and not what
    Address{"/desk/privacy", Part::own},
    Address{"/desk/registers", Part::own, Reach::alone},
    Address{"/desk/registers/ledger", Part::own},
    Address{"/desk/day/sheet/mailing", Part::settings},
    Address{"/desk/day", Part::calendar},
    Address{"/desk/week", Part::calendar},
    Address{"/desk/bookings/{}/links", Part::customers},  // who says who is the same person speaks with customers
    Address{"/desk/bookings/{}/unlinking", Part::customers},
    Address{"/desk/bookings", Part::calendar},
    Address{"/desk/blocks", Part::calendar},
    Address{"/desk/wall", Part::calendar},
    Address{"/desk/orders", Part::work},
    Address{"/desk/customers", Part::customers},
    Address{"/desk/vehicles", Part::customers},
    Address{"/desk/companies", Part::customers},
    Address{"/desk/messages", Part::messages},
    Address{"/desk/requests", Part::requests},
    Address{"/desk/invoices", Part::invoices},
    Address{"/desk/payments", Part::payments},
    Address{"/desk/till", Part::payments},
    Address{"/desk/bank", Part::accounts},
    Address{"/desk/accounts/settings", Part::settings},
    Address{"/desk/settings", Part::settings},
    Address{"/desk/accounts", Part::accounts},
    Address{"/desk/wanted", Part::figures},
    Address{"/desk/figures", Part::figures},
    Address{"/desk/registers", Part::registers},
    Address{"/desk/policy", Part::policy},
};

// "/desk" of "/desk/day", which is "/day" then.
std::string_view take_segment(std::string_view& path) {
    const auto segment = path.substr(0, path.find('/', 1));
    path.remove_prefix(segment.size());
    return segment;
}

bool fits(const Address& address, std::string_view asked) {
    for (auto path = address.path; !path.empty();) {
        const auto wanted = take_segment(path), segment = take_segment(asked);
        if (segment != wanted && (wanted != "/{}" || segment.size() < 2)) return false;
    }
    return asked.empty() || address.reach == Reach::and_below;
}

}  // namespace

std::string_view code(Role role) {
    return name_in(role_codes, role);
}
std::string_view label(Role role) {
    return name_in(role_labels, role);
}
std::optional<Role> role_from_code(std::string_view text) {
    return value_in<Role>(role_codes, text);
}
std::string_view name_of(Part part) {
    return name_in(part_names, part);
}

bool may(Role role, Part part) {
    return (parts_of.at(static_cast<std::size_t>(role)) & set_of({part})) != 0;
}

bool may_open(Role role, std::string_view address) {
    const auto path = address.substr(0, address.find('?'));
    const auto* found = std::ranges::find_if(addresses, [&](const Address& one) { return fits(one, path); });
    return found == addresses.end() ? role == Role::owner : may(role, found->part);
}

privacy::Purposes purposes_of(Role role) {
    return purposes_by_role.at(static_cast<std::size_t>(role));
}

std::string_view first_page(Role role) {
    return may(role, Part::calendar) ? "/desk/day" : "/desk/accounts";
}

}  // namespace autojet::staff
