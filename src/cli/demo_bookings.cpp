#include "cli/demo_bookings.hpp"

#include <algorithm>

#include "booking/booking_form.hpp"
#include "cli/demo_messages.hpp"
#include "cli/demo_people.hpp"

namespace autojet::cli {

namespace {

using booking::BookingFields;
using booking::Bookings;

constexpr std::int64_t most_days_back = 540;
constexpr std::int64_t fewest_days_back = 45;
constexpr int most_days_ahead = 60;
constexpr int busy_days_back = 3;  // the days around today
constexpr int busy_days_ahead = 6;
constexpr std::int64_t more_on_a_busy_day = 8;
constexpr std::int64_t bookings_of_a_day_back = 5;
constexpr std::size_t group_size = 500;
constexpr int bookings_per_bay_and_day = 2;
constexpr int cancelled_of_a_hundred = 4;

class Planner {
public:
    Planner(const House& house, Bookings& bookings, const Clients& clients, Instant now, std::int64_t wanted,
            std::uint64_t seed)
        : house_(house),
          bookings_(bookings),
          clients_(clients),
          now_(now),
          wanted_(wanted),
          chance_(seed),
          town_(chance_),
          shop_(house.shops.all().front().id),
          days_back_(static_cast<int>(std::clamp(wanted / bookings_of_a_day_back, fewest_days_back, most_days_back))),
          days_ahead_(std::min(most_days_ahead, days_back_ / 2)),
          busy_(std::min(wanted / 4, more_on_a_busy_day * (busy_days_back + busy_days_ahead))) {}

    Appointments fill() {
        make_room();
        for (int misses = 0; made_.count < wanted_ && misses < 50;) {
            const auto before = made_.count;
            book_group(std::min<std::int64_t>(wanted_ - before, group_size));
            misses = made_.count == before ? misses + 1 : 0;
        }
        std::ranges::sort(made_.stand, {}, [](const auto& one) { return one.span.start; });
        return std::move(made_);
    }

private:
    // A shop that takes so many bookings has so many bays.
    void make_room() {
        const auto bays = wanted_ / (bookings_per_bay_and_day * (days_back_ + days_ahead_)) + 1;
        const auto there = static_cast<std::int64_t>(bookings_.timetable(shop_)->rules.resources.size());
        if (bays <= there) return;
        house_.database.write(shop_, [&](store::Tx& tx) -> Result<void> {
            for (auto n = there; n < 2 * bays; ++n)
                scheduling::add_resource(tx, n % 2 == 0 ? scheduling::BayKind::care : scheduling::BayKind::lift,
                                         (n % 2 == 0 ? "Wasplaats " : "Brug ") + std::to_string(n / 2 + 1));
            return {};
        });
    }

    void book_group(std::int64_t size) {
        const auto timetable = bookings_.timetable(shop_);
        house_.database.write(shop_, [&](store::Tx& tx) -> Result<void> {
            for (std::int64_t n = 0; n < size; ++n) book_one(tx, *timetable);
            forget_messages(tx);
            return {};
        });
    }

    CivilDate some_day(const scheduling::Timetable& timetable) {
        const bool soon = made_.count < busy_ && ++tries_ < 3 * busy_;
        return add_days(timetable.rules.today(now_), soon ? chance_.between(-busy_days_back, busy_days_ahead)
                                                          : chance_.between(-days_back_, days_ahead_ - 1));
    }

    void book_one(store::Tx& outer, const scheduling::Timetable& timetable) {
        const auto& service = chance_.pick(timetable.catalogue);
        if (service.retired || !service.online) return;
        auto& visitor = town_.next();
        const auto* offer = service.find_offer(visitor.size);
        if (!offer) offer = &chance_.pick(service.offers);
        const auto starts = timetable.rules.offered_starts(some_day(timetable), offer->duration);
        if (starts.empty()) return;
        const Instant start = chance_.pick(starts);
        if (start > now_ && start < now_ + timetable.rules.booking.notice) return;
        const BookingFields fields{.service = service.id,
                                   .size = std::string(code(offer->size)),
                                   .start = timetable.rules.zone.format_rfc3339(start),
                                   .contact = visitor.contact,
                                   .message = town_.remark()};
        Errors errors;
        const auto request =
            booking::check(fields, timetable.catalogue, visitor.language, booking::Channel::website, errors);
        if (!request)
            throw Broken("an invented booking is not valid: " + errors.front().field + " " + errors.front().reason);
        const auto lead = std::chrono::hours{chance_.between(2, 24 * chance_.between(1, 28))};
        store::Tx tx = outer.at(std::min(start - lead, now_));
        const auto booked = bookings_.book(tx, *request, privacy::Actor::stranger());
        if (!booked) return;
        ++made_.count;
        know(tx, visitor, booked->person);
        settle(outer, *booked);
    }

    // The desk knows who was here before.
    void know(store::Tx& tx, Visitor& visitor, PersonId person) {
        if (visitor.record) {
            sure(customers::link(tx, *visitor.record, person));
            return;
        }
        visitor.record = person;
        if (visitor.company) clients_.add_contact(tx, *visitor.company, person);
    }

    void settle(store::Tx& outer, const booking::Booking& booked) {
        const bool past = booked.span.start < now_;
        if (past || chance_.percent(70)) {
            store::Tx tx = outer.at(booked.created);
            sure(bookings_.confirm(tx, booked.id, privacy::Actor::job("demo")));
        }
        if (!chance_.percent(cancelled_of_a_hundred)) {
            made_.stand.push_back({booked.id, booked.span});
            return;
        }
        const auto left = std::min(booked.span.start, now_) - booked.created;
        store::Tx tx = outer.at(booked.created + left * chance_.between(10, 95) / 100);
        sure(bookings_.cancel(tx, booked.id, std::nullopt, privacy::Actor::person(booked.person)));
    }

    const House& house_;
    Bookings& bookings_;
    const Clients& clients_;
    Instant now_;
    std::int64_t wanted_;
    Chance chance_;
    Town town_;
    ShopId shop_;
    int days_back_;
    int days_ahead_;
    std::int64_t busy_;
    std::int64_t tries_ = 0;
    Appointments made_;
};

}  // namespace

Appointments invent_bookings(const House& house, Bookings& bookings, const Clients& clients, Instant now,
                             std::int64_t wanted, std::uint64_t seed) {
    return Planner(house, bookings, clients, now, wanted, seed).fill();
}

}  // namespace autojet::cli
