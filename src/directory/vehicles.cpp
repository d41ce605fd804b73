#include "directory/vehicles.hpp"

#include <algorithm>

#include "booking/booking.hpp"
#include "directory/cards.hpp"
#include "privacy/shown.hpp"
#include "privacy/standing.hpp"

namespace autojet::directory {

namespace {

using privacy::IndexKind;

constexpr std::string_view select_left = "SELECT since FROM vehicle_left WHERE shop = $1 AND person = $2";
constexpr std::string_view upsert_left =
    "INSERT INTO vehicle_left (shop, person, since) VALUES ($1, $2, $3) ON CONFLICT (shop, person) DO UPDATE SET since "
    "= $3";
constexpr std::string_view delete_left = "DELETE FROM vehicle_left WHERE shop = $1 AND person = $2";
// Of people whose record is gone, with its key or without being asked.
constexpr std::string_view delete_of_nobody =
    "DELETE FROM vehicle_left WHERE shop = $1 AND NOT EXISTS (SELECT 1 FROM person p WHERE p.shop = $1 AND p.person = "
    "vehicle_left.person)";

// Of appointments that were not cancelled.
std::optional<Instant> last_start(store::Tx& tx, PersonId record) {
    std::optional<Instant> last;
    for (const auto& booking : booking::of_person(tx, record))
        if (booking.status != booking::Status::cancelled)
            last = std::max(last.value_or(booking.span.start), booking.span.start);
    return last;
}

std::optional<Instant> first_start(store::Tx& tx, PersonId record) {
    std::optional<Instant> first;
    for (const auto& booking : booking::of_person(tx, record))
        first = std::min(first.value_or(booking.span.start), booking.span.start);
    return first;
}

}  // namespace

std::vector<PersonId> with_same_plate(store::Tx& tx, privacy::Vault& vault, PersonId record) {
    const auto all = records_of(tx, record);
    if (all.empty()) return {};
    auto sharing = vault.find_sharing(tx, record, IndexKind::plate);
    sharing.push_back(record);
    std::vector<PersonId> own;
    for (const auto one : all)
        if (std::ranges::find(sharing, one) != sharing.end()) own.push_back(one);
    return own;
}

std::optional<Instant> booked_by_another(store::Tx& tx, privacy::Vault& vault, PersonId record) {
    const auto all = records_of(tx, record);
    Instant last{};
    for (const auto own : with_same_plate(tx, vault, record)) last = std::max(last, last_start(tx, own).value_or(last));
    std::optional<Instant> first;
    for (const auto other : vault.find_sharing(tx, record, IndexKind::plate)) {
        if (std::ranges::find(all, other) != all.end() || left_since(tx, other)) continue;
        if (const auto start = last_start(tx, other); start && *start > last)
            first = std::min(first.value_or(*start), *start);
    }
    return first;
}

std::optional<Instant> left_since(store::Tx& tx, PersonId record) {
    return tx.find(
        select_left, [](const store::Row& row) { return row.instant(0); }, record);
}

Result<void> hand_over(store::Tx& tx, privacy::Vault& vault, PersonId record, Instant since) {
    const auto records = with_same_plate(tx, vault, record);
    if (records.empty()) return refuse(ErrorCode::not_found, "not_found", "This record is not there any more.");
    if (since > tx.now())
        return refuse(ErrorCode::invalid, "in_the_future", "Please give a day that has come.", "since");
    for (const auto one : records)
        if (auto may = privacy::may_change(tx, one); !may) return may;
    for (const auto one : records) {
        const auto first = first_start(tx, one);
        if (records.size() > 1 && one != record && first && *first >= since) {
            if (auto apart = customers::unlink(tx, one); !apart) return apart;
        } else {
            tx.run(upsert_left, one, since);
        }
    }
    return {};
}

Result<void> take_back(store::Tx& tx, privacy::Vault& vault, PersonId record) {
    for (const auto one : with_same_plate(tx, vault, record)) {
        if (auto may = privacy::may_change(tx, one); !may) return may;
        tx.run(delete_left, one);
    }
    return {};
}

Holder vehicles_holder(const House& house) {
    const auto describe = [&house](store::Tx& tx, PersonId person, const ForRights& warrant) {
        std::vector<HeldRecord> records;
        const auto since = left_since(tx, person);
        if (!since) return records;
        HeldRecord held{.kind = "vehicle",
                        .number = {},
                        .title = "Your vehicle",
                        .collected = *since,
                        .source = "desk",
                        .policy_version = privacy::version_collected_under(tx, person),
                        .retention = policy::RetentionClass::customer,
                        .kept_until = {},
                        .values = {}};
        const auto closed = privacy::PersonalText<policy::Category::appointment>::of(
            person, house.shops.zone(tx.shop()).format_rfc3339(*since));
        if (auto value = closed.open_if_covered(warrant))
            held.values.push_back({policy::Category::appointment, "vehicle_left.since", "Has another owner since",
                                   std::move(*value), false});
        records.push_back(std::move(held));
        return records;
    };
    const auto erase = [](store::Tx& tx, PersonId person) -> std::vector<Kept> {
        tx.run(delete_left, person);
        return {};
    };
    // A word beside a record of `customers`, which knows the person.
    const auto knows = [](store::Tx&, PersonId) { return false; };
    return {.name = "vehicles", .knows = knows, .describe = describe, .erase = erase};
}

void forget_vehicles_of_nobody(store::Tx& tx) {
    tx.run(delete_of_nobody);
}

}  // namespace autojet::directory
