#include "booking/booking_form.hpp"

#include <set>
#include <thread>

#include "base/result_for_tests.hpp"
#include "booking/garage_for_tests.hpp"

namespace autojet::booking {
namespace {

using namespace std::chrono;

class BookingForm : public Garage {
protected:
    // "start required; message too_long", in the order of the checks.
    std::string errors_of(const BookingFields& fields) {
        Errors errors;
        const auto checked =
            check(fields, bookings.timetable(house.autojet())->catalogue, Language::nl, Channel::website, errors);
        EXPECT_EQ(checked.has_value(), errors.empty());
        std::string told;
        for (const auto& error : errors) told += (told.empty() ? "" : "; ") + error.field + " " + error.reason;
        return told;
    }
};

TEST_F(BookingForm, is_fine_with_what_is_needed_and_no_more) {
    EXPECT_EQ(errors_of(ada()), "");
    auto least = ada();
    least.message = least.contact.plate = least.contact.vehicle = least.contact.email = "";
    EXPECT_EQ(errors_of(least), "");
}

TEST_F(BookingForm, tells_everything_that_is_wrong_at_once) {
    EXPECT_EQ(errors_of({}), "service required; size required; start required; name required; phone contact_required");
    auto wrong = ada();
    wrong.service = "time-travel";
    wrong.size = "huge";
    wrong.start = "tomorrow";
    wrong.contact.email = "ada";
    wrong.contact.phone = "12";
    wrong.contact.plate = "??";
    wrong.message = std::string(longest_message + 1, 'x');
    EXPECT_EQ(errors_of(wrong),
              "service unknown_service; size unknown_size; start not_an_instant; email not_an_email; "
              "phone not_a_phone_number; plate not_a_plate; message too_long");
}

TEST_F(BookingForm, knows_which_sizes_a_service_has) {
    auto large = ada();
    large.size = "large";
    EXPECT_EQ(errors_of(large), "size unknown_size");
}

TEST_F(BookingForm, takes_no_citizen_service_number_anywhere) {
    auto fields = ada();
    fields.message = "My number is 111222333";
    fields.contact.name = "Ada 111222333";
    fields.contact.vehicle = "111.222.333";
    EXPECT_EQ(errors_of(fields),
              "name citizen_service_number; vehicle citizen_service_number; message citizen_service_number");
}

TEST_F(BookingForm, takes_no_control_or_direction_characters) {
    for (const std::string bad : {"\x01", "\xE2\x80\xAE", "\xFF", "\xC0\x80"}) {
        auto fields = ada();
        fields.contact.name = "Ada" + bad + "Lovelace";
        fields.message = "Hello" + bad + "there";
        EXPECT_EQ(errors_of(fields), "name not_text; message not_text");
    }
}

class RepeatedRequest : public Garage {
protected:
    Result<Booking> send(const BookingRequest& asked, std::string_view key, std::string_view text,
                         ShopId shop = ShopId{1}) {
        return house->database.write(
            shop, [&](store::Tx& tx) { return book_once(tx, bookings, asked, Actor::stranger(), key, text); });
    }

    const BookingRequest wanted = request(ada(), Channel::api);
};

TEST_F(RepeatedRequest, is_the_same_booking) {
    const auto first = send(wanted, "a-key", "{...}");
    const auto before = rows();
    const auto again = send(wanted, "a-key", "{...}");
    ASSERT_TRUE(first && again);
    EXPECT_EQ(again->id, first->id);
    EXPECT_EQ(rows(), before);
    EXPECT_EQ(outbox(), "booking.received");
}

TEST_F(RepeatedRequest, with_another_body_is_refused) {
    ASSERT_TRUE(send(wanted, "a-key", "{...}"));
    const auto before = rows();
    const auto refused = send(at(tuesday_at_ten + 2h), "a-key", "{other}");
    ASSERT_EQ(reason_of(refused), "idempotency_key_reused");
    EXPECT_EQ(refused.error().field, "Idempotency-Key");
    EXPECT_EQ(rows(), before);
}

TEST_F(RepeatedRequest, with_another_key_or_none_is_another_request) {
    ASSERT_TRUE(send(wanted, "a-key", "{...}"));
    EXPECT_EQ(reason_of(send(wanted, "b-key", "{...}")), "slot_taken");
    EXPECT_EQ(reason_of(send(wanted, "", "{...}")), "slot_taken");
    EXPECT_TRUE(send(at(tuesday_at_ten + 2h), "", "{...}"));
    EXPECT_TRUE(send(at(tuesday_at_ten + 4h), "", "{...}")) << "no key is not a key";
}

TEST_F(RepeatedRequest, that_was_refused_may_be_mended_and_sent_again) {
    ASSERT_TRUE(send(wanted, "", "{...}"));
    EXPECT_EQ(reason_of(send(wanted, "a-key", "{...}")), "slot_taken");
    EXPECT_TRUE(send(at(tuesday_at_ten + 2h), "a-key", "{mended}"));
}

TEST_F(RepeatedRequest, is_remembered_for_an_hour_and_by_its_own_shop) {
    ASSERT_TRUE(send(wanted, "a-key", "{...}"));
    EXPECT_TRUE(send(wanted, "a-key", "{...}", house.other_shop())) << "a booking of its own";
    house.clock.advance(59min);
    EXPECT_TRUE(send(wanted, "a-key", "{...}"));
    house.clock.advance(1min);
    EXPECT_EQ(reason_of(send(wanted, "a-key", "{...}")), "slot_taken");
    EXPECT_TRUE(send(at(tuesday_at_ten + 2h), "a-key", "{new}")) << "the key is free again";
}

TEST_F(RepeatedRequest, leaves_digests_for_an_hour_and_no_words) {
    static constexpr std::string_view count = "SELECT COUNT(*) FROM repeated_request WHERE shop = $1";
    ASSERT_TRUE(send(wanted, "key-of-ada-4711", "{the body of ada}"));
    EXPECT_FALSE(house.is_on_disk("key-of-ada-4711"));
    EXPECT_FALSE(house.is_on_disk("the body of ada"));
    const auto forget = [&] {
        const auto in_force = house->policies.of(house.autojet());
        (void)house.write([&](store::Tx& tx) -> Result<void> {
            forget_repeated_requests(tx, in_force->published);
            return {};
        });
        return house.number(count);
    };
    house.clock.advance(59min);
    EXPECT_EQ(forget(), 1);
    house.clock.advance(1min);
    EXPECT_EQ(forget(), 0);
}

TEST_F(RepeatedRequest, sent_many_times_at_once_is_one_booking) {
    std::vector<BookingId> ids(8);
    {
        std::vector<std::jthread> threads;
        for (auto& id : ids) threads.emplace_back([&] { id = send(wanted, "a-key", "{...}").value().id; });
    }
    EXPECT_EQ(std::set(ids.begin(), ids.end()).size(), 1u);
}

}  // namespace
}  // namespace autojet::booking
