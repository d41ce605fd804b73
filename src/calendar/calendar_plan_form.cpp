#include "calendar/calendar_desk.hpp"
#include "shop/visit.hpp"

namespace autojet::calendar {

namespace {

constexpr int moves_shown = 5;

std::string local_date(const Zone& zone, Instant instant) {
    return format_date(date_of(zone.to_local(instant)));
}

// "Tue 24 Nov, 10:00–10:45"
std::string span_text(const Zone& zone, Span span, Language language) {
    return format_short_date(date_of(zone.to_local(span.start)), language) + ", " + booking::times_text(zone, span);
}

}  // namespace

Result<Placement> CalendarDesk::placement_from(const http::Form& form, const scheduling::Rules& rules,
                                               Errors& errors) const {
    Placement wanted;
    const auto date = parse_date(form.readable("date"), "date");
    const auto time = parse_time_of_day(form.readable("time"), "time");
    if (!date) errors.push_back(date.error());
    if (!time) errors.push_back(time.error());
    if (date && time) {
        const auto instants = rules.zone.to_instants(at(*date, *time));
        if (instants.empty())
            errors.push_back({ErrorCode::invalid, "no_such_time",
                              "This time does not exist on that day: the clock goes forward.", "time"});
        else
            wanted.span.start = instants.front();
    }
    const auto minutes = parse_whole(form.readable("minutes"));
    const auto longest = std::chrono::minutes{booking::longest_placing}.count();
    if (!minutes || *minutes <= 0 || *minutes > longest)
        errors.push_back({ErrorCode::invalid, "bad_duration",
                          "Please give a duration in steps of five minutes, of a day at most.", "minutes"});
    else
        wanted.span.end = wanted.span.start + std::chrono::minutes{*minutes};
    const auto bay = parse_whole(form.readable("bay"));
    if (!bay) errors.push_back({ErrorCode::invalid, "unknown_bay", "Please choose a bay.", "bay"});
    wanted.bay = ResourceId{bay.value_or(0)};
    const auto person = parse_whole(form.readable("person"));
    if (person && *person > 0) wanted.plan.person = PersonId{*person};
    wanted.plan.waits = form.readable("waits") == "1";
    if (!errors.empty()) return tl::unexpected(errors.front());
    return wanted;
}

// The form, filled with how it stands, or with what was typed when that was refused.
void CalendarDesk::show_plan(Request& request, const Booking& booking, http::Dict& values, const Errors& errors) {
    const auto& rules = bookings_.timetable(request.shop)->rules;
    auto& visit = shop::visit_of(request);
    const auto& form = request.form();
    const bool typed = !errors.empty() && form.has("date");
    const std::string path = "/desk/bookings/" + booking.reference + "/moves";
    house().database.read(request.shop, [&](store::Tx& tx) {
        if (booking.status == booking::Status::cancelled ||
            booking::use_of(tx, booking.person) == booking::Use::only_kept)
            return 0;
        const auto now = placement_of(tx, booking);
        const auto team = staff::colleagues(tx, house(), visit.actor, visit.openings);
        auto& plan = values.add("PLAN");
        if (const auto told = told_from_code(request.query.find("told").value_or("")))
            plan.add("TOLD").set("TEXT", say(request, sentence(*told)));
        desk_.show_errors(request, plan, errors);
        if (!errors.empty() && errors.front().reason == "changed_meanwhile")
            plan.add("CHANGED").set(
                "TEXT", span_text(rules.zone, now.span, request.language) + ", " + bay_name(rules, now.bay));
        const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(now.span.end - now.span.start).count();
        plan.set("ACTION", path)
            .set("SEEN", seen_word(now))
            .set("DATE_VALUE", typed ? form.readable("date") : local_date(rules.zone, now.span.start))
            .set("TIME_VALUE", typed ? form.readable("time") : format_time_of_day(rules.zone.to_local(now.span.start)))
            .set("MINUTES_VALUE", typed ? form.readable("minutes") : std::to_string(minutes))
            .set("CSRF", request.csrf_token());
        const auto chosen_bay = typed ? form.readable("bay") : std::to_string(now.bay.value());
        for (const auto& bay : rules.resources) {
            auto& row = plan.add("BAY_OPTION");
            row.set("ID", std::to_string(bay.id.value())).set("NAME", bay.name);
            if (chosen_bay == std::to_string(bay.id.value())) row.show("SELECTED");
        }
        const auto chosen =
            typed ? form.readable("person") : std::to_string(now.plan.person.value_or(PersonId{}).value());
        for (const auto& one : team) {
            auto& row = plan.add("PERSON_OPTION");
            row.set("ID", std::to_string(one.id.value())).set("NAME", name_of(house().messages, request.language, one));
            if (chosen == std::to_string(one.id.value())) row.show("SELECTED");
        }
        if (typed ? form.readable("waits") == "1" : now.plan.waits) plan.show("WAITS");
        show_moves(tx, request, booking, team, plan);
        return 0;
    });
}

void CalendarDesk::show_moves(store::Tx& tx, const Request& request, const Booking& booking,
                              const std::vector<staff::Colleague>& team, http::Dict& values) {
    const auto moves = moves_of(tx, booking.id, moves_to_undo);
    const auto last = last_move(moves, placement_of(tx, booking));
    if (moves.empty()) return;
    auto& list = values.add("MOVES");
    for (std::size_t n = 0; n < moves.size() && n < moves_shown; ++n) {
        const auto& move = moves[n];
        auto& row = list.add("MOVE");
        const auto mover = std::ranges::find(team, move.mover, &staff::Colleague::id);
        row.set("TIME", booking::when_text(bookings_.timetable(request.shop)->rules.zone, move.at, request.language))
            .set("TEXT", where_text(request, team, move.from, move.to))
            .set("BY", mover == team.end() ? say(request, "somebody who has left")
                                           : name_of(house().messages, request.language, *mover));
        if (move.undone) row.show("UNDONE");
        if (move.id == last)
            row.add("CAN_UNDO")
                .set("URL", "/desk/bookings/" + booking.reference + "/moves/reversal")
                .set("MOVE_ID", std::to_string(move.id.value()));
    }
}

// What changed, and nothing else: "Tue 24 Nov, 10:00–10:45 → Tue 24 Nov, 11:00–11:45; Bay 1 → Bay 2".
std::string CalendarDesk::where_text(const Request& request, const std::vector<staff::Colleague>& team,
                                     const Placement& from, const Placement& to) const {
    const auto& rules = bookings_.timetable(request.shop)->rules;
    const auto who = [&](const std::optional<PersonId>& person) {
        if (!person) return say(request, "Nobody yet");
        const auto found = std::ranges::find(team, *person, &staff::Colleague::id);
        return found == team.end() ? say(request, "somebody who has left")
                                   : name_of(house().messages, request.language, *found);
    };
    const auto waiting = [&](bool waits) { return say(request, label(waits ? State::waiting : State::drop_off)); };
    std::string text;
    const auto add = [&](const std::string& before, const std::string& after) {
        if (before != after) text += (text.empty() ? "" : "; ") + before + " → " + after;
    };
    add(span_text(rules.zone, from.span, request.language), span_text(rules.zone, to.span, request.language));
    add(bay_name(rules, from.bay), bay_name(rules, to.bay));
    add(who(from.plan.person), who(to.plan.person));
    add(waiting(from.plan.waits), waiting(to.plan.waits));
    return text;
}

}  // namespace autojet::calendar
