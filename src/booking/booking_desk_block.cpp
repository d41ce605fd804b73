#include "booking/booking_desk.hpp"

namespace autojet::booking {

namespace {

// "2026-12-01" and "09:00" on the shop's clock; errors name the field.
Result<Instant> instant_of(const Zone& zone, CivilDate date, const std::string& time, const std::string& field) {
    const auto minutes = parse_time_of_day(time, field);
    if (!minutes) return tl::unexpected(minutes.error());
    const auto instants = zone.to_instants(at(date, *minutes));
    if (instants.empty())
        return refuse(ErrorCode::invalid, "no_such_time",
                      "This time does not exist on that day: the clock goes forward.", field);
    return instants.front();
}

struct BlockRequest {
    scheduling::ResourceId bay;
    Span span;
    scheduling::BlockReason reason{};
};

std::optional<BlockRequest> check(const http::Form& form, const scheduling::Rules& rules, Errors& errors) {
    BlockRequest wanted;
    const auto bay = std::ranges::find_if(
        rules.resources, [&](const auto& r) { return std::to_string(r.id.value()) == form.text("bay"); });
    if (bay == rules.resources.end())
        errors.push_back({ErrorCode::invalid, "unknown_bay", "Please choose a bay.", "bay"});
    else
        wanted.bay = bay->id;
    const auto reason = scheduling::block_reason_from_code(form.text("reason"));
    if (!reason)
        errors.push_back({ErrorCode::invalid, "unknown_reason", "Please choose a reason.", "reason"});
    else
        wanted.reason = *reason;

    const auto date = parse_date(form.text("date"), "date");
    if (!date) errors.push_back(date.error());
    const auto from = date ? instant_of(rules.zone, *date, form.text("from"), "from") : Result<Instant>{Instant{}};
    if (!from) errors.push_back(from.error());
    const auto until = date ? instant_of(rules.zone, *date, form.text("until"), "until") : Result<Instant>{Instant{}};
    if (!until) errors.push_back(until.error());
    if (date && from && until && *until <= *from)
        errors.push_back({ErrorCode::invalid, "not_after_start", "The end must be after the start.", "until"});
    if (!errors.empty()) return std::nullopt;
    wanted.span = {*from, *until};
    return wanted;
}

}  // namespace

http::Response DeskPages::ask_block(http::Request& request, const staff::Account& account) {
    return block_page(request, account, {});
}

http::Response DeskPages::block_page(http::Request& request, const staff::Account& account, const Errors& errors) {
    const auto& house = bookings_.house();
    const auto timetable = bookings_.timetable(request.shop);
    const bool posted = request.method == http::Method::post;
    const auto typed = [&](std::string_view name) {
        return posted ? request.form().text(name) : request.query.find(name).value_or("");
    };
    const std::string date =
        typed("date").empty() ? format_date(timetable->rules.today(house.clock.now())) : typed("date");

    http::Dict values;
    shop::show_errors(values, errors, house.messages, request.language);
    values.set("ACTION", "/desk/blocks")
        .set("DATE_VALUE", date)
        .set("FROM_VALUE", typed("from"))
        .set("UNTIL_VALUE", typed("until"));
    values.set("BACK_URL", parse_date(date) ? "/desk/day?date=" + date : "/desk/day");
    for (const auto& bay : timetable->rules.resources) {
        auto& row = values.add("BAY");
        row.set("ID", std::to_string(bay.id.value())).set("NAME", bay.name);
        if (typed("bay") == std::to_string(bay.id.value())) row.show("CHECKED");
    }
    for (const auto reason : scheduling::all_block_reasons) {
        auto& row = values.add("REASON");
        row.set("ID", code(reason)).set("NAME", say(request, label(reason)));
        if (typed("reason") == code(reason)) row.show("SELECTED");
    }
    return desk_.page(request, account, "desk_block.html", values,
                      {.title = say(request, "Block time"),
                       .description = "",
                       .section = "day",
                       .status = errors.empty() ? 200 : http_status(errors.front().code)});
}

http::Response DeskPages::block(http::Request& request, const staff::Account& account) {
    const auto timetable = bookings_.timetable(request.shop);
    Errors errors;
    const auto wanted = check(request.form(), timetable->rules, errors);
    if (!wanted) return block_page(request, account, errors);
    const auto blocked = bookings_.house().database.write(
        request.shop, [&](store::Tx& tx) { return scheduling::block(tx, wanted->bay, wanted->span, wanted->reason); });
    if (!blocked)
        return block_page(
            request, account,
            {{ErrorCode::conflict, "slot_taken", "Something is planned in this bay at that time.", "from"}});
    return http::redirect_see_other("/desk/day?date=" + request.form().text("date"));
}

http::Response DeskPages::unblock(http::Request& request, const staff::Account&) {
    const Id<scheduling::Block> block{parse_whole(request.path_parameters.at("block")).value_or(0)};
    const auto blocks = bookings_.house().database.write(
        request.shop, [&](store::Tx& tx) -> Result<void> { return scheduling::unblock(tx, block); });
    (void)blocks;  // gone already is what was wanted
    const auto date = parse_date(request.query.find("date").value_or(""));
    return http::redirect_see_other(date ? "/desk/day?date=" + format_date(*date) : "/desk/day");
}

}  // namespace autojet::booking
