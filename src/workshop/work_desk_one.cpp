#include "workshop/order_page.hpp"
#include "workshop/work_desk.hpp"

namespace autojet::workshop {

// The list of what is wrong, on top; the form that was sent shows it beside its fields (OrderPage::show_retry).
void WorkDesk::show_summary(const http::Request& request, http::Dict& values, const Errors& errors) const {
    if (errors.empty()) return;
    auto& summary = values.add("ERRORS");
    for (const auto& error : errors)
        summary.add("ERROR").set("FIELD", error.field).set("MESSAGE", say(request, error.message));
}

http::Response WorkDesk::one(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    return one_page(request, account, order, {});
}

http::Response WorkDesk::one_page(http::Request& request, const staff::Account& account, const WorkOrder& order,
                                  const Said& said) const {
    http::Dict values;
    if (said.conflict)
        show_conflict(values, *said.conflict);
    else
        show_summary(request, values, said.errors);
    if (said.errors.empty()) values.show("LIVE");
    const Errors none;
    const bool is_new_task = !said.errors.empty() && request.path == url_of(order) + "/tasks";
    values.set("NEW_TITLE", is_new_task ? request.form().readable("title") : "");
    values.set("NEW_K", said.errors.empty() || is_new_task ? "" : "new-");
    if (is_new_task) values.add("NEW_TITLE_ERROR").set("MESSAGE", say(request, said.errors.front().message));
    read(request, [&](store::Tx& tx) {
        OrderPage(tx, house(), request, account, order, said.conflict ? none : said.errors).show(values);
        return 0;
    });
    return desk_.page(request, account, "desk_order.html", values,
                      {.title = say(request, "Work order") + " " + booking::display_reference(order.reference),
                       .description = "",
                       .section = "orders",
                       .personal = true,
                       .form = true,
                       .status = said.errors.empty() ? 200 : http_status(said.errors.front().code)});
}

// For the printer: what a mechanic needs beside the car, and nothing beyond it.
http::Response WorkDesk::job_card(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    http::Dict values;
    const Errors none;
    read(request, [&](store::Tx& tx) {
        OrderPage page(tx, house(), request, account, order, none);
        page.show_head(values);
        page.show_words(values);
        page.show_tasks(values);
        page.show_lines(values);
        page.show_intake(values);
        values.set("PRINTED", moment_text(house().shops.zone(tx.shop()), tx.now(), tx.now() - std::chrono::days{2},
                                          request.language));
        return 0;
    });
    return desk_.page(request, account, "desk_order_card.html", values,
                      {.title = say(request, "Job card") + " " + booking::display_reference(order.reference),
                       .description = "",
                       .section = "orders",
                       .personal = true});
}

}  // namespace autojet::workshop
