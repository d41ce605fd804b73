#include "privacy/standing.hpp"

#include <algorithm>

namespace autojet::privacy {

namespace {

constexpr std::string_view insert_restriction =
    "INSERT INTO restriction (shop, person, ground, since) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (shop, person, ground) DO UPDATE SET lifting = NULL";
constexpr std::string_view select_restrictions =
    "SELECT ground, since, lifting FROM restriction WHERE shop = $1 AND person = $2 ORDER BY since, ground";
constexpr std::string_view update_lifting =
    "UPDATE restriction SET lifting = $4 WHERE shop = $1 AND person = $2 AND ground = $3";
constexpr std::string_view delete_restriction =
    "DELETE FROM restriction WHERE shop = $1 AND person = $2 AND ground = $3";
constexpr std::string_view delete_restrictions = "DELETE FROM restriction WHERE shop = $1 AND person = $2";
constexpr std::string_view select_restricted = "SELECT 1 FROM restriction WHERE shop = $1 AND person = $2 LIMIT 1";

constexpr std::string_view insert_objection =
    "INSERT INTO objection (shop, person, aim, since, balance) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (shop, person, aim) DO UPDATE SET since = $4, balance = $5, decided = NULL, reasons = NULL "
    "WHERE objection.balance = 'overridden'";
constexpr std::string_view select_objections =
    "SELECT aim, since, balance, decided, reasons FROM objection WHERE shop = $1 AND person = $2 ORDER BY since, aim";
constexpr std::string_view select_balance =
    "SELECT balance FROM objection WHERE shop = $1 AND person = $2 AND aim = $3";
constexpr std::string_view update_decision =
    "UPDATE objection SET balance = $4, decided = $5, reasons = $6 WHERE shop = $1 AND person = $2 AND aim = $3";
constexpr std::string_view delete_objection = "DELETE FROM objection WHERE shop = $1 AND person = $2 AND aim = $3";
constexpr std::string_view delete_objections = "DELETE FROM objection WHERE shop = $1 AND person = $2";

constexpr std::array<std::string_view, 4> ground_codes{"accuracy", "unlawful", "claim", "objection"};
constexpr std::array<std::string_view, 4> ground_labels{
    "The data may be wrong", "The data was used unlawfully, and the person wants it kept",
    "The person needs the data for a legal claim", "An objection is being decided"};
constexpr std::array<std::string_view, 2> aim_codes{"improvement", "marketing"};
constexpr std::array<std::string_view, 3> balance_codes{"open", "upheld", "overridden"};

template <class Enum, std::size_t N>
Enum read(const std::array<std::string_view, N>& codes, const std::string& text) {
    const auto found = std::ranges::find(codes, text);
    if (found == codes.end()) throw Broken("a standing has a word that the program does not know");
    return static_cast<Enum>(found - codes.begin());
}

Restriction restriction_from(const store::Row& row) {
    return {read<Ground>(ground_codes, row.text(0)), row.instant(1), row.find_instant(2)};
}

// Under the key of the record itself, so that the reasons go when the record goes.
Place reasons_place(Vault& vault, ShopId shop, PersonId person) {
    return {vault.class_of_record(shop, person), "objection.reasons", person.value()};
}

tl::unexpected<Error> not_restricted() {
    return refuse(ErrorCode::not_found, "not_restricted", "This record is not restricted on that ground.");
}

std::optional<Restriction> find_restriction(store::Tx& tx, PersonId person, Ground ground) {
    const auto all = tx.all(select_restrictions, restriction_from, person);
    const auto found = std::ranges::find(all, ground, &Restriction::ground);
    return found == all.end() ? std::nullopt : std::optional{*found};
}

}  // namespace

std::string_view code(Ground ground) {
    return ground_codes.at(static_cast<std::size_t>(ground));
}
std::string_view label(Ground ground) {
    return ground_labels.at(static_cast<std::size_t>(ground));
}
std::optional<Ground> ground_from_code(std::string_view text) {
    for (const auto ground : all_grounds)
        if (code(ground) == text) return ground;
    return std::nullopt;
}
std::string_view code(Aim aim) {
    return aim_codes.at(static_cast<std::size_t>(aim));
}
std::string_view code(Balance balance) {
    return balance_codes.at(static_cast<std::size_t>(balance));
}

Standing standing_of(store::Tx& tx, Vault& vault, PersonId person) {
    Standing standing{.restrictions = tx.all(select_restrictions, restriction_from, person), .objections = {}};
    tx.each(
        select_objections,
        [&](const store::Row& row) {
            Objection objection{.aim = read<Aim>(aim_codes, row.text(0)),
                                .since = row.instant(1),
                                .balance = read<Balance>(balance_codes, row.text(2)),
                                .decided = row.find_instant(3),
                                .reasons = std::nullopt};
            if (const auto sealed = row.find_bytes(4)) {
                auto reasons =
                    vault.unseal<Category::message>(tx, person, *sealed, reasons_place(vault, tx.shop(), person));
                if (reasons) objection.reasons = std::move(*reasons);
            }
            standing.objections.push_back(std::move(objection));
        },
        person);
    return standing;
}

bool is_restricted(store::Tx& tx, PersonId person) {
    return tx.has(select_restricted, person);
}

bool objects(store::Tx& tx, PersonId person, Aim aim) {
    const auto balance = tx.find(
        select_balance, [](const store::Row& row) { return read<Balance>(balance_codes, row.text(0)); }, person,
        code(aim));
    return balance && *balance != Balance::overridden;
}

void restrict_use(store::Tx& tx, PersonId person, Ground ground) {
    tx.run(insert_restriction, person, code(ground), tx.now());
}

Result<void> announce_lifting(store::Tx& tx, PersonId person, Ground ground, Instant moment) {
    if (moment < tx.now() + notice_before_lifting)
        return refuse(ErrorCode::invalid, "too_soon", "Tell the person at least a day before the restriction ends.",
                      "lifting");
    if (tx.run(update_lifting, person, code(ground), moment) == 0) return not_restricted();
    return {};
}

Result<void> lift(store::Tx& tx, PersonId person, Ground ground) {
    const auto restriction = find_restriction(tx, person, ground);
    if (!restriction) return not_restricted();
    if (!restriction->lifting)
        return refuse(ErrorCode::conflict, "not_announced",
                      "A restriction ends after the person was told so. Announce it first.");
    if (*restriction->lifting > tx.now())
        return refuse(ErrorCode::conflict, "too_soon", "The person was told a later moment. Please wait until then.");
    tx.run(delete_restriction, person, code(ground));
    return {};
}

void object(store::Tx& tx, PersonId person, Aim aim) {
    tx.run(insert_objection, person, code(aim), tx.now(),
           code(aim == Aim::marketing ? Balance::upheld : Balance::open));
}

Result<void> decide_objection(store::Tx& tx, Vault& vault, PersonId person, Aim aim, Balance decision,
                              const PersonalText<Category::message>& reasons) {
    const auto balance = tx.find(
        select_balance, [](const store::Row& row) { return row.text(0); }, person, code(aim));
    if (!balance) return refuse(ErrorCode::not_found, "no_objection", "There is no objection to decide.");
    if (aim == Aim::marketing)
        return refuse(ErrorCode::conflict, "absolute", "An objection to marketing is not weighed: it holds.");
    if (*balance != code(Balance::open) || decision == Balance::open)
        return refuse(ErrorCode::conflict, "already_decided", "This objection has been decided already.");
    tx.run(update_decision, person, code(aim), code(decision), tx.now(),
           vault.seal(tx, reasons.assigned_to(person), reasons_place(vault, tx.shop(), person)));
    return {};
}

void take_back_objection(store::Tx& tx, PersonId person, Aim aim) {
    tx.run(delete_objection, person, code(aim));
}

Result<void> may_change(store::Tx& tx, PersonId person) {
    if (is_restricted(tx, person))
        return refuse(ErrorCode::conflict, "restricted",
                      "This person has restricted the use of their data: it is only kept, and nothing is changed.");
    return {};
}

void forget_standing(store::Tx& tx, PersonId person) {
    tx.run(delete_restrictions, person);
    tx.run(delete_objections, person);
}

}  // namespace autojet::privacy
