#include "workshop/line_form.hpp"

#include "workshop/form_reading.hpp"

namespace autojet::workshop {

namespace {

using invoicing::all_units;
using invoicing::all_vat_treatments;
using invoicing::Quantity;

void show_choice(http::Dict& values, std::string_view section, std::string_view value, const std::string& label,
                 bool chosen) {
    auto& option = values.add(section).set("VALUE", value).set("LABEL", label);
    if (chosen) option.show("CHOSEN");
}

Money amount(FormReading& form, const std::string& field) {
    const auto typed = form.text(field);
    return typed.empty() ? Money{} : form.take(Money::parse(typed, field), Money{});
}

}  // namespace

TypedLine typed_from(const http::Form& form) {
    return {.kind = form.readable("kind"),
            .description = form.readable("description"),
            .quantity = form.readable("quantity"),
            .unit = form.readable("unit"),
            .price = form.readable("price"),
            .discount = form.readable("discount"),
            .vat = form.readable("vat"),
            .task = form.readable("task")};
}

TypedLine typed_of(const WorkLine& line, const std::string& description) {
    const auto& amounts = line.amounts;
    return {.kind = std::string(code(amounts.kind)),
            .description = description,
            .quantity = amounts.quantity.decimal(),
            .unit = std::string(invoicing::code(amounts.unit)),
            .price = amounts.unit_price.decimal(),
            .discount = amounts.discount == Money{} ? "" : amounts.discount.decimal(),
            .vat = std::string(invoicing::code(amounts.vat)),
            .task = line.task ? std::to_string(line.task->value()) : ""};
}

tl::expected<NewLine, Errors> line_from(const http::Form& fields) {
    FormReading form(fields);
    const auto kind = line_kind_from_code(form.text("kind"));
    if (!kind) form.refuse({ErrorCode::invalid, "unknown_kind", "Please choose labour, part or extra.", "kind"});
    const auto typed_quantity = form.text("quantity");
    NewLine line{
        .description = form.line("description", longest_description),
        .amounts = {.kind = kind.value_or(LineKind::labour),
                    .quantity = typed_quantity.empty()
                                    ? Quantity{}
                                    : form.take(Quantity::parse(typed_quantity, "quantity"), Quantity{}),
                    .unit = form.take(invoicing::parse_unit(form.text("unit"), "unit"), invoicing::Unit::piece),
                    .unit_price = amount(form, "price"),
                    .discount = amount(form, "discount"),
                    .vat = form.take(invoicing::parse_vat_treatment(form.text("vat"), "vat"),
                                     invoicing::VatTreatment::standard)},
        .task = std::nullopt};
    if (const auto task = parse_whole(form.text("task"))) line.task = TaskId{*task};
    if (form.text("price").empty())
        form.refuse({ErrorCode::invalid, "required", "Please give a price; it may be 0.", "price"});
    if (!form.errors().empty()) return tl::unexpected(form.errors());
    auto checked = check(std::move(line));
    if (!checked) return tl::unexpected(Errors{checked.error()});
    return std::move(*checked);
}

void show_line_form(http::Dict& values, const TypedLine& typed, const TypedLine& there, const Say& say) {
    for (const auto kind : all_line_kinds)
        show_choice(values, "KIND", code(kind), say(label(kind)), typed.kind == code(kind));
    for (const auto unit : all_units)
        show_choice(values, "UNIT", invoicing::code(unit), say(invoicing::label(unit)),
                    typed.unit == invoicing::code(unit));
    for (const auto vat : all_vat_treatments)
        show_choice(values, "VAT", invoicing::code(vat), say(invoicing::label(vat)), typed.vat == invoicing::code(vat));
    values.set("DESCRIPTION_VALUE", typed.description).set("QUANTITY_VALUE", typed.quantity);
    values.set("PRICE_VALUE", typed.price).set("DISCOUNT_VALUE", typed.discount);
    values.set("WAS_KIND", there.kind).set("WAS_UNIT", there.unit).set("WAS_VAT", there.vat);
    values.set("WAS_DESCRIPTION", there.description).set("WAS_QUANTITY", there.quantity);
    values.set("WAS_PRICE", there.price).set("WAS_DISCOUNT", there.discount).set("WAS_TASK", there.task);
}

std::vector<EditedField> edited_line(const http::Form& form, const TypedLine& theirs, const Say& say) {
    const auto kind_words = [say](const std::string& value) {
        const auto kind = line_kind_from_code(value);
        return kind ? say(label(*kind)) : value;
    };
    const auto unit_words = [say](const std::string& value) {
        const auto unit = invoicing::parse_unit(value);
        return unit ? say(invoicing::label(*unit)) : value;
    };
    const auto vat_words = [say](const std::string& value) {
        const auto vat = invoicing::parse_vat_treatment(value);
        return vat ? say(invoicing::label(*vat)) : value;
    };
    return {edited(form, "kind", say("Kind"), theirs.kind, kind_words),
            edited(form, "description", say("Description"), theirs.description),
            edited(form, "quantity", say("Quantity"), theirs.quantity),
            edited(form, "unit", say("Unit"), theirs.unit, unit_words),
            edited(form, "price", say("Price, €"), theirs.price),
            edited(form, "discount", say("Discount, €"), theirs.discount),
            edited(form, "vat", say("VAT"), theirs.vat, vat_words),
            edited(form, "task", say("Task"), theirs.task, [say](const std::string&) { return say("a task"); })};
}

}  // namespace autojet::workshop
