#include "booking/booking_words.hpp"
#include "workshop/order_page.hpp"

namespace autojet::workshop {

namespace {

void show_tasks_to_choose(http::Dict& values, const std::vector<std::pair<TaskId, std::string>>& titles,
                          const std::string& chosen) {
    for (const auto& [id, title] : titles) {
        auto& option = values.add("TASK_CHOICE").set("VALUE", std::to_string(id.value())).set("LABEL", title);
        if (std::to_string(id.value()) == chosen) option.show("CHOSEN");
    }
}

}  // namespace

void OrderPage::show_lines(http::Dict& values) {
    const auto lines = lines_of(tx_, house_.vault, order_);
    if (!lines || !warrant_) return;
    const auto say_words = [this](std::string_view english) { return say(english); };
    std::vector<LineAmounts> amounts;
    for (const auto& line : *lines) amounts.push_back(line.amounts);
    const auto totals = add_up(order_.basis, amounts);
    if (lines->empty()) values.show("NO_LINES");
    bool retried_a_line = false;
    for (std::size_t n = 0; n < lines->size(); ++n) {
        const auto& line = (*lines)[n];
        const auto description = opened(line.description);
        auto& row = values.add("LINE");
        row.set("DESCRIPTION", description).set("KIND_NAME", say(label(line.amounts.kind)));
        row.set("QUANTITY", line.amounts.quantity.display(request_.language))
            .set("UNIT_NAME", say(invoicing::label(line.amounts.unit)));
        row.set("PRICE", line.amounts.unit_price.display(request_.language))
            .set("PERCENT", invoicing::percent(line.amounts.vat));
        if (line.amounts.discount > Money{})
            row.add("DISCOUNT").set("AMOUNT", line.amounts.discount.display(request_.language));
        if (totals) row.set("TOTAL", totals->lines[n].shown.display(request_.language));
        if (!may_change_) continue;
        auto& form = row.add("FORM");
        const auto url = "/desk/orders/" + order_.reference + "/lines/" + std::to_string(line.id.value());
        const auto there = typed_of(line, description);
        const bool is_retry = show_retry(form, url);
        retried_a_line = retried_a_line || is_retry;
        const auto typed = is_retry ? typed_from(request_.form()) : there;
        form.set("URL", url)
            .set("K", prefix_of(is_retry, "line", line.id.value()))
            .set("SEEN", static_cast<long long>(line.edition.version))
            .set("DESCRIPTION", description);
        show_line_form(form, typed, there, say_words);
        show_tasks_to_choose(form, titles_, typed.task);
    }
    if (totals && !lines->empty()) {
        auto& sums = values.add("SUMS");
        sums.set("NET", totals->net.display(request_.language)).set("GROSS", totals->gross.display(request_.language));
        for (const auto& rate : totals->rates)
            sums.add("RATE")
                .set("LABEL", say(invoicing::label(rate.treatment)))
                .set("VAT_AMOUNT", rate.vat.display(request_.language));
    }
    if (!may_change_) return;
    auto& form = values.add("NEW_LINE").set("K", retried_a_line ? "new-" : "");
    const auto typed =
        show_retry(form, "/desk/orders/" + order_.reference + "/lines") ? typed_from(request_.form()) : TypedLine{};
    show_line_form(form, typed, typed, say_words);
    show_tasks_to_choose(form, titles_, typed.task);
}

void OrderPage::show_intake(http::Dict& values) {
    const auto intake = load_intake(tx_, house_.vault, order_);
    const auto marks = marks_of(tx_, house_.vault, order_);
    if (!intake || !marks || !warrant_) return;
    const auto noted = workshop::opened(*intake, *warrant_);
    auto& section = values.add("INTAKE");
    bool any = false;
    const auto show_one = [&](std::string_view name, const std::string& text) {
        if (text.empty()) return;
        any = true;
        section.add(name).set("TEXT", text);
    };
    show_one("ODOMETER", noted.odometer ? std::to_string(*noted.odometer) : "");
    show_one("FUEL", noted.fuel ? std::to_string(*noted.fuel) + "/" + std::to_string(fuel_eighths) : "");
    show_one("KEYS", noted.keys ? std::to_string(*noted.keys) : "");
    show_one("ACCESSORIES", noted.accessories);
    for (const auto& mark : *marks) {
        const auto text = mark.content.open_if_covered(*warrant_);
        if (!text) continue;
        any = true;
        const auto content = mark_content(*text);
        auto& row = section.add("MARK").set("DAMAGE", say(label(content.damage)));
        row.set("PLACE", say(zone_at(content.x, content.y).label)).set("NOTE", content.note);
        if (!content.note.empty()) row.show("WITH_NOTE");
    }
    if (noted.signed_on_paper) section.show("SIGNED_ON_PAPER");
    if (!any) section.show("NOTHING_YET");
}

void OrderPage::show_photos(http::Dict& values) {
    if (!warrant_ || !warrant_->covers(order_.person, Category::photo)) return;
    const auto photos = photos_of(tx_, order_.id);
    if (photos.empty()) return;
    auto& section = values.add("PHOTOS");
    for (const auto& photo : photos) {
        const auto url = "/desk/orders/" + order_.reference + "/photos/" + std::to_string(photo.id.value());
        auto& row = section.add("PHOTO");
        row.set("URL", url).set("SMALL_URL", url + "/small").set("WHEN", moment(photo.taken));
        row.set("MOMENT", say(label(photo.moment))).set("BY", names_.of(photo.actor));
        if (may_change_) row.add("REMOVE").set("URL", url + "/removal");
    }
}

}  // namespace autojet::workshop
