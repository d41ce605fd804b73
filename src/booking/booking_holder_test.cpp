// What is kept about a customer, for their rights: the whole of it, and gone when it is erased.
#include "booking/booking_holder.hpp"

#include "booking/garage_for_tests.hpp"
#include "booking/retention.hpp"
#include "privacy/standing.hpp"

namespace autojet::booking {
namespace {

using policy::Purpose;

class CustomersHolder : public Garage {
protected:
    static EmailKey key(const std::string& email) {
        return EmailKey::collected(EmailAddress::parse(email).value().key());
    }
    std::vector<HeldRecord> described(PersonId person) {
        policy::Openings openings;
        return house.read([&](store::Tx& tx) {
            const auto warrant = house->gate.warrant<Purpose::rights>(tx, dee, {person}, openings);
            return holder.describe(tx, person, *warrant);
        });
    }
    static std::string value(const HeldRecord& record, std::string_view field) {
        const auto found = std::ranges::find(record.values, field, &HeldValue::field);
        return found == record.values.end() ? "" : found->value;
    }
    void erase(PersonId person) {
        const auto kept =
            house.write([&](store::Tx& tx) -> Result<std::vector<Kept>> { return holder.erase(tx, person); });
        EXPECT_TRUE(kept && kept->empty());
    }

    Holder holder = customers_holder(bookings);
};

TEST_F(CustomersHolder, R1_finds_a_person_by_any_form_of_their_address_and_nobody_else) {
    const auto booking = book(request(ada())).value();
    const auto found = [&](const std::string& email) {
        return house.read([&](store::Tx& tx) {
            auto persons = house->vault.find(tx, privacy::IndexKind::email, key(email));
            std::erase_if(persons, [&](PersonId person) { return !holder.knows(tx, person); });
            return persons;
        });
    };
    EXPECT_EQ(found("ADA@customers.example"), std::vector{booking.person});
    EXPECT_EQ(found("cy@customers.example"), std::vector<PersonId>{});
}

TEST_F(CustomersHolder, R1_describes_everything_with_its_source_version_and_the_day_it_goes) {
    const auto booking = book(request(ada())).value();
    ASSERT_TRUE(confirm(booking));
    const auto records = described(booking.person);
    ASSERT_EQ(records.size(), 2u);
    const auto& customer = records[0];
    EXPECT_EQ(value(customer, "person.name"), "Ada Lovelace");
    EXPECT_EQ(value(customer, "person.email"), "ada@customers.example");
    EXPECT_EQ(value(customer, "person.phone"), "+31612345678");
    EXPECT_EQ(value(customer, "person.plate"), "NL 54-JG-PV");
    EXPECT_EQ(value(customer, "person.vehicle"), "Blue Volvo");
    EXPECT_EQ(customer.source, "website");
    EXPECT_EQ(customer.policy_version, booking.policy_version);
    EXPECT_EQ(customer.kept_until,
              policy::ends(*policy::period_of(policy::RetentionClass::customer), booking.span.end));

    const auto& appointment = records[1];
    EXPECT_EQ(appointment.number, booking.reference);
    EXPECT_EQ(appointment.source, "website");
    EXPECT_EQ(value(appointment, "booking.service"), "hand-wash");
    EXPECT_EQ(value(appointment, "booking.start"), "2026-11-24T10:00:00+01:00");
    EXPECT_EQ(value(appointment, "booking.message"), "The key lies under the mat");
    EXPECT_EQ(value(appointment, "booking.price"), "35.00");
    EXPECT_TRUE(std::ranges::any_of(appointment.values, [](const HeldValue& held) {
        return held.field == "booking.event" && held.value == "received 2026-11-23T09:00:00+01:00 customer";
    }));
    for (const auto& held : appointment.values) EXPECT_EQ(held.value.find("staff:"), std::string::npos);
}

TEST_F(CustomersHolder, R1_describes_what_the_person_asked_about_the_use_of_their_data) {
    const auto booking = book(request(ada())).value();
    house.write([&](store::Tx& tx) -> Result<void> {
        privacy::restrict_use(tx, booking.person, privacy::Ground::claim);
        privacy::object(tx, booking.person, privacy::Aim::improvement);
        return {};
    });
    const auto customer = described(booking.person).at(0);
    EXPECT_EQ(value(customer, "standing.restriction"), "claim 2026-11-23T08:00:00Z");
    EXPECT_EQ(value(customer, "standing.objection"), "improvement 2026-11-23T08:00:00Z");
    EXPECT_EQ(customer.kept_until, std::nullopt) << "its time begins when the restriction is lifted";
}

TEST_F(CustomersHolder, R3_erases_the_record_and_all_that_hangs_on_it_and_again_changes_nothing) {
    const auto empty = rows();
    const auto booking = book(request(ada())).value();
    ASSERT_TRUE(cancel(book(at(tuesday_at_ten + std::chrono::hours{2})).value(), dee, "The lift is broken"));
    const auto others = rows();
    const auto more = book(at(tuesday_at_ten + std::chrono::hours{4})).value();
    ASSERT_TRUE(confirm(more));
    erase(more.person);
    EXPECT_EQ(rows(), others);
    erase(more.person);
    EXPECT_EQ(rows(), others) << "duty 28: idempotent";
    EXPECT_FALSE(house.read([&](store::Tx& tx) { return holder.knows(tx, more.person); }));
    EXPECT_TRUE(described(more.person).empty());
    EXPECT_EQ(described(booking.person).size(), 2u) << "somebody else keeps everything";
    EXPECT_GT(others, empty);
    EXPECT_TRUE(book(at(more.span.start))) << "the bay is free again";
}

TEST_F(CustomersHolder, R3_erasing_one_of_linked_records_leaves_the_others_right) {
    std::vector<Booking> made;
    for (int n = 0; n < 3; ++n) made.push_back(book(at(tuesday_at_ten + std::chrono::hours{2 * n})).value());
    house.write([&](store::Tx& tx) -> Result<void> {
        for (std::size_t n : {1u, 2u}) EXPECT_TRUE(customers::link(tx, made[0].person, made[n].person));
        return {};
    });
    erase(made[0].person);  // the one whose number stood for all
    house.read([&](store::Tx& tx) {
        EXPECT_EQ(customers::linked_with(tx, made[1].person), std::vector{made[2].person});
        return 0;
    });
    EXPECT_EQ(value(described(made[2].person).at(0), "person.name"), "Ada Lovelace");
}

class RestrictedCustomer : public Garage {
protected:
    RestrictedCustomer() {
        booking = book(request(ada())).value();
        other = book(at(tuesday_at_ten + std::chrono::hours{2})).value();
        house.write([&](store::Tx& tx) -> Result<void> {
            privacy::restrict_use(tx, booking.person, privacy::Ground::accuracy);
            return {};
        });
    }
    template <class T>
    static std::string reason(const Result<T>& done) {
        return done ? "" : done.error().reason;
    }

    Booking booking, other;
};

TEST_F(RestrictedCustomer, duty_32_is_not_confirmed_moved_cancelled_or_linked_by_the_shop) {
    EXPECT_EQ(reason(confirm(booking)), "restricted");
    EXPECT_EQ(reason(move(booking, tuesday_at_ten + std::chrono::hours{4}, dee)), "restricted");
    EXPECT_EQ(reason(cancel(booking, dee, "No time")), "restricted");
    for (const auto& [one, another] : {std::pair{booking, other}, std::pair{other, booking}})
        EXPECT_EQ(reason(house.write(
                      [&, a = one.person, b = another.person](store::Tx& tx) { return customers::link(tx, a, b); })),
                  "restricted");
    EXPECT_EQ(stored(booking).status, Status::pending);
    EXPECT_EQ(reason(confirm(other)), "") << "others go on";
}

TEST_F(RestrictedCustomer, duty_32_may_cancel_their_own_appointment_and_nothing_else) {
    const auto themself = Actor::person(booking.person);
    EXPECT_EQ(reason(move(booking, tuesday_at_ten + std::chrono::hours{4}, themself)), "restricted");
    EXPECT_EQ(reason(cancel(booking, themself)), "");
    EXPECT_EQ(stored(booking).status, Status::cancelled);
}

TEST_F(RestrictedCustomer, R5_is_kept_when_the_period_is_over_until_the_restriction_is_lifted) {
    house.clock.set(policy::ends(*policy::period_of(policy::RetentionClass::customer), other.span.end));
    EXPECT_EQ(forget_expired(*house, house.autojet()), 1);
    house.write([&](store::Tx& tx) {
        return privacy::announce_lifting(tx, booking.person, privacy::Ground::accuracy,
                                         tx.now() + std::chrono::days{2});
    });
    house.clock.advance(std::chrono::days{2});
    EXPECT_EQ(forget_expired(*house, house.autojet()), 0);
    house.write([&](store::Tx& tx) { return privacy::lift(tx, booking.person, privacy::Ground::accuracy); });
    EXPECT_EQ(forget_expired(*house, house.autojet()), 1);
    EXPECT_EQ(rows(), 0);
}

}  // namespace
}  // namespace autojet::booking
