// The books at the desk: how they stand, the till at the end of the day, the VAT return, journal and ledger cards,
// entries by hand, the year and its close. What they are made of and what they refuse, bookkeeping/ decides.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "accounts/documents.hpp"
#include "bookkeeping/balances.hpp"
#include "bookkeeping/by_hand.hpp"
#include "bookkeeping/reading.hpp"
#include "bookkeeping/till.hpp"
#include "bookkeeping/vat_return.hpp"
#include "ledgers/entry_form.hpp"
#include "ledgers/till_form.hpp"
#include "shop/module.hpp"
#include "staff/desk.hpp"

namespace autojet::ledgers {

using bookkeeping::EntryId;
using bookkeeping::InvoiceNumber;

class Ledgers {
public:
    Ledgers(const House& house, const staff::Desk& desk) : house_(house), desk_(desk) {}

    // Its routes use the Ledgers.
    [[nodiscard]] Module module() const;

private:
    using Request = http::Request;
    using Account = staff::Account;
    using Response = http::Response;
    using Page = Response (Ledgers::*)(Request&, const Account&) const;

    [[nodiscard]] http::Handler for_staff(Page answer) const;
    void add_routes(http::Router& router) const;

    Response overview(Request& request, const Account& account) const;

    Response show_till(Request& request, const Account& account) const;
    Response close_till(Request& request, const Account& account) const;
    Response move_cash(Request& request, const Account& account) const;
    Response show_till_day(Request& request, const Account& account) const;
    Response till_page(Request& request, const Account& account, const TypedTill& typed, const Errors& errors) const;

    Response show_vat(Request& request, const Account& account) const;
    Response show_vat_box(Request& request, const Account& account) const;
    Response vat_file(Request& request, const Account& account) const;
    Response settle_vat(Request& request, const Account& account) const;
    Response vat_page(Request& request, const Account& account, const Errors& errors) const;
    void show_corrections(store::Tx& tx, const Request& request, http::Dict& values, int year, int quarter) const;

    Response show_journal(Request& request, const Account& account) const;
    Response show_card(Request& request, const Account& account) const;
    Response show_entry(Request& request, const Account& account) const;
    Response reverse_entry(Request& request, const Account& account) const;
    Response entry_page(Request& request, const Account& account, const Errors& errors) const;

    Response show_new_entry(Request& request, const Account& account) const;
    Response add_entry(Request& request, const Account& account) const;
    Response new_entry_page(Request& request, const Account& account, const TypedEntry& typed,
                            const Errors& errors) const;
    Response show_new_purchase(Request& request, const Account& account) const;
    Response add_purchase(Request& request, const Account& account) const;
    Response new_purchase_page(Request& request, const Account& account, const TypedPurchase& typed,
                               const Errors& errors) const;

    Response show_year(Request& request, const Account& account) const;
    Response audit_file(Request& request, const Account& account) const;
    Response table_file(Request& request, const Account& account) const;
    Response show_closing(Request& request, const Account& account) const;
    Response close_year(Request& request, const Account& account) const;
    Response closing_page(Request& request, const Account& account, const Errors& errors) const;

    // In the desk's frame, with the links between the pages of the books; `at` marks one ("BOOKS", "TILL", "VAT",
    // "JOURNAL", "YEAR").
    Response page(Request& request, const Account& account, std::string_view template_name, http::Dict& values,
                  std::string_view title, std::string_view at, const Errors& errors = {}) const;
    Response not_found(Request& request, const Account& account) const;
    // The table of one entry's lines, with links to accounts and documents.
    void show_lines(store::Tx& tx, const Request& request, http::Dict& values, const bookkeeping::Entry& entry) const;
    // Its number, and where it leads: an issued document, where this is one.
    static void show_document(store::Tx& tx, http::Dict& values, const std::optional<InvoiceNumber>& document);
    // What kind of entry it is, with its reason where people gave one.
    [[nodiscard]] std::string words_for(const Request& request, const bookkeeping::Entry& entry) const;
    [[nodiscard]] std::string words_for(const Request& request, bookkeeping::EntryKind kind) const;

    [[nodiscard]] std::string say(const Request& request, std::string_view english) const;
    [[nodiscard]] CivilDate today(const Request& request) const;
    [[nodiscard]] std::string printed(const Request& request) const;  // "Printed on Monday 23 November 2026"

    const House& house_;
    const staff::Desk& desk_;
};

// Of a page's address: a year from 2000 to 2100, and a quarter from 1 to 4.
struct Quarter {
    int year = 0;
    int quarter = 0;

    friend bool operator==(const Quarter&, const Quarter&) = default;
};
std::optional<int> year_from(std::string_view text);
std::optional<Quarter> quarter_from(std::string_view text);  // "2026-4"
std::string text_of(const Quarter& quarter);
Quarter before(const Quarter& quarter);
Quarter after(const Quarter& quarter);
// The last day on which its return may be filed and paid: a month after its end.
CivilDate vat_due(const Quarter& quarter);

// The links to the pages before and after this one, where there are several.
void show_pages(http::Dict& values, std::int64_t page, std::int64_t pages, const std::string& url);

std::string url_of(EntryId entry);
std::string url_of_account(int account);
// "12.50" as people here type it: "12,50" in Dutch.
std::string typed_amount(Money amount, Language language);

}  // namespace autojet::ledgers
