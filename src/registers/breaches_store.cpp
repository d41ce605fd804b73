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
constexpr std::string_view delete_breach = "DELETE FROM breach WHERE shop = $1 AND breach = $2";

Instant instant(std::int64_t seconds) {
    return Instant{std::chrono::seconds{seconds}};
}

template <class T>
T known(const std::optional<T>& value) {
    if (!value) throw Broken("the register of breaches has a word that the program does not know");
    return *value;
}

Breach breach_from(const store::Row& row) {
    const auto moment = [&](int column) {
        const auto seconds = row.find_integer(column);
        return seconds ? std::optional{instant(*seconds)} : std::nullopt;
    };
    return {.id = BreachId{row.integer(0)},
            .recorded = instant(row.integer(1)),
            .aware = instant(row.integer(2)),
            .began = parse_date(row.text(3)).value(),
            .ended = parse_date(row.text(4)).value(),
            .whose = known(from_code(all_who, row.text(5))),
            .nature = row.text(6),
            .categories = privacy::categories_from(row.text(7)),
            .people = row.integer(8),
            .records = row.integer(9),
            .consequences = row.text(10),
            .measures = row.text(11),
            .contact = row.text(12),
            .risk = known(from_code(all_risks, row.text(13))),
            .delay = row.text(14),
            .decision = known(from_code(all_decisions, row.text(15))),
            .decided = moment(16),
            .reason = row.text(17),
            .told = moment(18)};
}

std::string name_of(BreachId id) {
    return "breach:" + std::to_string(id.value());
}

tl::unexpected<Error> unknown() {
    return refuse(ErrorCode::not_found, "not_found", "This is not in the register.");
}

}  // namespace

std::string_view code(Risk risk) {
    constexpr std::array<std::string_view, 3> codes{"none", "some", "high"};
    return codes.at(static_cast<std::size_t>(risk));
}
std::string_view label(Risk risk) {
    constexpr std::array<std::string_view, 3> labels{"Harm to people is unlikely", "It may harm people",
                                                     "It probably harms people a lot"};
    return labels.at(static_cast<std::size_t>(risk));
}
std::string_view code(Decision decision) {
    constexpr std::array<std::string_view, 3> codes{"open", "reported", "not_needed"};
    return codes.at(static_cast<std::size_t>(decision));
}
std::string_view label(Decision decision) {
    constexpr std::array<std::string_view, 3> labels{"To decide", "Reported to the authority",
                                                     "No notification needed"};
    return labels.at(static_cast<std::size_t>(decision));
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
        return unknown();
    record_change(tx, name_of(b.id), actor);
    return {};
}

void decide(store::Tx& tx, BreachId id, Decision decision, const std::string& reason, const privacy::Actor& actor) {
    tx.run(update_decision, id, code(decision), tx.now(), reason);
    record_change(tx, name_of(id), actor);
}

Result<void> mark_told(store::Tx& tx, BreachId id, const privacy::Actor& actor) {
    if (tx.run(update_told, id, tx.now()) == 0) return unknown();
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
    std::int64_t count = 0;
    for (const auto& breach : all_breaches(tx))
        if (period && policy::ends(*period, breach.recorded) <= tx.now()) count += tx.run(delete_breach, breach.id);
    return count;
}

}  // namespace autojet::registers
