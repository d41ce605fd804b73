#include "privacy/disclosures.hpp"
#include "registers/changes.hpp"
#include "registers/handovers.hpp"
#include "registers/words.hpp"

namespace autojet::registers {

namespace {

using policy::RetentionClass;
using privacy::Place;
using DeciderName = privacy::PersonalText<policy::Category::staff>;

constexpr std::string_view insert_handover =
    "INSERT INTO handover (shop, handover, at_time, authority, basis, scope_from, scope_until, categories, people, "
    "copies, account, decided_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11)";
constexpr std::string_view insert_person =
    "INSERT INTO handover_person (shop, handover, person) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
constexpr std::string_view select_all =
    "SELECT handover, at_time, authority, basis, scope_from, scope_until, categories, people, copies, account, "
    "decided_by FROM handover WHERE shop = $1 ORDER BY handover DESC";
constexpr std::string_view select_one =
    "SELECT handover, at_time, authority, basis, scope_from, scope_until, categories, people, copies, account, "
    "decided_by FROM handover WHERE shop = $1 AND handover = $2";
constexpr std::string_view select_persons =
    "SELECT person FROM handover_person WHERE shop = $1 AND handover = $2 ORDER BY person";
constexpr std::string_view select_all_persons = "SELECT DISTINCT person FROM handover_person WHERE shop = $1";
constexpr std::string_view select_decider = "SELECT 1 FROM handover WHERE shop = $1 AND account = $2 LIMIT 1";
constexpr std::string_view select_over =
    "SELECT handover FROM handover WHERE shop = $1 AND at_time <= $2 ORDER BY handover LIMIT 10000";
constexpr std::string_view update_copies = "UPDATE handover SET copies = copies + 1 WHERE shop = $1 AND handover = $2";
constexpr std::string_view delete_handover = "DELETE FROM handover WHERE shop = $1 AND handover = $2";
constexpr std::string_view delete_scope = "DELETE FROM handover_person WHERE shop = $1 AND handover = $2";
constexpr std::string_view delete_person = "DELETE FROM handover_person WHERE shop = $1 AND person = $2";

Place decider_place(HandoverId id) {
    return {RetentionClass::incident, "handover.decided_by", id.value()};
}

Handover handover_from(store::Tx& tx, privacy::Vault& vault, const store::Row& row) {
    Handover handover{.id = HandoverId{row.integer(0)},
                      .at = row.instant(1),
                      .authority = row.text(2),
                      .basis = row.text(3),
                      .from = date_from(row.text(4)),
                      .until = date_from(row.text(5)),
                      .categories = privacy::categories_from(row.text(6)),
                      .people = row.integer(7),
                      .copies = row.integer(8),
                      .account = PersonId{row.integer(9)},
                      .decided_by = {}};
    auto name = vault.unseal<policy::Category::staff>(tx, handover.account, row.bytes(10), decider_place(handover.id));
    if (name) handover.decided_by = std::move(*name);
    return handover;
}

}  // namespace

HandoverId add(store::Tx& tx, privacy::Vault& vault, const NewHandover& made, const privacy::Actor& actor) {
    const auto id = tx.new_id<Handover>();
    const PersonId account{actor.number};
    const auto& h = made.handover;
    tx.run(insert_handover, id, tx.now(), h.authority, h.basis, text_of(h.from), text_of(h.until),
           privacy::names_of(h.categories), h.people, account,
           vault.seal(tx, DeciderName::of(account, made.decided_by), decider_place(id)));
    for (const auto person : made.persons) tx.run(insert_person, id, person);
    record_change(tx, "handover:" + std::to_string(id.value()), actor);
    return id;
}

std::optional<Handover> find_handover(store::Tx& tx, privacy::Vault& vault, HandoverId id) {
    return tx.find(
        select_one, [&](const store::Row& row) { return handover_from(tx, vault, row); }, id);
}

std::vector<Handover> all_handovers(store::Tx& tx, privacy::Vault& vault) {
    return tx.all(select_all, [&](const store::Row& row) { return handover_from(tx, vault, row); });
}

std::vector<PersonId> persons_of(store::Tx& tx, HandoverId id) {
    return tx.all(
        select_persons, [](const store::Row& row) { return PersonId{row.integer(0)}; }, id);
}

void count_copy(store::Tx& tx, HandoverId id) {
    tx.run(update_copies, id);
}

bool knows_decider(store::Tx& tx, PersonId account) {
    return tx.has(select_decider, account);
}

void forget_handovers(store::Tx& tx, privacy::Vault& vault, const policy::Published& policy) {
    if (const auto period = policy.period(RetentionClass::incident)) {
        const auto over = tx.all(
            select_over, [](const store::Row& row) { return HandoverId{row.integer(0)}; },
            policy::last_over(*period, tx.now()));
        for (const auto handover : over) {
            tx.run(delete_scope, handover);
            tx.run(delete_handover, handover);
        }
    }
    for (const auto person : tx.all(select_all_persons, [](const store::Row& row) { return PersonId{row.integer(0)}; }))
        if (!vault.keeps(tx.shop(), person)) tx.run(delete_person, person);
}

}  // namespace autojet::registers
