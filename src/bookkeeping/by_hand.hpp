// What people enter by hand: why, what was bought, money taken out of the till or put in, and how an entry is taken
// back. The journal knows a reason by its code: there is no room for words about somebody.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "bookkeeping/journal.hpp"

namespace autojet::bookkeeping {

enum class Reason {
    purchase,         // parts, materials and costs, from invoices of others
    private_money,    // between the owner and the shop
    cash_moved,       // between the till and the bank
    supplier_paid,    // what stood open with a supplier
    vat_paid,         // with the tax authority
    depreciation,     //
    bad_debt,         // what nobody pays any more
    opening_balance,  // how things stood when the books began
    correction,       //
    other,
};

inline constexpr std::array all_reasons{
    Reason::purchase,     Reason::private_money, Reason::cash_moved,      Reason::supplier_paid, Reason::vat_paid,
    Reason::depreciation, Reason::bad_debt,      Reason::opening_balance, Reason::correction,    Reason::other};

std::string_view code(Reason reason);
std::string_view label(Reason reason);  // English, msgid
std::optional<Reason> find_reason(std::string_view code);
// Of an entry that was made by hand, by its memo; nullopt for every other.
std::optional<Reason> reason_of(const Entry& entry);

// How VAT stands on what was bought.
enum class BoughtWith { standard, reduced, no_vat, reverse_charged };

inline constexpr std::array all_bought_with{BoughtWith::standard, BoughtWith::reduced, BoughtWith::no_vat,
                                            BoughtWith::reverse_charged};

std::string_view code(BoughtWith vat);
std::string_view label(BoughtWith vat);  // English, msgid
std::optional<BoughtWith> find_bought_with(std::string_view code);

struct Bought {
    int account = account::purchases;
    Money paid;  // with the VAT that stands on the invoice; more than nothing
    BoughtWith vat = BoughtWith::standard;
    std::optional<Money> vat_amount;  // as printed; absent: worked out from what was paid
};

// What it was paid from: the supplier's account while it stands open.
inline constexpr std::array paid_from_accounts{account::bank, account::till, account::drawings, account::creditors};

struct Purchase {
    CivilDate day;
    InvoiceNumber document;  // the supplier's number
    int paid_from = account::bank;
    std::vector<Bought> lines;
};

// Refused with `no_lines`, `not_an_amount` and `vat_above_amount` ("lines[1].vat_amount").
Result<Entry> entry_of_purchase(const Purchase& purchase);

// Books a purchase on its day; where the return of that quarter was booked already, on `today`, marked with the
// quarter that it belongs to. Refused with what entry_of_purchase() and post() say.
Result<EntryId> post_purchase(store::Tx& tx, const Purchase& purchase, CivilDate today);

// Whether people may take it back: made by hand, not itself a reversal, and not taken back before.
bool can_be_reversed(store::Tx& tx, EntryId id);
std::optional<EntryId> reversal_of(store::Tx& tx, EntryId id);
// What this entry takes back, where it is a reversal.
std::optional<EntryId> reversed_by(const Entry& entry);

// A counter entry on that day. Refused with `not_found`, `not_reversible`, `already_reversed` and what post() says.
Result<EntryId> reverse(store::Tx& tx, EntryId id, CivilDate day);

}  // namespace autojet::bookkeeping
