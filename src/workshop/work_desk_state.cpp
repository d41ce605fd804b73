#include "shop/visit.hpp"
#include "workshop/order_store.hpp"
#include "workshop/order_words.hpp"
#include "workshop/work_desk.hpp"

namespace autojet::workshop {

namespace {

Stand stand_in(const http::Form& form, const std::string& state, const std::string& waiting) {
    return {state_from_code(form.readable(state)).value_or(State::booked), waiting_from_code(form.readable(waiting))};
}

}  // namespace

http::Response WorkDesk::move(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    const auto& form = request.form();
    const auto moved = write(request, [&](store::Tx& tx) {
        return orders_.move_to(tx, order.id, stand_in(form, "from", "from_for"), stand_in(form, "to", "to_for"),
                               actor_of(request));
    });
    return after(request, account, order, moved, "state");
}

http::Response WorkDesk::take_back(http::Request& request, const staff::Account& account,
                                   const WorkOrder& order) const {
    const auto seen = parse_whole(request.form().readable("step")).value_or(0);
    const auto back = write(request, [&](store::Tx& tx) {
        return orders_.undo_last(tx, order.id, static_cast<int>(seen), actor_of(request));
    });
    return after(request, account, order, back, "state");
}

http::Response WorkDesk::change_words(http::Request& request, const staff::Account& account,
                                      const WorkOrder& order) const {
    const auto& form = request.form();
    Errors errors;
    const auto take = [&](const char* field, std::size_t longest) {
        auto text = clean_text(form.text(field), longest, field, Presence::optional);
        if (text) return std::move(*text);
        errors.push_back(text.error());
        return std::string{};
    };
    const NewWords words{.wanted = take("wanted", longest_wanted),
                         .notes = take("notes", longest_notes),
                         .basis = basis_from_code(form.readable("basis")).value_or(order.basis)};
    if (!errors.empty()) return refused(request, account, order, {.errors = errors, .conflict = std::nullopt});
    const auto changed = write(request, [&](store::Tx& tx) {
        return orders_.change_words(tx, order.id, words, parse_whole(form.readable("seen")).value_or(-1),
                                    actor_of(request));
    });
    if (changed || changed.error().reason != changed_meanwhile) return after(request, account, order, changed, "job");

    auto& visit = shop::visit_of(request);
    const auto conflict = read(request, [&](store::Tx& tx) -> Result<Conflict> {
        const auto now = load(tx, order.id);
        if (!now) return tl::unexpected(now.error());
        const auto there = load_words(tx, house().vault, *now);
        if (!there) return tl::unexpected(there.error());
        const auto warrant =
            house().gate.warrant<policy::Purpose::appointment>(tx, visit.actor, {now->person}, visit.openings);
        if (!warrant) return tl::unexpected(warrant.error());
        StaffNames names(tx, house(), visit.actor, visit.openings, request.language);
        const auto opened = [&](const auto& closed) {
            return closed ? closed->open_if_covered(*warrant).value_or("") : std::string{};
        };
        const auto basis_words = [&](const std::string& value) {
            return say(request, value == code(invoicing::PriceBasis::excluding_vat) ? "Prices without VAT"
                                                                                    : "Prices including VAT");
        };
        return Conflict{
            .action = url_of(order) + "/words",
            .theirs = now->edition,
            .who = names.of(now->edition.changed_by),
            .when = moment_text(house().shops.zone(tx.shop()), now->edition.changed, tx.now(), request.language),
            .fields = {edited(form, "wanted", say(request, "What the customer wants"), opened(there->wanted)),
                       edited(form, "notes", say(request, "Notes of the workshop"), opened(there->notes)),
                       edited(form, "basis", say(request, "Prices"), std::string(code(now->basis)), basis_words)}};
    });
    if (!conflict) return gone(request, account, conflict.error());
    return refused(request, account, order, {.errors = {changed.error()}, .conflict = *conflict});
}

http::Response WorkDesk::remove(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    const auto removed = write(request, [&](store::Tx& tx) { return orders_.remove(tx, order.id); });
    if (!removed) return refused(request, account, order, {.errors = {removed.error()}, .conflict = std::nullopt});
    return http::redirect_see_other("/desk/orders");
}

}  // namespace autojet::workshop
