// A shop with one care bay and one lift, and the people who come there: Ada books on the website, Dee works at the
// desk.
#pragma once

#include <gtest/gtest.h>

#include "booking/booking_form.hpp"
#include "shop/outbox.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::booking {

using privacy::Actor;

// Tuesday 24 November 2026, ten o'clock in Amsterdam; the clock of the house stands a day and an hour before it.
inline constexpr Instant tuesday_at_ten = tests::monday_morning + std::chrono::hours{25};

class Garage : public ::testing::Test {
protected:
    Garage() {
        for (const auto shop : {house.autojet(), house.other_shop()}) EXPECT_TRUE(house->database.write(shop, furnish));
    }

    static Result<void> furnish(store::Tx& tx) {
        using namespace std::chrono;
        using scheduling::BayKind;
        const std::vector<scheduling::Offer> offers{{VehicleSize::small, 45min, Money::of_cents(3500)},
                                                    {VehicleSize::van, 90min, Money::of_cents(6500)}};
        for (const auto kind : {BayKind::care, BayKind::lift}) {
            scheduling::add_service(tx, {.id = kind == BayKind::care ? "hand-wash" : "oil",
                                         .needs = kind,
                                         .icon = "wash",
                                         .name_nl = "Handwas",
                                         .name_en = "Hand wash",
                                         .about_nl = "",
                                         .about_en = "",
                                         .offers = offers});
            scheduling::add_resource(tx, kind, scheduling::code(kind));
        }
        for (unsigned day = 1; day <= 5; ++day) scheduling::add_opening(tx, {weekday{day}, 8h, 18h});
        return {};
    }

    static BookingFields ada() {
        BookingFields fields;
        fields.service = "hand-wash";
        fields.size = "small";
        fields.start = "2026-11-24T10:00:00+01:00";
        fields.contact.name = "Ada Lovelace";
        fields.contact.email = "ada@customers.example";
        fields.contact.phone = "06 12345678";
        fields.contact.plate = "54-JG-PV";
        fields.contact.vehicle = "Blue Volvo";
        fields.message = "The key lies under the mat";
        return fields;
    }
    BookingRequest request(const BookingFields& fields, Channel channel = Channel::website) {
        Errors errors;
        return check(fields, bookings.timetable(house.autojet())->catalogue, Language::en, channel, errors).value();
    }
    BookingRequest at(Instant start, std::string service = "hand-wash") {
        auto fields = ada();
        fields.service = std::move(service);
        auto made = request(fields);
        made.start = start;
        return made;
    }

    // By a visitor of the website, unless somebody else is named.
    Result<Booking> book(const BookingRequest& wanted, const Actor& actor = Actor::stranger(),
                         ShopId shop = ShopId{1}) {
        return house->database.write(shop, [&](store::Tx& tx) { return bookings.book(tx, wanted, actor); });
    }
    Result<Booking> cancel(const Booking& booking, const Actor& actor, std::optional<std::string> why = std::nullopt) {
        std::optional<PersonalText<Category::message>> words;
        if (why) words = PersonalText<Category::message>::collected(*why);
        return house.write([&](store::Tx& tx) { return bookings.cancel(tx, booking.id, words, actor); });
    }
    Result<Booking> confirm(const Booking& booking, ShopId shop = ShopId{1}) {
        return house->database.write(shop, [&](store::Tx& tx) { return bookings.confirm(tx, booking.id, dee); });
    }
    Result<Booking> move(const Booking& booking, Instant start, const Actor& actor) {
        return house.write([&](store::Tx& tx) { return bookings.move(tx, booking.id, start, actor); });
    }
    Booking stored(const Booking& booking) {
        return house.read([&](store::Tx& tx) { return load(tx, booking.id); }).value();
    }

    // "booking.received booking.confirmed", oldest first.
    std::string outbox(ShopId shop = ShopId{1}) {
        std::string events;
        for (const auto& entry :
             house->database.read(shop, [](store::Tx& tx) { return shop::due_outbox_entries(tx, 100); }))
            events += (events.empty() ? "" : " ") + entry.event;
        return events;
    }
    // How many rows there are of everything that a booking writes.
    std::int64_t rows() {
        static constexpr std::string_view count =
            "SELECT (SELECT COUNT(*) FROM booking WHERE shop = $1) + (SELECT COUNT(*) FROM person WHERE shop = $1) + "
            "(SELECT COUNT(*) FROM claim WHERE shop = $1) + (SELECT COUNT(*) FROM outbox WHERE shop = $1) + "
            "(SELECT COUNT(*) FROM blind_index WHERE shop = $1) + (SELECT COUNT(*) FROM booking_event WHERE shop = $1) "
            "+ "
            "(SELECT COUNT(*) FROM repeated_request WHERE shop = $1)";
        return house.number(count);
    }

    const Actor dee = Actor::staff(PersonId{9}, privacy::every_purpose);
    tests::HouseForTests house;
    scheduling::Timetables timetables{house->database, [this](ShopId shop) { return house->shops.zone(shop); }};
    Bookings bookings{*house, timetables};
};

}  // namespace autojet::booking
