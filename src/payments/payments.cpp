#include "payments/payments.hpp"

#include <algorithm>

#include "base/enum_names.hpp"
#include "bookkeeping/balances.hpp"
#include "bookkeeping/counter_entry.hpp"
#include "payments/cash.hpp"
#include "privacy/seal.hpp"

namespace autojet::payments {

namespace {

using bookkeeping::Entry;
using bookkeeping::EntryKind;
namespace account = bookkeeping::account;

constexpr EnumNames<3> means_codes{"cash", "card", "bank"};
constexpr EnumNames<3> means_labels{"Cash", "Card", "Bank"};
constexpr EnumNames<6> reason_codes{"wrong_amount", "wrong_invoice", "wrong_means", "twice", "returned", "other"};
constexpr EnumNames<6> reason_labels{"The amount was wrong", "It was for another invoice", "It was paid in another way",
                                     "It was booked twice",  "The bank took it back",      "Something else"};

constexpr std::string_view insert_payment =
    "INSERT INTO payment (shop, entry, day, document, bank_line, reverses, reason, form, account) VALUES ($1, $2, $3, "
    "$4, $5, $6, $7, $8, $9)";
constexpr std::string_view select_by_form = "SELECT entry FROM payment WHERE shop = $1 AND form = $2";
constexpr std::string_view select_reversal = "SELECT 1 FROM payment WHERE shop = $1 AND reverses = $2";
constexpr std::string_view select_payment =
    "SELECT reverses, reason, bank_line FROM payment WHERE shop = $1 AND entry = $2";
constexpr std::string_view select_of_line =
    "SELECT p.entry FROM payment p WHERE p.shop = $1 AND p.bank_line = $2 AND p.reverses IS NULL AND NOT EXISTS "
    "(SELECT 1 FROM payment r WHERE r.shop = p.shop AND r.reverses = p.entry) ORDER BY p.entry";

Instant midnight(CivilDate day) {
    return Instant{std::chrono::sys_days{day}};
}

std::optional<store::Bytes> digest_of_form(std::string_view form) {
    return form.empty() ? std::nullopt : std::optional{privacy::digest_of(form)};
}

std::optional<EntryId> find_by_form(store::Tx& tx, std::string_view form) {
    if (form.empty()) return std::nullopt;
    return tx.find(
        select_by_form, [](const store::Row& row) { return EntryId{row.integer(0)}; }, digest_of_form(form));
}

// Somebody who goes back in the browser and fills in something else means something else.
std::string contents_of(const Taken& taken) {
    return "|" + taken.document.text() + "|" + taken.amount.decimal() + "|" + format_date(taken.day) + "|" +
           std::string(code(taken.means));
}

bool is_money(EntryKind kind) {
    return kind == EntryKind::cash || kind == EntryKind::card || kind == EntryKind::bank;
}

// What settles how much; the difference is rounding.
Result<Settled> work_out(Money open, const Taken& taken) {
    const auto refused = [](std::string reason, std::string message) {
        return refuse(ErrorCode::invalid, std::move(reason), std::move(message), "amount");
    };
    if (open == Money{}) return refused("nothing_open", "Nothing is open on this invoice.");
    if (taken.amount <= Money{}) return refused("not_an_amount", "Please give an amount above nothing.");
    const auto direction = open > Money{} ? Direction::received : Direction::paid_back;
    const auto owed = direction == Direction::received ? open : -open;
    if (taken.means == Means::cash) {
        if (taken.amount == owed || taken.amount == in_coins(owed)) return Settled{{}, direction, owed, in_coins(owed)};
        if (!is_in_coins(taken.amount))
            return refused("not_in_coins", "Cash goes by five cents: please give an amount that ends in 0 or 5.");
    }
    if (taken.amount > owed)
        return refused("overpaid", direction == Direction::received
                                       ? "That is more than is open. Give back what is too much, or book less."
                                       : "That is more than we owe.");
    return Settled{{}, direction, taken.amount, taken.amount};
}

Entry entry_of(const Taken& taken, const Settled& settled) {
    auto entry =
        bookkeeping::entry_of_payment({taken.document, settled.settled, taken.day, taken.means, settled.direction});
    if (settled.handed == settled.settled) return entry;
    const bool received = settled.direction == Direction::received;
    entry.lines.clear();
    bookkeeping::add(entry.lines, account::till, received ? settled.handed : -settled.handed);
    bookkeeping::add(entry.lines, account::debtors, received ? -settled.settled : settled.settled, std::nullopt,
                     taken.document);
    const auto rest = settled.settled - settled.handed;
    bookkeeping::add(entry.lines, account::rounding_differences, received ? rest : -rest);
    return entry;
}

}  // namespace

std::string_view code(Means means) {
    return name_in(means_codes, means);
}
std::string_view label(Means means) {
    return name_in(means_labels, means);
}
std::optional<Means> find_means(std::string_view code) {
    return value_in<Means>(means_codes, code);
}
std::string_view code(Reason reason) {
    return name_in(reason_codes, reason);
}
std::string_view label(Reason reason) {
    return name_in(reason_labels, reason);
}
std::optional<Reason> find_reason(std::string_view code) {
    return value_in<Reason>(reason_codes, code);
}

Result<Settled> take(store::Tx& tx, const Taken& taken, const By& by) {
    auto once = by;
    if (!once.form.empty()) once.form += contents_of(taken);
    if (const auto before = find_by_form(tx, once.form))
        return Settled{*before, {}, taken.amount, taken.means == Means::cash ? in_coins(taken.amount) : taken.amount};
    auto settled = work_out(bookkeeping::open_amount(tx, taken.document), taken);
    if (!settled) return settled;
    const auto entry = post_entry(tx, entry_of(taken, *settled), once);
    if (!entry) return tl::unexpected(entry.error());
    settled->entry = *entry;
    return settled;
}

Result<EntryId> post_entry(store::Tx& tx, const Entry& entry, const By& by, std::optional<EntryId> reverses,
                           std::optional<Reason> reason) {
    if (entry.day > by.today) return refuse(ErrorCode::invalid, "in_the_future", "This day has not come yet.", "day");
    const auto posted = bookkeeping::post(tx, entry);
    if (!posted) return posted;
    tx.run(insert_payment, *posted, midnight(entry.day),
           entry.document ? std::optional<std::string_view>{entry.document->text()} : std::nullopt, by.bank_line,
           reverses, reason ? std::optional{code(*reason)} : std::nullopt, digest_of_form(by.form), by.account);
    return posted;
}

Result<EntryId> reverse(store::Tx& tx, EntryId id, Reason reason, const By& by) {
    auto entry = bookkeeping::find_entry(tx, id);
    if (!entry) return refuse(ErrorCode::not_found, "not_found", "This payment is not there any more.");
    const bool is_reversal = tx.find(
                                   select_payment, [](const store::Row& row) { return !row.is_null(0); }, id)
                                 .value_or(false);
    if (!is_money(entry->kind) || is_reversal)
        return refuse(ErrorCode::conflict, "not_a_payment", "Only a payment can be taken back.");
    if (tx.has(select_reversal, id))
        return refuse(ErrorCode::conflict, "reversed_already", "This payment was taken back already.");
    return post_entry(tx, bookkeeping::counter_entry_of(std::move(*entry), by.today, "reversal"), by, id, reason);
}

bool Event::can_be_reversed() const {
    return is_money(kind) && !reverses && !is_reversed;
}

std::vector<Event> events_of(store::Tx& tx, const InvoiceNumber& document) {
    std::vector<Event> events;
    for (auto& posted : bookkeeping::lines_about(tx, account::debtors, document)) {
        Event event{.entry = posted.entry,
                    .kind = posted.kind,
                    .day = posted.day,
                    .document = std::move(posted.document),
                    .memo = std::move(posted.memo),
                    .amount = posted.line.debit - posted.line.credit,
                    .reverses = {},
                    .reason = {},
                    .bank_line = {},
                    .is_reversed = tx.has(select_reversal, posted.entry)};
        tx.each(
            select_payment,
            [&](const store::Row& row) {
                if (const auto reverses = row.find_integer(0)) event.reverses = EntryId{*reverses};
                if (const auto reason = row.find_text(1)) event.reason = find_reason(*reason);
                if (const auto line = row.find_integer(2)) event.bank_line = BankLineId{*line};
            },
            posted.entry);
        events.push_back(std::move(event));
    }
    return events;
}

std::vector<EntryId> entries_of(store::Tx& tx, BankLineId line) {
    return tx.all(
        select_of_line, [](const store::Row& row) { return EntryId{row.integer(0)}; }, line);
}

}  // namespace autojet::payments
