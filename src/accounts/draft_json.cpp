#include "accounts/draft_json.hpp"

#include "base/enum_names.hpp"
#include "http/json.hpp"

namespace autojet::accounts {

namespace {

using namespace invoicing;
using http::JsonArray;
using http::JsonObject;
using http::JsonValue;

constexpr EnumNames<2> kinds{"invoice", "credit_note"};
constexpr EnumNames<2> bases{"including_vat", "excluding_vat"};
constexpr EnumNames<2> buyers{"consumer", "business"};
constexpr EnumNames<3> payment_means{"transfer", "card", "cash"};
constexpr std::size_t longest_json = 1024 * 1024;

template <class T>
T need(const Result<T>& read) {
    if (!read) throw Broken("an issued invoice is kept in a form that the program does not know");
    return *read;
}
template <class T>
T need(const std::optional<T>& read) {
    if (!read) throw Broken("an issued invoice is kept in a form that the program does not know");
    return *read;
}

// What may be absent is left out.
template <class T>
void put(JsonObject& object, std::string_view name, const std::optional<T>& value) {
    if (value) object[name] = value->text();
}

JsonObject json_of(const Address& address) {
    return {{"street", address.street},
            {"postcode", address.postcode},
            {"city", address.city},
            {"country", address.country}};
}

JsonObject json_of(const Seller& seller) {
    JsonObject object{{"name", seller.name}, {"address", json_of(seller.address)}, {"kvk", seller.kvk.text()}};
    put(object, "vat", seller.vat);
    put(object, "iban", seller.iban);
    return object;
}

JsonObject json_of(const Buyer& buyer) {
    JsonObject object{{"kind", name_in(buyers, buyer.kind)}, {"name", buyer.name}, {"reference", buyer.reference}};
    if (buyer.address) object["address"] = json_of(*buyer.address);
    put(object, "vat", buyer.vat);
    put(object, "kvk", buyer.kvk);
    put(object, "oin", buyer.oin);
    put(object, "order", buyer.order);
    return object;
}

JsonObject json_of(const Line& line) {
    return {{"description", line.description},  {"quantity", line.quantity.thousandths()}, {"unit", code(line.unit)},
            {"price", line.unit_price.cents()}, {"discount", line.discount.cents()},       {"vat", code(line.vat)}};
}

JsonObject json_of(const Deposit& deposit) {
    return {{"number", deposit.number.text()},
            {"issued", format_date(deposit.issued_on)},
            {"vat", code(deposit.vat)},
            {"amount", deposit.amount.cents()}};
}

JsonObject json_of(const Corrected& corrected) {
    JsonObject object{{"number", corrected.number.text()}, {"issued", format_date(corrected.issued_on)}};
    if (corrected.lines.empty()) return object;
    JsonArray lines, before;
    for (const auto line : corrected.lines) lines.push_back(static_cast<std::int64_t>(line));
    for (const auto& sum : corrected.before)
        before.push_back(
            JsonObject{{"vat", code(sum.treatment)}, {"shown", sum.shown.cents()}, {"vat_amount", sum.vat.cents()}});
    object["lines"] = std::move(lines);
    object["before"] = std::move(before);
    return object;
}

// Members of one object.
class Fields {
public:
    explicit Fields(const JsonValue& value) : object_(value.as_object()) {}

    std::string text(std::string_view name) const { return std::string(object_.at(name).as_string()); }
    Money money(std::string_view name) const { return Money::of_cents(object_.at(name).as_int64()); }
    CivilDate day(std::string_view name) const { return need(parse_date(text(name))); }
    InvoiceNumber number(std::string_view name) const { return need(InvoiceNumber::parse(text(name))); }
    VatTreatment vat() const { return need(parse_vat_treatment(text("vat"))); }
    std::int64_t integer(std::string_view name) const { return object_.at(name).as_int64(); }
    bool has(std::string_view name) const { return object_.contains(name); }
    Fields inner(std::string_view name) const { return Fields(object_.at(name)); }
    const JsonArray& list(std::string_view name) const { return object_.at(name).as_array(); }
    template <class T>
    std::optional<T> find(std::string_view name) const {
        return has(name) ? std::optional{need(T::parse(text(name)))} : std::nullopt;
    }
    template <class E, std::size_t N>
    E one_of(std::string_view name, const EnumNames<N>& names) const {
        return need(value_in<E>(names, text(name)));
    }

private:
    const JsonObject& object_;
};

Address address_from(const Fields& fields) {
    return {fields.text("street"), fields.text("postcode"), fields.text("city"), fields.text("country")};
}

Buyer buyer_from(const Fields& fields) {
    Buyer buyer{.kind = fields.one_of<BuyerKind>("kind", buyers),
                .name = fields.text("name"),
                .address = {},
                .vat = fields.find<VatNumber>("vat"),
                .kvk = fields.find<KvkNumber>("kvk"),
                .oin = fields.find<Oin>("oin"),
                .reference = fields.text("reference"),
                .order = fields.find<InvoiceNumber>("order")};
    if (fields.has("address")) buyer.address = address_from(fields.inner("address"));
    return buyer;
}

Line line_from(const Fields& fields) {
    return {.description = fields.text("description"),
            .quantity = need(Quantity::of_thousandths(fields.integer("quantity"))),
            .unit = need(parse_unit(fields.text("unit"))),
            .unit_price = fields.money("price"),
            .discount = fields.money("discount"),
            .vat = fields.vat()};
}

Corrected corrected_from(const Fields& fields) {
    Corrected corrected{fields.number("number"), fields.day("issued")};
    if (!fields.has("lines")) return corrected;
    for (const auto& line : fields.list("lines")) corrected.lines.push_back(static_cast<std::size_t>(line.as_int64()));
    for (const auto& each : fields.list("before")) {
        const Fields sum(each);
        corrected.before.push_back({sum.vat(), sum.money("shown"), sum.money("vat_amount")});
    }
    return corrected;
}

}  // namespace

std::string to_json(const InvoiceDraft& draft) {
    JsonArray lines, deposits;
    for (const auto& line : draft.lines) lines.push_back(json_of(line));
    for (const auto& deposit : draft.deposits) deposits.push_back(json_of(deposit));
    JsonObject object{{"kind", name_in(kinds, draft.kind)},
                      {"basis", name_in(bases, draft.basis)},
                      {"number", draft.number.text()},
                      {"issued", format_date(draft.issued_on)},
                      {"from", format_date(draft.supply.from)},
                      {"until", format_date(draft.supply.until)},
                      {"due", format_date(draft.due_on)},
                      {"seller", json_of(draft.seller)},
                      {"buyer", json_of(draft.buyer)},
                      {"lines", std::move(lines)},
                      {"discount", draft.discount.cents()},
                      {"deposits", std::move(deposits)},
                      {"prepaid", draft.prepaid.cents()},
                      {"means", name_in(payment_means, draft.means)},
                      {"note", draft.note}};
    if (draft.corrects) object["corrects"] = json_of(*draft.corrects);
    return http::write_json(object);
}

InvoiceDraft draft_from(std::string_view json) {
    const JsonValue whole(need(http::parse_json(json, {.max_bytes = longest_json, .max_depth = 4})));
    const Fields fields(whole);
    const auto seller = fields.inner("seller");
    InvoiceDraft draft{.kind = fields.one_of<Kind>("kind", kinds),
                       .basis = fields.one_of<PriceBasis>("basis", bases),
                       .number = fields.number("number"),
                       .issued_on = fields.day("issued"),
                       .supply = {fields.day("from"), fields.day("until")},
                       .due_on = fields.day("due"),
                       .seller = {seller.text("name"), address_from(seller.inner("address")),
                                  need(KvkNumber::parse(seller.text("kvk"))), seller.find<VatNumber>("vat"),
                                  seller.find<Iban>("iban")},
                       .buyer = buyer_from(fields.inner("buyer")),
                       .lines = {},
                       .discount = fields.money("discount"),
                       .deposits = {},
                       .prepaid = fields.money("prepaid"),
                       .means = fields.one_of<PaymentMeans>("means", payment_means),
                       .corrects = {},
                       .note = fields.text("note")};
    for (const auto& line : fields.list("lines")) draft.lines.push_back(line_from(Fields(line)));
    for (const auto& each : fields.list("deposits")) {
        const Fields deposit(each);
        draft.deposits.push_back(
            {deposit.number("number"), deposit.day("issued"), deposit.vat(), deposit.money("amount")});
    }
    if (fields.has("corrects")) draft.corrects = corrected_from(fields.inner("corrects"));
    return draft;
}

}  // namespace autojet::accounts
