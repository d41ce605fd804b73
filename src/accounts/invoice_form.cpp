#include "accounts/invoice_form.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace autojet::accounts {

namespace {

using namespace invoicing;

constexpr std::array<std::pair<const char*, const char*>, 6> line_errors{{{"description", "LINE_DESCRIPTION_ERROR"},
                                                                          {"quantity", "LINE_QUANTITY_ERROR"},
                                                                          {"unit", "LINE_UNIT_ERROR"},
                                                                          {"price", "LINE_PRICE_ERROR"},
                                                                          {"discount", "LINE_DISCOUNT_ERROR"},
                                                                          {"vat", "LINE_VAT_ERROR"}}};

// Reads one field after the other and gathers what is wrong.
class Reader {
public:
    explicit Reader(Errors& errors) : errors_(errors) {}

    template <class T>
    T take(Result<T> read, T otherwise) {
        if (read) return std::move(*read);
        errors_.push_back(read.error());
        return otherwise;
    }
    Money amount(const std::string& text, const std::string& field) {
        return trim(text).empty() ? Money{} : take(Money::parse(trim(text), field), Money{});
    }
    template <class T>
    std::optional<T> number(const std::string& text, const std::string& field) {
        if (trim(text).empty()) return std::nullopt;
        auto read = T::parse(text, field);
        if (read) return std::move(*read);
        errors_.push_back(read.error());
        return std::nullopt;
    }

private:
    Errors& errors_;
};

// Nothing chosen is the usual; what the form does not offer is nobody's choice, and nothing is made of it.
void check_choice(const std::string& typed, std::initializer_list<std::string_view> offered, const std::string& field,
                  Errors& errors) {
    if (typed.empty() || std::ranges::find(offered, typed) != offered.end()) return;
    errors.push_back({ErrorCode::invalid, "not_a_choice", "Please choose from what is offered.", field});
}

void check_choices(const TypedInvoice& typed, const InvoiceSettings& settings, Errors& errors) {
    check_choice(typed.charge, {"supply", "deposit"}, "charge", errors);
    check_choice(typed.basis, {"including_vat", "excluding_vat"}, "basis", errors);
    check_choice(typed.buyer_kind, {"consumer", "business"}, "buyer_kind", errors);
    check_choice(typed.means, {"card", "cash", "transfer"}, "means", errors);
    check_choice(typed.language, {"nl", "en"}, "language", errors);
    if (settings.small_business) return;
    for (std::size_t n = 0; n < typed.lines.size(); ++n)
        if (typed.lines[n].vat == code(VatTreatment::small_business))
            errors.push_back({ErrorCode::invalid, "not_a_small_business",
                              "This shop is not under the small-business scheme.", "vat" + std::to_string(n)});
}

PaymentMeans means_from(std::string_view text) {
    if (text == "transfer") return PaymentMeans::transfer;
    return text == "cash" ? PaymentMeans::cash : PaymentMeans::card;
}

Buyer buyer_from(const TypedInvoice& typed, Reader& reader) {
    Buyer buyer{.kind = typed.buyer_kind == "business" ? BuyerKind::business : BuyerKind::consumer,
                .name = typed.name,
                .address = {},
                .vat = reader.number<VatNumber>(typed.vat_number, "vat_number"),
                .kvk = reader.number<KvkNumber>(typed.kvk_number, "kvk_number"),
                .oin = {},
                .reference = typed.reference,
                .order = {}};
    if (!typed.street.empty() || !typed.postcode.empty() || !typed.city.empty())
        buyer.address = Address{typed.street, typed.postcode, typed.city, buyer.vat ? buyer.vat->country() : "NL"};
    return buyer;
}

void show_choice(http::Dict& values, std::string_view section, std::string_view value, const std::string& label,
                 bool chosen) {
    auto& option = values.add(section).set("VALUE", value).set("LABEL", label);
    if (chosen) option.show("CHOSEN");
}

}  // namespace

TypedInvoice typed_from(const http::Form& form) {
    TypedInvoice typed{.basis = form.readable("basis"),
                       .buyer_kind = form.readable("buyer_kind"),
                       .name = form.readable("name"),
                       .street = form.readable("street"),
                       .postcode = form.readable("postcode"),
                       .city = form.readable("city"),
                       .kvk_number = form.readable("kvk_number"),
                       .vat_number = form.readable("vat_number"),
                       .reference = form.readable("reference"),
                       .supplied_on = form.readable("supplied_on"),
                       .discount = form.readable("discount"),
                       .prepaid = form.readable("prepaid"),
                       .means = form.readable("means"),
                       .note = form.readable("note"),
                       .language = form.readable("language"),
                       .charge = form.readable("charge"),
                       .deposits = form.readable("deposits"),
                       .lines = {}};
    std::size_t shown = 0;
    for (std::size_t n = 0; n < most_typed_lines; ++n) {
        const auto field = [&](const char* name) { return form.readable(name + std::to_string(n)); };
        TypedLine line{field("description"), field("quantity"), field("price"),
                       field("vat"),         field("unit"),     field("discount")};
        if (form.has("description" + std::to_string(n))) ++shown;
        if (!line.is_empty()) typed.lines.push_back(std::move(line));
    }
    if (asks_for_more_lines(form)) typed.spare_lines = more_spare_lines + shown - std::min(shown, typed.lines.size());
    return typed;
}

bool is_known_business(const TypedInvoice& typed) {
    return parse_whole(typed.buyer_kind).has_value();
}

bool asks_for_more_lines(const http::Form& form) {
    return form.has("more_lines");
}

Result<std::vector<InvoiceNumber>> typed_deposits(const TypedInvoice& typed) {
    std::vector<InvoiceNumber> numbers;
    std::string_view rest = typed.deposits;
    constexpr std::string_view apart = ", ;\t";
    while (!rest.empty()) {
        const auto end = std::min(rest.find_first_of(apart), rest.size());
        const auto word = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (word.empty()) continue;
        auto number = InvoiceNumber::parse(word, "deposits");
        if (!number) return tl::unexpected(number.error());
        if (std::ranges::count(numbers, *number) > 0) continue;
        numbers.push_back(std::move(*number));
    }
    if (numbers.size() > most_typed_deposits)
        return refuse(ErrorCode::invalid, "too_many_deposits", "These are too many deposits for one invoice.",
                      "deposits");
    return numbers;
}

tl::expected<InvoiceDraft, Errors> draft_from(const TypedInvoice& typed, Seller seller, const InvoiceSettings& settings,
                                              CivilDate today) {
    Errors errors;
    Reader reader(errors);
    check_choices(typed, settings, errors);
    const auto supplied =
        typed.supplied_on.empty() ? today : reader.take(parse_date(typed.supplied_on, "supplied_on"), today);
    InvoiceDraft draft{.kind = Kind::invoice,
                       .basis = typed.basis == "excluding_vat" ? PriceBasis::excluding_vat : PriceBasis::including_vat,
                       .number = SeriesNumber{"", static_cast<int>(today.year()), 1}.format(),
                       .issued_on = today,
                       .supply = {supplied, supplied},
                       .due_on = add_days(today, settings.days_to_pay),
                       .seller = std::move(seller),
                       .buyer = buyer_from(typed, reader),
                       .lines = {},
                       .discount = reader.amount(typed.discount, "discount"),
                       .deposits = {},
                       .prepaid = reader.amount(typed.prepaid, "prepaid"),
                       .means = means_from(typed.means),
                       .corrects = {},
                       .note = typed.note};
    for (std::size_t n = 0; n < typed.lines.size(); ++n) {
        const auto& line = typed.lines[n];
        const auto number = std::to_string(n);
        const auto quantity = trim(line.quantity).empty() ? std::string("1") : line.quantity;
        draft.lines.push_back(
            {.description = line.description,
             .quantity = reader.take(Quantity::parse(trim(quantity), "quantity" + number), Quantity{}),
             .unit = line.unit.empty() ? Unit::piece : reader.take(parse_unit(line.unit, "unit" + number), Unit::piece),
             .unit_price = reader.amount(line.price, "price" + number),
             .discount = reader.amount(line.discount, "discount" + number),
             .vat = reader.take(parse_vat_treatment(line.vat, "vat" + number), settings.usual_vat())});
    }
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    return draft;
}

Errors beside_fields(Errors errors) {
    for (auto& [code, reason, message, field] : errors) {
        if (field.starts_with("lines[")) {
            const auto end = field.find(']');
            const auto number = field.substr(6, end - 6);
            const auto name = field.substr(std::min(end + 2, field.size()));
            field = (name == "unit_price" ? "price" : name) + number;
        } else if (field == "lines") {
            field = "description0";
        } else if (field == "seller.vat_number") {
            field = "vat0";
        } else if (field == "buyer.kind") {
            field = "buyer_kind";
        } else if (field.starts_with("supply.")) {
            field = "supplied_on";
        } else if (const auto dot = field.rfind('.'); dot != std::string::npos) {
            field = field.substr(dot + 1);
        }
    }
    return errors;
}

void show_invoice_form(http::Dict& values, const TypedInvoice& typed, const Errors& errors,
                       const InvoiceSettings& settings, const std::function<std::string(std::string_view)>& say) {
    values.set("NAME_VALUE", typed.name).set("STREET_VALUE", typed.street).set("POSTCODE_VALUE", typed.postcode);
    values.set("CITY_VALUE", typed.city).set("KVK_VALUE", typed.kvk_number).set("VAT_NUMBER_VALUE", typed.vat_number);
    values.set("REFERENCE_VALUE", typed.reference).set("SUPPLIED_VALUE", typed.supplied_on);
    values.set("DISCOUNT_VALUE", typed.discount).set("PREPAID_VALUE", typed.prepaid).set("NOTE_VALUE", typed.note);
    if (typed.buyer_kind == "business")
        values.show("BUSINESS");
    else if (!is_known_business(typed))
        values.show("CONSUMER");
    values.show(typed.basis == "excluding_vat" ? "EXCLUDING" : "INCLUDING");
    values.show(typed.language == "en" ? "IN_ENGLISH" : "IN_DUTCH");
    values.set("DEPOSITS_VALUE", typed.deposits).show(typed.charge == "deposit" ? "DEPOSIT" : "SUPPLY");
    for (const auto& [value, label] : {std::pair{"card", "By card"}, {"cash", "In cash"}, {"transfer", "By transfer"}})
        show_choice(values, "MEANS", value, say(label), typed.means == value);
    const auto usual = typed.lines.empty() ? std::string(code(VatTreatment::standard)) : typed.lines.front().vat;
    const auto count = std::min(typed.lines.size() + typed.spare_lines, most_typed_lines);
    if (count < most_typed_lines) values.show("MORE_LINES");
    for (std::size_t n = 0; n < count; ++n) {
        const auto line =
            n < typed.lines.size() ? typed.lines[n] : TypedLine{"", "", "", usual, std::string(code(Unit::piece)), ""};
        auto& row = values.add("LINE").set("N", n).set("ROW", n + 1);
        if (n == typed.lines.size() && typed.spare_lines > usual_spare_lines) row.show("GOES_ON");
        row.set("DESCRIPTION_VALUE", line.description)
            .set("QUANTITY_VALUE", line.quantity)
            .set("PRICE_VALUE", line.price)
            .set("DISCOUNT_VALUE", line.discount);
        for (const auto unit : all_units)
            show_choice(row, "UNIT", code(unit), say(label(unit)), line.unit == code(unit));
        for (const auto& [name, section] : line_errors)
            if (const auto error = std::ranges::find(errors, name + std::to_string(n), &Error::field);
                error != errors.end())
                row.add(section).set("N", n).set("MESSAGE", say(error->message));
        for (const auto treatment : all_vat_treatments)
            if (treatment != VatTreatment::small_business || settings.small_business)
                show_choice(row, "RATE", code(treatment), say(label(treatment)), line.vat == code(treatment));
    }
}

}  // namespace autojet::accounts
