#include "invoicing/pdf_words.hpp"

#include <array>

#include "base/enum_names.hpp"

namespace autojet::invoicing {

namespace {

constexpr std::size_t words_in_all = static_cast<std::size_t>(Word::prices_without_vat) + 1;

constexpr EnumNames<words_in_all> dutch{
    "Factuur",
    "Creditfactuur",
    "Correctie van",
    "Aan",
    "KvK",
    "OIN",
    "Btw-nummer",
    "Jouw referentie",
    "Jouw ordernummer",
    "Nummer",
    "Factuurdatum",
    "Datum van levering",
    "Vervaldatum",
    "Status",
    "Betaald",
    "Omschrijving",
    "Aantal",
    "Prijs",
    "Korting",
    "Btw",
    "Bedrag",
    "Excl. btw",
    "Incl. btw",
    "Subtotaal",
    "Aanbetaling",
    "Totaal zonder btw",
    "Totaal met btw",
    "Al betaald",
    "Al terugbetaald",
    "Te betalen",
    "Tegoed",
    "Btw-tarief",
    "Bedrag zonder btw",
    "Totaal",
    "verlegd",
    "vrij",
    "Btw verlegd: de btw wordt betaald door de koper, btw-nummer",
    "Vrijgesteld van btw: kleineondernemersregeling, artikel 25 Wet OB 1968.",
    "Zo betaal je",
    "IBAN",
    "Op naam van",
    "Onder vermelding van",
    "Uiterlijk op",
    "Scan met de app van je bank",
    "QR-code met deze betaalgegevens, voor de app van je bank",
    "Te betalen met een betaalkaart, uiterlijk op",
    "Te betalen in contanten, uiterlijk op",
    "Prijzen en kortingen zijn met btw.",
    "Prijzen en kortingen zijn zonder btw.",
};

constexpr EnumNames<words_in_all> english{
    "Invoice",
    "Credit note",
    "Corrects",
    "Billed to",
    "KvK",
    "OIN",
    "VAT number",
    "Your reference",
    "Your order",
    "Number",
    "Date of issue",
    "Date of supply",
    "Due date",
    "Status",
    "Paid",
    "Description",
    "Quantity",
    "Price",
    "Discount",
    "VAT",
    "Amount",
    "Excl. VAT",
    "Incl. VAT",
    "Subtotal",
    "Deposit",
    "Total without VAT",
    "Total with VAT",
    "Already paid",
    "Already paid back",
    "To pay",
    "In your favour",
    "VAT rate",
    "Amount without VAT",
    "Total",
    "reversed",
    "exempt",
    "VAT reverse-charged (btw verlegd): the buyer accounts for VAT, VAT number",
    "Exempt from VAT: small-business scheme (kleineondernemersregeling), article 25 Wet OB 1968.",
    "How to pay",
    "IBAN",
    "Account holder",
    "Payment reference",
    "No later than",
    "Scan with your banking app",
    "QR code with these payment details, for your banking app",
    "To be paid by card, no later than",
    "To be paid in cash, no later than",
    "Prices and discounts include VAT.",
    "Prices and discounts are without VAT.",
};

using UnitNames = EnumNames<all_units.size()>;
constexpr std::array<UnitNames, all_languages.size()> one_unit{
    UnitNames{"stuk", "uur", "min.", "dag", "l", "kg", "m", "m²", "km", "set", "paar"},
    UnitNames{"piece", "hour", "min.", "day", "l", "kg", "m", "m²", "km", "set", "pair"}};
constexpr std::array<UnitNames, all_languages.size()> more_units{
    UnitNames{"stuks", "uur", "min.", "dagen", "l", "kg", "m", "m²", "km", "sets", "paar"},
    UnitNames{"pieces", "hours", "min.", "days", "l", "kg", "m", "m²", "km", "sets", "pairs"}};

constexpr const char* no_break_space = "\u00A0";

}  // namespace

std::string_view word(Word word, Language language) {
    return name_in(language == Language::nl ? dutch : english, word);
}

std::string title_of(const InvoiceDraft& content, Language language) {
    const auto kind = content.kind == Kind::invoice ? Word::invoice : Word::credit_note;
    return std::string{word(kind, language)} + ' ' + content.number.text();
}

std::string date_text(CivilDate date, Language language) {
    const auto with_weekday = format_long_date(date, language);
    return with_weekday.substr(with_weekday.find(' ') + 1);
}

std::string period_text(const Supply& supply, Language language) {
    auto until = date_text(supply.until, language);
    if (supply.from == supply.until) return until;
    auto from = date_text(supply.from, language);
    if (supply.from.year() == supply.until.year()) from.resize(from.rfind(' '));
    if (supply.from.year() == supply.until.year() && supply.from.month() == supply.until.month())
        from.resize(from.rfind(' '));
    return from + (language == Language::nl ? " t/m " : " to ") + until;
}

std::string quantity_text(const Line& line, Language language) {
    const auto& names = line.quantity == Quantity{} ? one_unit : more_units;
    const auto& unit = name_in(names.at(static_cast<std::size_t>(language)), line.unit);
    return line.quantity.display(language) + no_break_space + std::string{unit};
}

std::string rate_text(VatTreatment treatment, Language language) {
    if (treatment == VatTreatment::reverse_charge) return std::string{word(Word::reversed, language)};
    if (treatment == VatTreatment::small_business) return std::string{word(Word::exempt, language)};
    return percent(treatment) + '%';
}

std::string page_text(std::size_t page, std::size_t pages, Language language) {
    return (language == Language::nl ? "Pagina " : "Page ") + std::to_string(page) +
           (language == Language::nl ? " van " : " of ") + std::to_string(pages);
}

}  // namespace autojet::invoicing
