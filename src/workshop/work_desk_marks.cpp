#include "privacy/shown.hpp"
#include "shop/visit.hpp"
#include "workshop/form_reading.hpp"
#include "workshop/work_desk.hpp"

namespace autojet::workshop {

namespace {

// Where somebody pointed, or the middle of the part that they named.
std::optional<MarkContent> mark_from(FormReading& form) {
    MarkContent mark;
    const auto* zone = find_zone(form.text("zone"));
    const auto x = parse_whole(form.text("x")), y = parse_whole(form.text("y"));
    const bool pointed = x && y && *x >= 0 && *x <= outline_width && *y >= 0 && *y <= outline_height;
    if (pointed) {
        mark.x = static_cast<int>(*x);
        mark.y = static_cast<int>(*y);
    } else if (zone) {
        mark.x = zone->x;
        mark.y = zone->y;
    } else {
        form.refuse({ErrorCode::invalid, "required", "Please say where on the car it is.", "zone"});
    }
    const auto damage = damage_from_code(form.text("damage"));
    if (!damage) form.refuse({ErrorCode::invalid, "required", "Please say what it is.", "damage"});
    mark.damage = damage.value_or(Damage::scratch);
    mark.note = form.line("mark_note", longest_mark_note, Presence::optional);
    return form.errors().empty() ? std::optional{mark} : std::nullopt;
}

}  // namespace

http::Response WorkDesk::mark(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    FormReading form(request.form());
    const auto mark = mark_from(form);
    if (!mark) return intake_page(request, account, order, {form.errors(), std::nullopt});
    const auto added =
        write(request, [&](store::Tx& tx) { return add_mark(tx, house(), order.id, *mark, actor_of(request)); });
    if (!added) return intake_page(request, account, order, {{added.error()}, std::nullopt});
    return http::redirect_see_other(url_of(order) + "/intake#marks");
}

http::Response WorkDesk::unmark(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    const MarkId id{parse_whole(request.path_parameters.at("mark")).value_or(0)};
    const auto removed = write(request, [&](store::Tx& tx) { return remove_mark(tx, order.id, id); });
    if (!removed) return intake_page(request, account, order, {{removed.error()}, std::nullopt});
    return http::redirect_see_other(url_of(order) + "/intake#marks");
}

http::Response WorkDesk::sign(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    const auto may = read(request, [&](store::Tx& tx) -> Result<void> {
        const auto open = changeable(tx, order.id);
        if (!open) return tl::unexpected(open.error());
        return privacy::may_use(tx, open->person, policy::Clause::signature, *house().policies.of(tx));
    });
    if (!may) return intake_page(request, account, order, {{may.error()}, std::nullopt});
    auto png = signature_from(request.attachments.empty() ? "" : request.attachments.front().read(), "signature");
    if (!png) {
        if (png.error().reason == "required") png.error().message = "There is no signature yet.";
        return intake_page(request, account, order, {{png.error()}, std::nullopt});
    }
    const auto kept = write(request, [&](store::Tx& tx) {
        return keep_signature(tx, house(), order.id, std::move(*png), actor_of(request));
    });
    if (!kept) return intake_page(request, account, order, {{kept.error()}, std::nullopt});
    return http::redirect_see_other(url_of(order) + "/intake#signing");
}

http::Response WorkDesk::unsign(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    const auto removed = write(request, [&](store::Tx& tx) { return remove_signature(tx, order.id); });
    if (!removed) return intake_page(request, account, order, {{removed.error()}, std::nullopt});
    return http::redirect_see_other(url_of(order) + "/intake#signing");
}

http::Response WorkDesk::signature(http::Request& request, const staff::Account& account,
                                   const WorkOrder& order) const {
    auto& visit = shop::visit_of(request);
    const auto png = read(request, [&](store::Tx& tx) -> Result<std::string> {
        const auto closed = load_signature(tx, house().vault, order);
        if (!closed) return tl::unexpected(closed.error());
        if (!*closed) return autojet::refuse(ErrorCode::not_found, "not_found", "There is no signature yet.");
        const auto warrant =
            house().gate.warrant<policy::Purpose::appointment>(tx, visit.actor, {order.person}, visit.openings);
        if (!warrant) return tl::unexpected(warrant.error());
        const auto opened = (*closed)->image.open_if_covered(*warrant);
        if (!opened) return autojet::refuse(ErrorCode::forbidden, "no_warrant", "This is not permitted.");
        return *opened;
    });
    if (!png) return desk_.error(request, account, http_status(png.error().code), "Not found", png.error().message);
    return http::bytes(*png, "image/png");
}

}  // namespace autojet::workshop
