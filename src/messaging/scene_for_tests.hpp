// A shop with one service, one bay and long hours; customers who book; and a door that keeps what goes through it.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "booking/booking.hpp"
#include "messaging/messenger.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::messaging {

class Postbox final : public outbound::Mailer {
public:
    Result<void> deliver(const outbound::Mail& mail) override {
        if (before_taking) before_taking();
        const std::scoped_lock lock(mutex_);
        tried.push_back(mail.message_id);
        const auto code = refusal == "recipient_not_declared" ? ErrorCode::forbidden : ErrorCode::unavailable;
        if (!refusal.empty()) return refuse(code, refusal, "Refused in a test.");
        taken_.push_back(mail);
        return {};
    }
    [[nodiscard]] std::vector<outbound::Mail> taken() const {
        const std::scoped_lock lock(mutex_);
        return taken_;
    }

    [[nodiscard]] std::optional<policy::Recipient> recipient() const override { return run_by; }

    std::optional<policy::Recipient> run_by;  // nobody else: it stays in the house
    std::string refusal;                      // "mail_refused", "mail_unavailable"
    std::function<void()> before_taking;      // may throw
    std::vector<std::string> tried;

private:
    mutable std::mutex mutex_;
    std::vector<outbound::Mail> taken_;
};

// Tuesday 1 December 2026, 09:00 in Almere.
inline constexpr Instant tuesday_at_nine{std::chrono::sys_days{std::chrono::year{2026} / 12 / 1} +
                                         std::chrono::hours{8}};

struct Scene {
    Scene() {
        for (const auto shop : {house.autojet(), house.other_shop()})
            must(house->database.write(shop, &Scene::furnish));
    }

    static void must(const Result<void>& done) {
        if (!done) throw Broken{done.error().reason};
    }

    static Result<void> furnish(store::Tx& tx) {
        using scheduling::BayKind;
        scheduling::add_service(
            tx, {.id = "hand-wash",
                 .needs = BayKind::care,
                 .icon = "wash",
                 .name_nl = "Wassen met de hand",
                 .name_en = "Hand wash",
                 .about_nl = {},
                 .about_en = {},
                 .offers = {{booking::VehicleSize::small, std::chrono::minutes{45}, Money::of_cents(4900)}}});
        scheduling::add_resource(tx, BayKind::care, "1");
        scheduling::add_resource(tx, BayKind::care, "2");
        for (unsigned day = 1; day <= 7; ++day)
            scheduling::add_opening(tx, {std::chrono::weekday{day}, std::chrono::hours{8}, std::chrono::hours{18}});
        return {};
    }

    booking::Booking book(std::string email = "ada@customers.example", Instant start = tuesday_at_nine,
                          ShopId shop = ShopId{1}) {
        Errors errors;
        const auto details =
            customers::check(
                {.name = "Ada Lovelace", .email = std::move(email), .phone = "06 12345678", .plate = {}, .vehicle = {}},
                Language::en, errors)
                .value();
        return house->database
            .write(shop,
                   [&](store::Tx& tx) {
                       return bookings.book(tx,
                                            {"hand-wash", booking::VehicleSize::small, start, details, std::nullopt,
                                             booking::Channel::website},
                                            privacy::Actor::stranger());
                   })
            .value();
    }

    template <class Change>
    booking::Booking change(Change&& work) {
        return house.write([&](store::Tx& tx) { return work(tx, bookings); }).value();
    }

    Round deliver(ShopId shop = ShopId{1}) { return messenger.deliver_due(shop); }

    // "delivered:1 superseded:1"
    static std::string words(const Round& round) {
        std::string text;
        for (const auto& [state, count] : round)
            text += (text.empty() ? "" : " ") + std::string(code(state)) + ":" + std::to_string(count);
        return text;
    }

    tests::HouseForTests house;
    scheduling::Timetables timetables{house->database, [this](ShopId shop) { return house->shops.zone(shop); }};
    booking::Bookings bookings{*house, timetables};
    Postbox postbox;
    Messenger messenger{bookings, postbox};
};

}  // namespace autojet::messaging
