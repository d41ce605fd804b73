#include "privacy/disclosures.hpp"
#include "registers/breaches.hpp"
#include "registers/changes.hpp"
#include "registers/words.hpp"

namespace autojet::registers {

namespace {

constexpr std::string_view insert_breach =
    "INSERT INTO breach (shop, breach, recorded, aware, began, ended, whose, nature, categories, people, records, "
    "consequences, measures, contact, risk, delay, decision, decided, reason, told, account) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'open', NULL, '', NULL, $17)";
constexpr std::string_view update_breach =
    "UPDATE breach SET aware = $3, began = $4, ended = $5, whose = $6, nature = $7, categories = $8, people = $9, "
    "records = $10, consequences = $11, measures = $12, contact = $13, risk = $14, delay = $15 "
    "WHERE shop = $1 AND breach = $2";
constexpr std::string_view update_decision =
    "UPDATE breach SET decision = $3, decided = $4, reason = $5 WHERE shop = $1 AND breach = $2";
constexpr std::string_view update_told = "UPDATE breach SET told = $3 WHERE shop = $1 AND breach = $2";
constexpr std::string_view select_all =
    "SELECT breach, recorded, aware, began, ended, whose, nature, categories, people, records, consequences, measures, "
    "contact, risk, delay, decision, decided, reason, told FROM breach WHERE shop = $1 ORDER BY breach DESC";
constexpr std::string_view select_one =
    "SELECT breach, recorded, aware, began, ended, whose, nature, categories, people, records, consequences, measures, "
    "contact, risk, delay, decision, decided, reason, told FROM breach WHERE shop = $1 AND breach = $2";
constexpr std::string_view delete_over =
    "DELETE FROM breach WHERE shop = $1 AND breach IN (SELECT breach FROM breach WHERE shop = $1 AND recorded <= $2 "
    "ORDER BY breach LIMIT 10000)";

constexpr EnumNames<3> risk_labels{"Harm to people is unlikely", "It may harm people",
                                   "It probably harms people a lot"};
constexpr EnumNames<3> decision_labels{"To decide", "Reported to the authority", "No notification needed"};

Breach breach_from(const store::Row& row) {
    return {.id = BreachId{row.integer(0)},
            .recorded = row.instant(1),
            .aware = row.instant(2),
            .began = parse_date(row.text(3)).value(),
            .ended = parse_date(row.text(4)).value(),
            .whose = known(value_in<Who>(who_codes, row.text(5))),
            .nature = row.text(6),
            .categories = privacy::categories_from(row.text(7)),
            .people = row.integer(8),
            .records = row.integer(9),
            .consequences = row.text(10),
            .measures = row.text(11),
            .contact = row.text(12),
            .risk = known(value_in<Risk>(risk_codes, row.text(13))),
            .delay = row.text(14),
            .decision = known(value_in<Decision>(decision_codes, row.text(15))),
            .decided = row.find_instant(16),
            .reason = row.text(17),
            .told = row.find_instant(18)};
}

std::string name_of(BreachId id) {
    return "breach:" + std::to_string(id.value());
}

}  // namespace

std::string_view code(Risk risk) {
    return name_in(risk_codes, risk);
}
std::string_view label(Risk risk) {
    return name_in(risk_labels, risk);
}
std::string_view code(Decision decision) {
    return name_in(decision_codes, decision);
}
std::string_view label(Decision decision) {
    return name_in(decision_labels, decision);
}

BreachId add(store::Tx& tx, const Breach& b, const privacy::Actor& actor) {
    const auto id = tx.new_id<Breach>();
    tx.run(insert_breach, id, tx.now(), b.aware, format_date(b.began), format_date(b.ended), code(b.whose), b.nature,
           privacy::names_of(b.categories), b.people, b.records, b.consequences, b.measures, b.contact, code(b.risk),
           b.delay, actor.number);
    record_change(tx, name_of(id), actor);
    return id;
}

Result<void> change(store::Tx& tx, const Breach& b, const privacy::Actor& actor) {
    if (tx.run(update_breach, b.id, b.aware, format_date(b.began), format_date(b.ended), code(b.whose), b.nature,
               privacy::names_of(b.categories), b.people, b.records, b.consequences, b.measures, b.contact,
               code(b.risk), b.delay) == 0)
        return not_in_register();
    record_change(tx, name_of(b.id), actor);
    return {};
}

void decide(store::Tx& tx, BreachId id, Decision decision, const std::string& reason, const privacy::Actor& actor) {
    tx.run(update_decision, id, code(decision), tx.now(), reason);
    record_change(tx, name_of(id), actor);
}

Result<void> mark_told(store::Tx& tx, BreachId id, const privacy::Actor& actor) {
    if (tx.run(update_told, id, tx.now()) == 0) return not_in_register();
    record_change(tx, name_of(id), actor);
    return {};
}

std::optional<Breach> find_breach(store::Tx& tx, BreachId id) {
    return tx.find(select_one, breach_from, id);
}

std::vector<Breach> all_breaches(store::Tx& tx) {
    return tx.all(select_all, breach_from);
}

std::int64_t forget_breaches(store::Tx& tx, const policy::Published& policy) {
    const auto period = policy.period(policy::RetentionClass::incident);
    return period ? tx.run(delete_over, policy::last_over(*period, tx.now())) : 0;
}

}  // namespace autojet::registers
