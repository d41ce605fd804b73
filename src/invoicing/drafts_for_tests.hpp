// Invoices for tests: two that people know, and as many as one likes that nobody has seen.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>

#include "invoicing/invoice.hpp"

namespace autojet::invoicing {

inline CivilDate day(int year, unsigned month, unsigned of_month) {
    return CivilDate{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{of_month}};
}

inline Line line_of(std::string description, std::int64_t cents, VatTreatment vat = VatTreatment::standard) {
    return {.description = std::move(description),
            .quantity = {},
            .unit = Unit::piece,
            .unit_price = Money::of_cents(cents),
            .discount = {},
            .vat = vat};
}

inline Seller shop_for_tests() {
    return {.name = "Garage Dee & Zn. <Haarlem>",
            .address = {.street = "Werkplaats 1", .postcode = "2011 AB", .city = "Haarlem"},
            .kvk = KvkNumber::parse("12345678").value(),
            .vat = VatNumber::parse("NL005130382B90").value(),
            .iban = Iban::parse("NL91ABNA0417164300").value()};
}

// Ada, a consumer, pays prices with VAT.
inline InvoiceDraft draft_for_ada() {
    return {.kind = Kind::invoice,
            .basis = PriceBasis::including_vat,
            .number = InvoiceNumber::parse("2026-0042").value(),
            .issued_on = day(2026, 3, 10),
            .supply = {day(2026, 3, 9), day(2026, 3, 9)},
            .due_on = day(2026, 3, 24),
            .seller = shop_for_tests(),
            .buyer = {.kind = BuyerKind::consumer,
                      .name = "Ada de Vries",
                      .address = {},
                      .vat = {},
                      .kvk = {},
                      .oin = {},
                      .reference = {},
                      .order = {}},
            .lines = {line_of("Grote beurt", 24'900), line_of("Ruitenwissers", 3'495)},
            .discount = {},
            .deposits = {},
            .prepaid = {},
            .means = PaymentMeans::transfer,
            .corrects = {},
            .note = {}};
}

// A business of the neighbourhood pays prices without VAT.
inline InvoiceDraft draft_for_business() {
    auto draft = draft_for_ada();
    draft.basis = PriceBasis::excluding_vat;
    draft.buyer.kind = BuyerKind::business;
    draft.buyer.name = "Taxi Cy B.V.";
    draft.buyer.address = Address{.street = "Stationsplein 3", .postcode = "2011 LR", .city = "Haarlem"};
    draft.buyer.kvk = KvkNumber::parse("87654321").value();
    draft.buyer.vat = VatNumber::parse("NL004495445B01").value();
    draft.buyer.reference = "Wagen 7";
    return draft;
}

// The same seed makes the same sound invoice.
class Drafts {
public:
    explicit Drafts(std::uint32_t seed) : random_(seed) {}

    InvoiceDraft draw() {
        auto draft = one_in(2) ? draft_for_business() : draft_for_ada();
        if (draft.buyer.kind == BuyerKind::consumer && one_in(2)) draft.basis = PriceBasis::excluding_vat;
        if (draft.buyer.kind == BuyerKind::business && one_in(2)) draft.basis = PriceBasis::including_vat;
        if (draft.buyer.kind == BuyerKind::business && one_in(3))
            draft.buyer.order = InvoiceNumber::parse("PO-7").value();
        if (one_in(3)) draft.supply.until = day(2026, 3, 20);
        if (one_in(3)) draft.note = "Bedankt & tot ziens.\nMet \"garantie\" <2 jaar>.";
        const bool small_business = one_in(8);
        for (auto left = 1 + below(8); left > 0; --left) draft.lines.push_back(draw_line(draft, small_business));
        draft.lines.erase(draft.lines.begin(), draft.lines.begin() + 2);
        take_off(draft);
        draft.prepaid = one_in(3) ? Money::of_cents(below(work_out(draft).value().gross.cents() + 1)) : Money{};
        if (one_in(4)) {
            draft.kind = Kind::credit_note;
            draft.corrects = Corrected{InvoiceNumber::parse("2025-0007").value(), day(2025, 12, 30)};
        }
        if (one_in(4)) draft.means = PaymentMeans::card;
        return draft;
    }

private:
    bool one_in(std::int64_t many) { return below(many) == 0; }
    std::int64_t below(std::int64_t end) { return std::uniform_int_distribution<std::int64_t>{0, end - 1}(random_); }

    Line draw_line(const InvoiceDraft& draft, bool small_business) {
        auto line = line_of("Onderdeel " + std::to_string(below(100)), below(one_in(3) ? 200'000 : 300));
        if (one_in(2)) line.quantity = Quantity::of_thousandths(1 + below(20'000)).value();
        if (one_in(3)) line.quantity = Quantity::of_thousandths(1000 * (1 + below(40))).value();
        line.unit = all_units.at(static_cast<std::size_t>(below(all_units.size())));
        const auto treatments = draft.buyer.kind == BuyerKind::business ? 4 : 3;
        line.vat = small_business ? VatTreatment::small_business : static_cast<VatTreatment>(below(treatments));
        if (one_in(3)) line.discount = Money::of_cents(below(line.quantity.times(line.unit_price).cents() + 1));
        return line;
    }

    // At most a tenth as a discount, and less than half of a treatment as deposits: no rate falls below nothing.
    void take_off(InvoiceDraft& draft) {
        Money all;
        for (const auto& line : draft.lines) all += line.quantity.times(line.unit_price) - line.discount;
        if (one_in(3)) draft.discount = Money::of_cents(below(all.cents() / 10 + 1));
        if (!one_in(3)) return;
        for (const auto& line : draft.lines) {
            const auto amount = line.quantity.times(line.unit_price) - line.discount;
            if (one_in(2) || amount.cents() < 4) continue;
            draft.deposits.push_back(
                {.number = InvoiceNumber::parse("2026-" + std::to_string(draft.deposits.size())).value(),
                 .issued_on = day(2026, 2, 1),
                 .vat = line.vat,
                 .amount = Money::of_cents(1 + below(amount.cents() / 4))});
        }
    }

    std::mt19937 random_;
};

inline Invoice sound(const InvoiceDraft& draft) {
    auto checked = check(draft);
    if (!checked) throw Broken{checked.error().front().field + ": " + checked.error().front().reason};
    return *checked;
}

}  // namespace autojet::invoicing
