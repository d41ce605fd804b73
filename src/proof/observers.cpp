#include "proof/observers.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "policy/tables.hpp"
#include "privacy/ledger_words.hpp"
#include "store/sqlite/database.hpp"

namespace autojet::proof {

namespace {

constexpr std::string_view select_openings =
    "SELECT what, COUNT(*) FROM ledger WHERE shop = $1 AND outcome = 'opened' GROUP BY what";
constexpr std::string_view count_unknown_stamps =
    "SELECT COUNT(*) FROM booking WHERE shop = $1 AND policy_version NOT IN (SELECT version FROM policy_version WHERE "
    "shop = $1)";
constexpr std::string_view count_bookings = "SELECT COUNT(*) FROM booking WHERE shop = $1";

Observation holds(std::string nl, std::string en) {
    return {Verdict::holds, {std::move(nl), std::move(en)}};
}
Observation fails(std::string nl, std::string en) {
    return {Verdict::fails, {std::move(nl), std::move(en)}};
}
Observation not_yet_due(std::string nl, std::string en) {
    return {Verdict::not_yet_due, {std::move(nl), std::move(en)}};
}

Observation look_at_controller(const Shop& shop) {
    for (const auto* fact :
         {&shop.name, &shop.street, &shop.postcode, &shop.city, &shop.kvk, &shop.vat, &shop.phone, &shop.email})
        if (trim(*fact).empty())
            return fails("Er ontbreekt een gegeven van de zaak.", "A fact of the shop is missing.");
    return holds("Naam, adres, nummers en bereikbaarheid van de zaak staan vast.",
                 "Name, address, numbers and how to reach the shop are all there.");
}

bool is_within_purposes(std::string_view what) {
    return std::ranges::all_of(privacy::read_words(what), [](const privacy::OpenedFor& opened) {
        const auto purpose = policy::find_purpose(opened.purpose);
        return purpose && !opened.categories.empty() &&
               std::ranges::all_of(opened.categories, [&](const std::string& name) {
                   const auto category = policy::find_category(name);
                   return category && policy::permits(*purpose, *category);
               });
    });
}

Observation look_at_purposes(store::Tx& tx) {
    std::int64_t all = 0, outside = 0;
    tx.each(select_openings, [&](const store::Row& row) {
        all += row.integer(1);
        if (!is_within_purposes(row.text(0))) outside += row.integer(1);
    });
    const auto seen = std::to_string(all), wrong = std::to_string(outside);
    if (outside > 0)
        return fails(wrong + " van " + seen + " keer is meer geopend dan het doel toelaat.",
                     wrong + " of " + seen + " times more was opened than the purpose allows.");
    if (all == 0) return not_yet_due("Er is nog niets geopend.", "Nothing has been opened yet.");
    return holds("Gegevens zijn " + seen + " keer geopend, nooit buiten het doel.",
                 "Data was opened " + seen + " times, never beyond its purpose.");
}

Observation look_at_ledger(const House& house, store::Tx& tx) {
    const auto report = house.checkpoints.verify(tx);
    if (!report)
        return fails("Het logboek klopt niet: er is aan geknoeid.", "The ledger does not fit: it was tampered with.");
    if (report->entries == 0) return not_yet_due("Het logboek is nog leeg.", "The ledger is still empty.");
    const auto entries = std::to_string(report->entries), signed_ends = std::to_string(report->checkpoints);
    return holds("De keten van " + entries + " regels is heel; " + signed_ends + " keer ondertekend.",
                 "The chain of " + entries + " entries is whole; signed " + signed_ends + " times.");
}

Observation look_at_cookies(const policy::Model& in_force) {
    for (const auto& rule : policy::cookie_rules)
        if (std::ranges::none_of(in_force.cookies, [&](const auto& cookie) { return cookie.name == rule.name; }))
            return fails("De cookie " + std::string(rule.name) + " staat niet in het beleid.",
                         "The cookie " + std::string(rule.name) + " is not in the policy.");
    const auto count = std::to_string(policy::cookie_rules.size());
    return holds("Alle " + count + " cookies staan in het beleid en zijn functioneel.",
                 "All " + count + " cookies are in the policy, and functional.");
}

Observation look_at_stamps(store::Tx& tx) {
    const auto number = [&](std::string_view sql) {
        return tx.find(sql, [](const store::Row& row) { return row.integer(0); }).value();
    };
    const auto all = number(count_bookings);
    if (all == 0) return not_yet_due("Er is nog niet geboekt.", "Nothing has been booked yet.");
    if (number(count_unknown_stamps) > 0)
        return fails("Er zijn boekingen zonder gepubliceerde versie.", "Some bookings carry no published version.");
    return holds("Elk van de " + std::to_string(all) + " boekingen draagt de versie die getoond is.",
                 "Each of the " + std::to_string(all) + " bookings carries the version that was shown.");
}

// A sealed value is a nonce, ciphertext and a tag: never short, and never text. (Of short random values one in a few
// hundred has no control character; almost none is UTF-8.)
bool looks_sealed(const store::Bytes& value) {
    constexpr std::size_t least = 24 + 16;
    return value.size() >= least && !is_plain_text(store::as_text(value), Lines::many);
}

// On a connection of its own: statements that are made at run time would fill the kept ones of the others.
class Columns {
public:
    Columns(std::vector<store::ColumnNote> notes, std::filesystem::path database)
        : notes_(std::move(notes)), database_(std::move(database)) {
        for (const auto& note : notes_)
            if (note.keeping == store::Keeping::sealed)
                samples_.push_back("WITH mine AS (SELECT $1 AS shop) SELECT " + note.column + " FROM " + note.table +
                                   " JOIN mine USING (shop) WHERE " + note.column + " IS NOT NULL LIMIT 100");
    }

    [[nodiscard]] Observation look(ShopId shop) const {
        const auto connection = store::sqlite::connect(database_.string());
        if (const auto strange = store::unclassified_columns(*connection, notes_); !strange.empty())
            return fails("Kolom " + strange.front() + " heeft geen soort.",
                         "Column " + strange.front() + " has no category.");
        std::size_t values = 0, open = 0;
        const std::array<store::Value, 1> of_shop{shop.value()};
        for (const auto& sample : samples_)
            connection->run(sample, of_shop, [&](const store::Row& row) {
                ++values;
                open += looks_sealed(row.bytes(0)) ? 0 : 1;
            });
        if (open > 0)
            return fails("Er staan leesbare gegevens in een verzegelde kolom.", "A sealed column holds readable data.");
        const auto count = std::to_string(notes_.size()), seen = std::to_string(values);
        return holds("Alle " + count + " kolommen hebben een soort; " + seen + " verzegelde waarden bekeken.",
                     "All " + count + " columns have a category; " + seen + " sealed values were looked at.");
    }

private:
    std::vector<store::ColumnNote> notes_;
    std::filesystem::path database_;
    std::vector<std::string> samples_;
};

}  // namespace

std::vector<Observer> own_observers(const House& house, std::vector<store::ColumnNote> columns,
                                    std::filesystem::path database) {
    const auto tables = std::make_shared<const Columns>(std::move(columns), std::move(database));
    return {
        {"built_in",
         [](store::Tx&) {
             return holds("Bij het bouwen zijn code en toets gevonden.", "The build found its code and its test.");
         }},
        {"controller", [&house](store::Tx& tx) { return look_at_controller(house.shops.load(tx.shop())); }},
        {"columns", [tables](store::Tx& tx) { return tables->look(tx.shop()); }},
        {"purposes", look_at_purposes},
        {"ledger", [&house](store::Tx& tx) { return look_at_ledger(house, tx); }},
        {"cookies", [&house](store::Tx& tx) { return look_at_cookies(house.policies.of(tx)->model); }},
        {"stamps", look_at_stamps},
    };
}

}  // namespace autojet::proof
