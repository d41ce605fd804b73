#include "booking/booking_desk.hpp"
#include "booking/booking_words.hpp"
#include "shop/visit.hpp"

namespace autojet::booking {

namespace {

using policy::Purpose;
using scheduling::Block;
using scheduling::Minutes;
using scheduling::Resource;
using scheduling::Rules;

constexpr Minutes shortest_gap{15};
constexpr std::size_t most_next = 3;

// The part of a day that the board shows: the opening hours, and whatever lies outside them.
Span board_span(const Rules& rules, CivilDate day, const std::vector<Booking>& bookings,
                const std::vector<Block>& blocks) {
    const auto instants = rules.zone.to_instants(at(day, std::chrono::hours{8}));
    Span span{instants.front(), instants.front() + std::chrono::hours{10}};
    const auto open = rules.open_spans(day);
    if (!open.empty()) span = {open.front().start, open.back().end};
    for (const auto& booking : bookings)
        span = {std::min(span.start, booking.span.start), std::max(span.end, booking.span.end)};
    for (const auto& block : blocks)
        span = {std::min(span.start, block.span.start), std::max(span.end, block.span.end)};
    return span;
}

Span day_span(const Zone& zone, CivilDate day) {
    return {zone.start_of(day), zone.start_of(add_days(day, 1))};
}

// What stands on the board, in order of time.
struct Item {
    Instant start;
    int column = 0;
    std::function<void(http::Dict&)> show;
};

class Board {
public:
    Board(const House& house, const scheduling::Timetable& timetable, Span span, Instant now, Language language)
        : house_(house), timetable_(timetable), span_(span), now_(now), language_(language) {}

    void add_booking(const Booking& booking, const std::string& name, const std::string& plate, Use use) {
        add(booking.span, booking.resource, "BOOKING", [=, this](http::Dict& values) {
            show_booking(values, house_, timetable_, booking, use, language_);
            values.set("URL", "/desk/bookings/" + booking.reference).set("NAME", name);
            if (!plate.empty()) show_plate(values, plate);
        });
    }

    void add_block(const Block& block) {
        add(block.span, block.resource, "BLOCK", [=, this](http::Dict& values) {
            values.set("REASON", house_.messages.translate(language_, label(block.reason)));
            const auto day = date_of(timetable_.rules.zone.to_local(block.span.start));
            values.add("REMOVE").set(
                "URL", "/desk/blocks/" + std::to_string(block.id.value()) + "/removal?date=" + format_date(day));
        });
    }

    // The time between what is planned, as an invitation to plan something there.
    void add_gaps(const Resource& bay, std::vector<Span> taken) {
        std::ranges::sort(taken, {}, &Span::start);
        Instant from = std::max(span_.start, round_up(now_));
        const auto gap = [&](Instant until) {
            if (until - from < shortest_gap) return;
            const LocalTime local = timetable_.rules.zone.to_local(from);
            add({from, until}, bay.id, "FREE", [=, this](http::Dict& values) {
                values.set("URL", "/desk/bookings/new?date=" + format_date(date_of(local)));
            });
        };
        for (const auto& span : taken) {
            gap(span.start);
            from = std::max(from, span.end);
        }
        gap(span_.end);
    }

    void show(http::Dict& values) {
        values.set("ROW_COUNT", quanta(span_.end - span_.start)).set("BAY_COUNT", timetable_.rules.resources.size());
        for (const auto& bay : timetable_.rules.resources)
            values.add("BAY").set("COLUMN", column(bay.id)).set("NAME", bay.name);
        for (auto hour = std::chrono::ceil<std::chrono::hours>(span_.start); hour < span_.end;
             hour += std::chrono::hours{1})
            values.add("HOUR")
                .set("AT", row(hour))
                .set("LABEL", format_time_of_day(timetable_.rules.zone.to_local(hour)));
        if (span_.start <= now_ && now_ < span_.end)
            items_.push_back({now_, 0, [this](http::Dict& item) {
                                  item.add("NOW")
                                      .set("AT", row(now_))
                                      .set("TIME", format_time_of_day(timetable_.rules.zone.to_local(now_)));
                              }});
        std::ranges::stable_sort(items_, {}, [](const Item& item) { return std::pair{item.start, item.column}; });
        for (const auto& item : items_) item.show(values.add("ITEM"));
    }

private:
    void add(Span span, scheduling::ResourceId bay, const char* section, std::function<void(http::Dict&)> more) {
        items_.push_back({span.start, column(bay), [=, this](http::Dict& item) {
                              auto& values = item.add(section);
                              values.set("COLUMN", column(bay))
                                  .set("AT", row(span.start))
                                  .set("SPAN", quanta(span.end - span.start));
                              values.set("TIMES", times_text(timetable_.rules.zone, span)).set("BAY", name_of(bay));
                              more(values);
                          }});
    }

    static Instant round_up(Instant now) {
        return Instant{std::chrono::ceil<Minutes>(now)} + shortest_gap -
               Instant{std::chrono::ceil<Minutes>(now)}.time_since_epoch() % shortest_gap;
    }
    static int quanta(std::chrono::seconds length) {
        return static_cast<int>((length + scheduling::quantum_length - std::chrono::seconds{1}) /
                                scheduling::quantum_length);
    }
    int row(Instant instant) const {
        return static_cast<int>((instant - span_.start) / scheduling::quantum_length) + 1;
    }
    int column(scheduling::ResourceId id) const {
        const auto& bays = timetable_.rules.resources;
        return static_cast<int>(std::ranges::find(bays, id, &Resource::id) - bays.begin()) + 1;
    }
    std::string name_of(scheduling::ResourceId id) const {
        const auto* bay = timetable_.rules.find_bay(id);
        return bay ? bay->name : "";
    }

    const House& house_;
    const scheduling::Timetable& timetable_;
    Span span_;
    Instant now_;
    Language language_;
    std::vector<Item> items_;
};

std::string time_until(const Messages& messages, Language language, Instant start, Instant now) {
    if (start <= now) return messages.translate(language, "now");
    const auto minutes = std::chrono::ceil<Minutes>(start - now);
    return messages.translate(language, "in") + " " + duration_text(minutes);
}

}  // namespace

http::Response DeskPages::day(http::Request& request, const staff::Account& account) {
    const auto& house = bookings_.house();
    const auto timetable = bookings_.timetable(request.shop);
    const Rules& rules = timetable->rules;
    const Instant now = house.clock.now();
    const CivilDate today = rules.today(now);
    const auto asked = parse_date(request.query.find("date").value_or(""));
    const CivilDate day = asked ? *asked : today;
    auto& visit = shop::visit_of(request);

    http::Dict values;
    const auto day_url = [](CivilDate date) { return "/desk/day?date=" + format_date(date); };
    values.set("DATE_LABEL", format_long_date(day, request.language)).set("DATE", format_date(day));
    values.set("PREVIOUS_URL", day_url(add_days(day, -1))).set("NEXT_URL", day_url(add_days(day, 1)));
    values.set("BLOCK_URL", "/desk/blocks/new?date=" + format_date(day));
    if (day != today) values.show("NOT_TODAY");

    house.database.read(request.shop, [&](store::Tx& tx) {
        const Span span = day_span(rules.zone, day);
        const auto bookings = between(tx, span);
        const auto blocks = scheduling::blocks_between(tx, span);
        std::vector<PersonId> persons;
        for (const auto& booking : bookings) persons.push_back(booking.person);
        const auto warrant = house.gate.warrant<Purpose::appointment>(tx, visit.actor, persons, visit.openings);

        Board board(house, *timetable, board_span(rules, day, bookings, blocks), now, request.language);
        std::map<scheduling::ResourceId, std::vector<Span>> taken;
        std::size_t next = 0, pending = 0;
        http::Dict* next_up = nullptr;
        for (const auto& booking : bookings) {
            const auto record = customers::load_label(tx, house.vault, booking.person);
            const auto opened = [&](const auto& closed) {
                return warrant ? closed.open_if_covered(*warrant).value_or("") : std::string{};
            };
            const std::string name = record ? opened(record->name) : "";
            const std::string plate = record && record->plate ? opened(*record->plate) : "";
            const auto use = use_of(tx, booking.person);
            board.add_booking(booking, name, plate, use);
            taken[booking.resource].push_back(booking.span);
            pending += booking.status == Status::pending ? 1 : 0;
            if (day != today || booking.span.end <= now || next++ >= most_next) continue;
            if (!next_up) next_up = &values.add("NEXT_UP");
            auto& row = next_up->add("NEXT");
            show_booking(row, house, *timetable, booking, use, request.language);
            row.set("URL", "/desk/bookings/" + booking.reference)
                .set("TIME", format_time_of_day(rules.zone.to_local(booking.span.start)));
            row.set("IN", time_until(house.messages, request.language, booking.span.start, now)).set("NAME", name);
            const auto bay = std::ranges::find(rules.resources, booking.resource, &Resource::id);
            row.set("BAY", bay == rules.resources.end() ? "" : bay->name);
            if (!plate.empty()) show_plate(row, plate);
        }
        for (const auto& block : blocks) {
            board.add_block(block);
            taken[block.resource].push_back(block.span);
        }
        const bool open = !rules.open_spans(day).empty();
        if (open)
            for (const auto& bay : rules.resources) {
                if (bay.state == scheduling::BayState::in_use) board.add_gaps(bay, taken[bay.id]);
            }
        else
            values.add("CLOSED").set("TEXT", say(request, "The shop is closed on this day."));
        if (bookings.empty() && blocks.empty()) values.show("NOTHING");
        if (pending > 0)
            values.add("TO_CONFIRM")
                .set("TEXT", std::to_string(pending) + " " +
                                 say(request, pending == 1 ? "booking waits for confirmation"
                                                           : "bookings wait for confirmation"));
        values.set("DAY_SUMMARY",
                   std::to_string(bookings.size()) + " " + say(request, bookings.size() == 1 ? "booking" : "bookings"));
        board.show(values);
        return 0;
    });
    for (const auto& parts : parts_)
        if (parts.day) parts.day(request, account, day, values);
    return desk_.page(request, account, "desk_day.html", values,
                      {.title = format_long_date(day, request.language), .description = "", .section = "day"});
}

}  // namespace autojet::booking
