// What the shop's invoices say about paying, and under which scheme of VAT it works.
#pragma once

#include <optional>

#include "invoicing/iban.hpp"
#include "invoicing/vat.hpp"
#include "store/tx.hpp"

namespace autojet::accounts {

inline constexpr int most_days_to_pay = 90;

struct InvoiceSettings {
    std::optional<invoicing::Iban> iban;  // absent: nothing is paid by transfer
    int days_to_pay = 14;
    bool small_business = false;  // KOR, Wet OB 25

    // What is charged for work here.
    [[nodiscard]] invoicing::VatTreatment usual_vat() const {
        return small_business ? invoicing::VatTreatment::small_business : invoicing::VatTreatment::standard;
    }
};

InvoiceSettings load_settings(store::Tx& tx);
void save_settings(store::Tx& tx, const InvoiceSettings& settings);

}  // namespace autojet::accounts
