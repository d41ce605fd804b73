#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "booking/garage_for_tests.hpp"

namespace autojet::booking {
namespace {

class BookingLink : public Garage {
protected:
    std::optional<Booking> opened(std::string_view text, ShopId shop = ShopId{1}) {
        return house->database.read(shop, [&](store::Tx& tx) { return bookings.find_by_link(tx, text); });
    }

    const Booking booked = book(request(ada())).value();
    const std::string link = bookings.link(house.autojet(), booked);
};

TEST_F(BookingLink, leads_to_its_booking) {
    ASSERT_TRUE(opened(link));
    EXPECT_EQ(opened(link)->id, booked.id);
    EXPECT_EQ(bookings.link(house.autojet(), booked), link) << "the same in every message";
}

TEST_F(BookingLink, leads_nowhere_in_another_shop) {
    EXPECT_EQ(opened(link, house.other_shop()), std::nullopt);
    const auto theirs = book(request(ada()), Actor::stranger(), house.other_shop()).value();
    EXPECT_EQ(opened(bookings.link(house.other_shop(), theirs)), std::nullopt);
    EXPECT_NE(bookings.link(house.other_shop(), booked), link) << "not even under the same reference";
}

TEST_F(BookingLink, leads_nowhere_when_any_character_is_another) {
    for (std::size_t at = 0; at < link.size(); ++at) {
        auto forged = link;
        forged[at] = forged[at] == 'A' ? 'B' : 'A';
        EXPECT_EQ(opened(forged), std::nullopt) << at;
    }
}

TEST_F(BookingLink, leads_nowhere_when_it_was_cut_grew_or_was_made_up) {
    for (std::size_t length = 0; length < link.size(); ++length)
        EXPECT_EQ(opened(link.substr(0, length)), std::nullopt);
    EXPECT_EQ(opened(link + "A"), std::nullopt);
    EXPECT_EQ(opened(booked.reference), std::nullopt);
    EXPECT_EQ(opened(booked.reference + "-"), std::nullopt);
    EXPECT_EQ(opened("-" + link), std::nullopt);
    EXPECT_TRUE(rc::check([&](const std::string& anything) {
        RC_ASSERT(opened(anything) == std::nullopt);
        RC_ASSERT(opened(booked.reference + "-" + anything) == std::nullopt);
    }));
}

TEST_F(BookingLink, of_one_booking_says_nothing_of_another) {
    const auto other = book(at(tuesday_at_ten + std::chrono::hours{2})).value();
    const auto code = link.substr(link.find('-'));
    EXPECT_EQ(opened(other.reference + code), std::nullopt);
}

TEST_F(BookingLink, is_not_in_the_database) {
    EXPECT_FALSE(house.is_on_disk(link.substr(link.find('-') + 1)));
}

TEST(References, are_shown_in_two_halves) {
    EXPECT_EQ(display_reference("7K3M9QXP"), "7K3M-9QXP");
}

}  // namespace
}  // namespace autojet::booking
