// The garage of the bookings, with the directory at its desk: Ada and others are customers, Dee searches.
#pragma once

#include "booking/booking_module.hpp"
#include "booking/garage_for_tests.hpp"
#include "directory/directory.hpp"
#include "privacy/standing.hpp"

namespace autojet::directory {

using booking::Booking;
using booking::tuesday_at_ten;
using privacy::Actor;

class DirectoryDesk : public booking::Garage {
protected:
    DirectoryDesk() {
        desk_of_bookings.module().add_routes(router);
        directory.module().add_routes(router);
    }

    static customers::ContactFields contact(std::string name, std::string phone = "06 12345678", std::string email = "",
                                            std::string plate = "") {
        customers::ContactFields fields;
        fields.name = std::move(name);
        fields.phone = std::move(phone);
        fields.email = std::move(email);
        fields.plate = std::move(plate);
        return fields;
    }
    // A booking of this customer, an hour after the one before.
    Booking of(const customers::ContactFields& who, ShopId shop = ShopId{1}) {
        auto fields = ada();
        fields.contact = who;
        fields.service = next % 2 == 0 ? "hand-wash" : "oil";
        auto wanted = request(fields);
        wanted.start = tuesday_at_ten + std::chrono::hours{next % 7} + std::chrono::days{next / 7 % 3};
        ++next;
        return book(wanted, Actor::stranger(), shop).value();
    }
    Booking of(std::string name, std::string phone = "06 12345678", std::string email = "", std::string plate = "") {
        return of(contact(std::move(name), std::move(phone), std::move(email), std::move(plate)));
    }

    Found found(std::string_view typed, ShopId shop = ShopId{1}) {
        return house->database.read(shop, [&](store::Tx& tx) { return directory.search().find(tx, typed); });
    }
    std::vector<PersonId> records(std::string_view typed, ShopId shop = ShopId{1}) {
        return found(typed, shop).records;
    }
    Result<void> link(const Booking& one, const Booking& other) {
        return house.write([&](store::Tx& tx) { return customers::link(tx, one.person, other.person); });
    }
    void restrict(const Booking& booking) {
        house.write([&](store::Tx& tx) -> Result<void> {
            privacy::restrict_use(tx, booking.person, privacy::Ground::accuracy);
            return {};
        });
    }
    static std::string customer_path(const Booking& booking) { return customer_url(booking.person); }

    int next = 0;
    staff::Desk desk{*house, [](ShopId) { return 0; }, [](ShopId) { return 0; }};
    booking::AvailabilityCache cache{house->database};
    booking::BookingModule desk_of_bookings{bookings, house.site(), desk, cache};
    Directory directory{bookings, desk, {}};
    http::Router router;
    tests::Browser dee_there = tests::signed_in(house, router, ShopId{1}, staff::Role::owner);
};

}  // namespace autojet::directory
