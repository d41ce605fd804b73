#include "cli/demo_orders.hpp"

#include <algorithm>

#include "calendar/moves.hpp"
#include "cli/demo_job.hpp"
#include "cli/demo_messages.hpp"
#include "cli/demo_walk_in.hpp"

namespace autojet::cli {

namespace {

using booking::Booking;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::size_t group_size = 100;
constexpr int no_shows_of_a_hundred = 3;
constexpr int prepared_of_a_hundred = 35;  // the evening before
constexpr minutes longest_to_wait_for{75};
constexpr minutes enough_before_closing{150};
constexpr hours longest_before_it_comes{20};
// Where the newest of those that have begun stand still, and the first of those to come: a shop has every state at
// once.
constexpr std::array halts_now{Halt::working, Halt::approval, Halt::ready,  Halt::parts,
                               Halt::ready,   Halt::customer, Halt::arrived};
constexpr std::array halts_next{Halt::arrived, Halt::booked, Halt::booked};
constexpr int finished_for_a_halt = 3;  // a small shop does not stand still with everything

class Foreman {
public:
    Foreman(const House& house, booking::Bookings& bookings, const Clients& clients, const Crew& crew, Instant now,
            std::uint64_t seed)
        : house_(house),
          bookings_(bookings),
          moves_(bookings),
          orders_(house, bookings),
          quoting_(orders_),
          chance_(seed),
          floor_{house, orders_, quoting_, crew, clients, now, chance_},
          walk_ins_(floor_, seed),
          shop_(house.shops.all().front().id),
          timetable_(bookings.timetable(shop_)) {}

    std::int64_t work(const std::vector<Appointments::One>& appointments, std::int64_t most) {
        stop_all_clocks();
        const auto is_past = [&](const auto& one) { return one.span.start < floor_.now; };
        const auto begun = static_cast<std::int64_t>(std::ranges::count_if(appointments, is_past));
        const auto first = std::max<std::int64_t>(0, begun - most);
        const auto halted = std::min<std::int64_t>(std::ssize(halts_now), begun / finished_for_a_halt);
        const auto halt_of = [&](std::int64_t place) {
            if (place < begun) return place >= begun - halted ? halts_now.at(begun - 1 - place) : Halt::nowhere;
            const auto ahead = place - begun;
            if (ahead >= std::ssize(halts_next)) return Halt::nowhere;
            const auto start = appointments[static_cast<std::size_t>(place)].span.start;
            return start - floor_.now < longest_before_it_comes ? halts_next.at(ahead) : Halt::booked;
        };
        for (auto place = first; place < std::ssize(appointments);) {
            const auto end = std::min<std::int64_t>(place + group_size, std::ssize(appointments));
            sure(house_.database.write(shop_, [&](store::Tx& tx) -> Result<void> {
                for (; place < end; ++place) job(tx, appointments[static_cast<std::size_t>(place)].id, halt_of(place));
                forget_messages(tx);
                return {};
            }));
        }
        return made_;
    }

private:
    // Of a demo before this one.
    void stop_all_clocks() {
        sure(house_.database.write(shop_, [&](store::Tx& tx) -> Result<void> {
            for (const auto& mechanic : floor_.crew.mechanics)
                sure(workshop::stop_clock(tx, PersonId{mechanic.number}));
            return {};
        }));
    }

    void job(store::Tx& outer, booking::BookingId id, Halt halt) {
        const auto booking = sure(booking::load(outer, id));
        if (booking.status != booking::Status::confirmed && halt == Halt::nowhere) return;
        if (booking.status == booking::Status::pending) sure(bookings_.confirm(outer, id, floor_.crew.desk));
        const auto& mechanic = floor_.crew.at(timetable_->rules, booking.resource);
        plan(outer, booking, mechanic);
        const auto moments = moments_of(booking, halt);
        if (halt == Halt::nowhere && (moments.opened > floor_.now || chance_.percent(no_shows_of_a_hundred))) return;

        store::Tx tx = outer.at(std::min(moments.opened, floor_.now));
        auto order = sure(orders_.open_for(tx, booking, floor_.crew.desk));
        ++made_;
        const auto customer = sure(customers::load(tx, house_.vault, booking.person));
        const auto* service = scheduling::find_service(timetable_->catalogue, booking.service);
        const bool on_lift = service && service->needs == scheduling::BayKind::lift;
        Job(floor_, outer, std::move(order), mechanic, moments, plot(booking, halt))
            .run(work_of(booking.service), on_lift, customer.language);
        if (halt == Halt::nowhere && booking.span.end < floor_.now && made_ % walk_ins_each == 0) {
            walk_ins_.come(outer, moments.arrived + minutes{25}, mechanic);
            ++made_;
        }
    }

    void plan(store::Tx& outer, const Booking& booking, const privacy::Actor& mechanic) {
        store::Tx tx = outer.at(std::min(booking.created + minutes{30}, floor_.now));
        const auto before = calendar::placement_of(tx, booking);
        auto wanted = before;
        wanted.plan = {.person = PersonId{mechanic.number},
                       .waits = booking.span.end - booking.span.start <= longest_to_wait_for && chance_.one_of(3)};
        sure(moves_.move(tx, booking.id, wanted, calendar::seen_word(before), floor_.crew.desk));
    }

    // A day as it goes: people come early and late, work takes shorter and longer, and is collected before closing.
    Moments moments_of(const Booking& booking, Halt halt) {
        const auto& [start, end] = booking.span;
        Moments moments{};
        moments.arrived = start + chance_.minutes(-15, 6);
        moments.begun = std::max(moments.arrived, start) + chance_.minutes(3, 12);
        moments.ready = std::max(end + chance_.minutes(-12, 18), moments.begun + minutes{20});
        moments.collected = std::max(moments.ready + minutes{6},
                                     std::min(moments.ready + chance_.minutes(10, 150), closing_after(booking)));
        const bool is_prepared = halt == Halt::booked || chance_.percent(prepared_of_a_hundred);
        moments.opened = is_prepared ? evening_before(booking) : moments.arrived;
        if (start > floor_.now && halt != Halt::nowhere)
            moments.opened = std::min(moments.opened, floor_.now - minutes{50});
        if (start > floor_.now && halt == Halt::arrived) moments.arrived = floor_.now - minutes{20};
        moments.opened = std::max(moments.opened, booking.created + minutes{1});
        return moments;
    }

    // The end of the last day on which the shop was open.
    Instant evening_before(const Booking& booking) {
        const auto& rules = timetable_->rules;
        const auto day = date_of(rules.zone.to_local(booking.span.start));
        for (int back = 1; back <= 7; ++back)
            if (const auto spans = rules.open_spans(add_days(day, -back)); !spans.empty())
                return spans.back().end - chance_.minutes(5, 60);
        return booking.span.start - hours{1};
    }

    Instant closing_after(const Booking& booking) const {
        const auto& rules = timetable_->rules;
        const auto spans = rules.open_spans(date_of(rules.zone.to_local(booking.span.start)));
        return spans.empty() ? booking.span.end : spans.back().end;
    }

    // What takes longer has to end before the evening.
    Plot plot(const Booking& booking, Halt halt) {
        Plot plot{.halt = halt, .quote = {}, .waits_for_parts = false, .overrun = false, .absorbed = false};
        if (halt == Halt::approval) plot.quote = Outcome::unanswered;
        const bool has_time = closing_after(booking) - booking.span.end >= enough_before_closing;
        if (halt != Halt::nowhere || !has_time) return plot;
        constexpr std::array answers{Outcome::approved, Outcome::in_part, Outcome::refused, Outcome::in_part,
                                     Outcome::withdrawn};
        ++nth_;
        if (nth_ % 5 == 3) plot.quote = answers.at(nth_ / 5 % answers.size());
        plot.waits_for_parts = nth_ % 11 == 5;
        plot.overrun = nth_ % 13 == 6;
        plot.absorbed = nth_ % 31 == 11;
        return plot;
    }

    static constexpr std::int64_t walk_ins_each = 14;

    const House& house_;
    booking::Bookings& bookings_;
    calendar::Moves moves_;
    workshop::Orders orders_;
    quotes::Quoting quoting_;
    Chance chance_;
    Floor floor_;
    WalkIns walk_ins_;
    ShopId shop_;
    std::shared_ptr<const scheduling::Timetable> timetable_;
    std::int64_t made_ = 0;
    std::size_t nth_ = 0;
};

}  // namespace

std::int64_t invent_orders(const House& house, booking::Bookings& bookings, const Clients& clients, const Crew& crew,
                           const Appointments& appointments, Instant now, std::int64_t most, std::uint64_t seed) {
    if (appointments.stand.empty()) return 0;
    return Foreman(house, bookings, clients, crew, now, seed).work(appointments.stand, most);
}

}  // namespace autojet::cli
