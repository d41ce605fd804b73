#include "shop/visit.hpp"
#include "workshop/form_reading.hpp"
#include "workshop/line_form.hpp"
#include "workshop/line_store.hpp"
#include "workshop/order_words.hpp"
#include "workshop/work_desk.hpp"

namespace autojet::workshop {

namespace {

// Of the order in the address; one of another order is none.
std::optional<LineRow> line_in(store::Tx& tx, const http::Request& request, const WorkOrder& order) {
    auto line = find_line_row(tx, LineId{parse_whole(request.path_parameters.at("line")).value_or(0)});
    return line && line->order == order.id ? line : std::nullopt;
}

tl::unexpected<Error> no_line() {
    return autojet::refuse(ErrorCode::not_found, "not_found", "This line is not there any more.");
}

}  // namespace

http::Response WorkDesk::add_line(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    const auto line = line_from(request.form());
    if (!line) return refused(request, account, order, {line.error(), std::nullopt});
    const auto added = write(request, [&](store::Tx& tx) {
        return workshop::add_line(tx, house().vault, order.id, *line, actor_of(request));
    });
    return after(request, account, order, added, "lines");
}

http::Response WorkDesk::change_line(http::Request& request, const staff::Account& account,
                                     const WorkOrder& order) const {
    const auto line = line_from(request.form());
    if (!line) return refused(request, account, order, {line.error(), std::nullopt});
    const auto changed = write(request, [&](store::Tx& tx) -> Result<void> {
        const auto row = line_in(tx, request, order);
        if (!row) return no_line();
        return workshop::change_line(tx, house().vault, row->id, *line, FormReading(request.form()).number("seen", -1),
                                     actor_of(request));
    });
    if (changed || changed.error().reason != changed_meanwhile) return after(request, account, order, changed, "lines");

    auto& visit = shop::visit_of(request);
    const auto conflict = read(request, [&](store::Tx& tx) -> Result<Conflict> {
        const auto row = line_in(tx, request, order);
        if (!row) return no_line();
        const auto there = load_line(tx, house().vault, row->id);
        if (!there) return tl::unexpected(there.error());
        const auto warrant =
            house().gate.warrant<policy::Purpose::appointment>(tx, visit.actor, {order.person}, visit.openings);
        if (!warrant) return tl::unexpected(warrant.error());
        StaffNames names(tx, house(), visit.actor, visit.openings, request.language);
        const auto typed = typed_of(*there, there->description.open_if_covered(*warrant).value_or(""));
        return Conflict{
            .action = request.path,
            .theirs = there->edition,
            .who = names.of(there->edition.changed_by),
            .when = moment_text(house().shops.zone(tx.shop()), there->edition.changed, tx.now(), request.language),
            .fields =
                edited_line(request.form(), typed, [&](std::string_view english) { return say(request, english); })};
    });
    if (!conflict) return refused(request, account, order, {{conflict.error()}, std::nullopt});
    return refused(request, account, order, {{changed.error()}, *conflict});
}

http::Response WorkDesk::remove_line(http::Request& request, const staff::Account& account,
                                     const WorkOrder& order) const {
    const auto removed = write(request, [&](store::Tx& tx) -> Result<void> {
        const auto row = line_in(tx, request, order);
        if (!row) return {};  // gone already is what was wanted
        return workshop::remove_line(tx, row->id, FormReading(request.form()).number("seen", -1));
    });
    return after(request, account, order, removed, "lines");
}

}  // namespace autojet::workshop
