#include "accounts/invoice_settings.hpp"

namespace autojet::accounts {

namespace {

constexpr std::string_view select_settings =
    "SELECT iban, days_to_pay, small_business FROM invoice_setting WHERE shop = $1";
constexpr std::string_view upsert_settings =
    "INSERT INTO invoice_setting (shop, iban, days_to_pay, small_business) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (shop) DO UPDATE SET iban = excluded.iban, days_to_pay = excluded.days_to_pay, "
    "small_business = excluded.small_business";

}  // namespace

InvoiceSettings load_settings(store::Tx& tx) {
    const auto settings_from = [](const store::Row& row) {
        InvoiceSettings settings{
            .iban = {}, .days_to_pay = static_cast<int>(row.integer(1)), .small_business = row.integer(2) == 1};
        if (!row.text(0).empty()) settings.iban = invoicing::Iban::parse(row.text(0)).value();
        return settings;
    };
    return tx.find(select_settings, settings_from).value_or(InvoiceSettings{});
}

void save_settings(store::Tx& tx, const InvoiceSettings& settings) {
    tx.run(upsert_settings, settings.iban ? settings.iban->text() : "", settings.days_to_pay,
           settings.small_business ? 1 : 0);
}

}  // namespace autojet::accounts
