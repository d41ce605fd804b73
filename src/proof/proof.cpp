#include "proof/proof.hpp"

#include <algorithm>
#include <map>

#include "base/enum_names.hpp"
#include "http/json.hpp"
#include "http/log.hpp"

namespace autojet::proof {

namespace {

constexpr std::string_view upsert_seen =
    "INSERT INTO proof_observation (shop, observer, verdict, said_nl, said_en, checked) VALUES ($1, $2, $3, $4, $5, "
    "$6) "
    "ON CONFLICT (shop, observer) DO UPDATE SET verdict = excluded.verdict, said_nl = excluded.said_nl, "
    "said_en = excluded.said_en, checked = excluded.checked";
constexpr std::string_view select_seen =
    "SELECT observer, verdict, said_nl, said_en, checked FROM proof_observation WHERE shop = $1";
constexpr std::string_view count_failed =
    "SELECT COUNT(*) FROM proof_observation WHERE shop = $1 AND verdict = 'fails'";

constexpr EnumNames<3> codes{"holds", "fails", "not_yet_due"};
constexpr EnumNames<3> labels{"Holds", "Fails", "Not yet due"};

Verdict verdict_from(std::string_view text) {
    const auto verdict = value_in<Verdict>(codes, text);
    if (!verdict) throw Broken("a verdict that is none");
    return *verdict;
}

Seen seen_from(const store::Row& row) {
    return {row.text(0), {verdict_from(row.text(1)), {row.text(2), row.text(3)}}, row.instant(4)};
}

Verdict sum(const std::vector<Seen>& seen) {
    const auto any = [&](Verdict verdict) {
        return std::ranges::any_of(seen, [&](const Seen& one) { return one.observation.verdict == verdict; });
    };
    if (any(Verdict::fails)) return Verdict::fails;
    return any(Verdict::holds) ? Verdict::holds : Verdict::not_yet_due;
}

http::JsonArray texts(const std::vector<policy::Citation>& citations) {
    http::JsonArray array;
    for (const auto& citation : citations) array.emplace_back(citation.file + ": " + citation.text);
    return array;
}

http::JsonObject json_of(const Row& row, Language language) {
    http::JsonArray observed;
    for (const auto& seen : row.seen)
        observed.emplace_back(http::JsonObject{{"observer", seen.observer},
                                               {"verdict", code(seen.observation.verdict)},
                                               {"said", seen.observation.said.in(language)},
                                               {"checked", format_rfc3339(seen.checked)}});
    http::JsonObject object{{"number", row.evidence->number}, {"title", row.title.in(language)}};
    if (row.evidence->is_duty()) object["law"] = row.evidence->law;
    object["verdict"] = code(row.verdict);
    object["checked"] = row.checked ? http::JsonValue(format_rfc3339(*row.checked)) : http::JsonValue(nullptr);
    object["enforced"] = texts(row.evidence->enforced);
    object["tests"] = texts(row.evidence->tests);
    object["observed"] = std::move(observed);
    return object;
}

}  // namespace

std::string_view code(Verdict verdict) {
    return name_in(codes, verdict);
}

std::string_view label(Verdict verdict) {
    return name_in(labels, verdict);
}

Proof::Proof(const House& house, std::vector<policy::Evidence> evidence, std::vector<Observer> observers)
    : house_(house), evidence_(std::move(evidence)), observers_(std::move(observers)) {
    for (const auto& row : evidence_)
        for (const auto& name : row.observed)
            if (std::ranges::none_of(observers_, [&](const Observer& observer) { return observer.name == name; }))
                throw Broken("the evidence of " + row.number + " cites an observer that nobody is: " + name);
}

// What went wrong may quote data, so the page says only that looking failed.
Observation Proof::look(ShopId shop, const Observer& observer) const {
    try {
        return house_.database.read(shop, [&](store::Tx& tx) { return observer.look(tx); });
    } catch (const std::exception&) {
        http::log(http::Level::error, "the observer {} could not look", observer.name);
        return {Verdict::fails, {"Kijken lukte niet.", "Looking did not succeed."}};
    }
}

void Proof::check(ShopId shop) const {
    std::vector<std::pair<const Observer*, Observation>> all;
    for (const auto& observer : observers_) all.emplace_back(&observer, look(shop, observer));
    (void)house_.database.write(shop, [&](store::Tx& tx) -> Result<void> {
        for (const auto& [observer, seen] : all)
            tx.run(upsert_seen, observer->name, code(seen.verdict), seen.said.nl, seen.said.en, tx.now());
        return {};
    });
    for (const auto& [observer, seen] : all)
        if (seen.verdict == Verdict::fails)
            http::log(http::Level::warning, "a promise of shop {} fails: {}", shop.value(), observer->name);
}

policy::Words Proof::title_of(const policy::Evidence& evidence, const policy::Model& model) const {
    if (evidence.is_duty()) return evidence.title;
    const auto from = [&](const auto& rows) -> const policy::Words* {
        for (const auto& row : rows)
            if (row.number == evidence.number) return &row.title;
        return nullptr;
    };
    for (const auto* title :
         {from(model.promises), from(model.categories), from(model.purposes), from(model.recipients)})
        if (title) return *title;
    return {evidence.number, evidence.number};
}

std::vector<Row> Proof::rows(ShopId shop) const {
    std::map<std::string, Seen> seen;
    for (auto& one : house_.database.read(shop, [](store::Tx& tx) { return tx.all(select_seen, seen_from); }))
        seen.emplace(one.observer, std::move(one));
    const auto in_force = house_.policies.of(shop);
    std::vector<Row> rows;
    for (const auto& evidence : evidence_) {
        Row row{&evidence, title_of(evidence, in_force->model), {}, {}, {}};
        for (const auto& name : evidence.observed) {
            const auto found = seen.find(name);
            if (found == seen.end()) continue;
            row.seen.push_back(found->second);
            row.checked = std::min(row.checked.value_or(found->second.checked), found->second.checked);
        }
        row.verdict = sum(row.seen);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::int64_t count_failures(store::Tx& tx) {
    return tx.find(count_failed, [](const store::Row& row) { return row.integer(0); }).value();
}

std::string json_of(const Shop& shop, const std::vector<Row>& rows, Language language) {
    http::JsonArray promises, duties;
    for (const auto& row : rows) (row.evidence->is_duty() ? duties : promises).emplace_back(json_of(row, language));
    return http::write_json(http::JsonObject{{"shop", shop.name},
                                             {"verdict", any_fails(rows) ? "fails" : "holds"},
                                             {"promises", std::move(promises)},
                                             {"duties", std::move(duties)}});
}

bool any_fails(const std::vector<Row>& rows) {
    return std::ranges::any_of(rows, [](const Row& row) { return row.verdict == Verdict::fails; });
}

}  // namespace autojet::proof
