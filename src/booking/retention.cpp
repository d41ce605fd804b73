#include "booking/retention.hpp"

#include "privacy/consent.hpp"

namespace autojet::booking {

namespace {

// Whose last appointment, and that of everybody linked with them, is over, and none of them restricted.
constexpr std::string_view select_expired =
    "SELECT p.person FROM person p WHERE p.shop = $1 AND p.created <= $2 AND NOT EXISTS "
    "(SELECT 1 FROM person o WHERE o.shop = p.shop AND o.identity = p.identity AND (EXISTS "
    "(SELECT 1 FROM booking b WHERE b.shop = o.shop AND b.person = o.person AND b.end_time > $2) OR EXISTS "
    "(SELECT 1 FROM restriction r WHERE r.shop = o.shop AND r.person = o.person))) ORDER BY p.person LIMIT $3";
constexpr std::string_view count_expired =
    "SELECT COUNT(*), MIN(p.created) FROM person p WHERE p.shop = $1 AND p.created <= $2 AND NOT EXISTS "
    "(SELECT 1 FROM person o WHERE o.shop = p.shop AND o.identity = p.identity AND (EXISTS "
    "(SELECT 1 FROM booking b WHERE b.shop = o.shop AND b.person = o.person AND b.end_time > $2) OR EXISTS "
    "(SELECT 1 FROM restriction r WHERE r.shop = o.shop AND r.person = o.person)))";
constexpr std::string_view count_repeated =
    "SELECT COUNT(*), MIN(created) FROM repeated_request WHERE shop = $1 AND created <= $2";
// The latest of the making of the records and the ends of their appointments.
constexpr std::string_view select_last =
    "SELECT MAX(p.created), MAX(b.end_time), MAX(r.since) FROM person mine JOIN person p ON p.shop = mine.shop AND "
    "p.identity = mine.identity LEFT JOIN booking b ON b.shop = p.shop AND b.person = p.person "
    "LEFT JOIN restriction r ON r.shop = p.shop AND r.person = p.person WHERE mine.shop = $1 AND mine.person = $2";
constexpr std::string_view delete_events = "DELETE FROM booking_event WHERE shop = $1 AND booking = $2";
constexpr std::string_view delete_repeated = "DELETE FROM repeated_request WHERE shop = $1 AND booking = $2";
constexpr std::string_view delete_messages =
    "DELETE FROM outbox WHERE shop = $1 AND subject = $2 AND event LIKE 'booking.%'";
constexpr std::string_view delete_booking = "DELETE FROM booking WHERE shop = $1 AND booking = $2";

constexpr int persons_at_once = 50;
constexpr std::int64_t persons_in_one_run = 1000;

}  // namespace

std::optional<Instant> kept_until(store::Tx& tx, const policy::Published& policy, PersonId person) {
    const auto period = policy.period(policy::RetentionClass::customer).value();
    std::optional<Instant> until;
    tx.each(
        select_last,
        [&](const store::Row& row) {
            if (row.is_null(0) || !row.is_null(2)) return;
            until = policy::ends(period, std::max(row.instant(0), row.find_instant(1).value_or(row.instant(0))));
        },
        person);
    return until;
}

std::vector<PersonId> expired_persons(store::Tx& tx, const policy::Published& policy, int limit) {
    const auto period = policy.period(policy::RetentionClass::customer);
    if (!period) return {};
    return tx.all(
        select_expired, [](const store::Row& row) { return PersonId{row.integer(0)}; },
        policy::last_over(*period, tx.now()), limit);
}

void erase_with_bookings(store::Tx& tx, privacy::Vault& vault, PersonId person) {
    for (const auto& booking : of_person(tx, person)) {
        scheduling::release(tx, booking.id.value(), booking.resource, booking.span);
        tx.run(delete_events, booking.id);
        tx.run(delete_repeated, booking.id);
        tx.run(delete_messages, booking.id);
        tx.run(delete_booking, booking.id);
    }
    privacy::end_consents(tx, person);
    customers::erase(tx, vault, person);
}

std::int64_t forget_expired(const House& house, ShopId shop) {
    const auto in_force = house.policies.of(shop);
    std::int64_t count = 0;
    while (count < persons_in_one_run) {
        // Looking is cheap beside the writer; what is erased is decided again where nobody can book in between.
        const auto find = [&](store::Tx& tx) { return expired_persons(tx, in_force->published, persons_at_once); };
        if (house.database.read(shop, find).empty()) return count;
        const auto erased = house.database.write(shop, [&](store::Tx& tx) -> Result<std::size_t> {
            const auto persons = find(tx);
            for (const auto person : persons) erase_with_bookings(tx, house.vault, person);
            return persons.size();
        });
        count += static_cast<std::int64_t>(*erased);
    }
    return count;
}

std::vector<privacy::Overdue> overdue(store::Tx& tx, const policy::Published& policy) {
    using policy::RetentionClass;
    return {privacy::count_overdue(tx, RetentionClass::customer, policy.period(RetentionClass::customer).value(),
                                   count_expired),
            privacy::count_overdue(tx, RetentionClass::unfinished, policy.period(RetentionClass::unfinished).value(),
                                   count_repeated)};
}

}  // namespace autojet::booking
