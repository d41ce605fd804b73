#include "bookkeeping/by_hand.hpp"

#include <algorithm>

#include "base/enum_names.hpp"
#include "base/text.hpp"
#include "bookkeeping/counter_entry.hpp"

namespace autojet::bookkeeping {

namespace {

constexpr EnumNames<10> reason_codes{"purchase",     "private",  "cash_moved",      "supplier_paid", "vat_paid",
                                     "depreciation", "bad_debt", "opening_balance", "correction",    "other"};
constexpr EnumNames<10> reason_labels{"Bought from a supplier",
                                      "Between the owner and the shop",
                                      "Between the till and the bank",
                                      "A supplier was paid",
                                      "VAT was paid or received",
                                      "Depreciation",
                                      "A debt that nobody pays any more",
                                      "How things stood when the books began",
                                      "A correction",
                                      "Something else"};
constexpr EnumNames<4> bought_codes{"standard", "reduced", "none", "reverse_charge"};
constexpr EnumNames<4> bought_labels{"21% VAT", "9% VAT", "No VAT", "VAT reverse-charged to us"};

constexpr std::string_view reversal_mark = "reversal-";
constexpr std::string_view late_mark = "purchase-";  // and the quarter: "purchase-2026-2"

constexpr std::string_view select_reversal =
    "SELECT entry FROM journal_entry WHERE shop = $1 AND memo = $2 AND memo LIKE 'reversal-%'";

std::string memo_of_reversal(EntryId id) {
    return std::string(reversal_mark) + std::to_string(id.value());
}

EntryKind kind_for(int paid_from) {
    if (paid_from == account::till) return EntryKind::cash;
    return paid_from == account::bank ? EntryKind::bank : EntryKind::memo;
}

Error wrong(std::string reason, std::string message, std::size_t line, std::string_view field) {
    return {ErrorCode::invalid, std::move(reason), std::move(message),
            "lines[" + std::to_string(line) + "]." + std::string(field)};
}

Money vat_in(const Bought& bought) {
    switch (bought.vat) {
        case BoughtWith::standard:
            return bought.vat_amount.value_or(bought.paid.vat_included_part(basis_points(VatCode::standard)));
        case BoughtWith::reduced:
            return bought.vat_amount.value_or(bought.paid.vat_included_part(basis_points(VatCode::reduced)));
        case BoughtWith::reverse_charged:
            return bought.paid.vat_to_add(basis_points(VatCode::standard));
        case BoughtWith::no_vat:
            return Money{};
    }
    throw Broken{"a VAT of purchases that nobody knows"};
}

// Where VAT was charged to us, it is ours again (5b); where it was left to us, we owe it as well (2a).
void add_bought(std::vector<Line>& lines, const Bought& bought) {
    const auto vat = vat_in(bought);
    if (bought.vat == BoughtWith::reverse_charged) {
        add(lines, bought.account, bought.paid, VatCode::received);
        add(lines, account::vat_received, -vat, VatCode::received);
        add(lines, account::vat_input, vat, VatCode::input);
        return;
    }
    const bool has_vat = bought.vat != BoughtWith::no_vat;
    add(lines, bought.account, bought.paid - vat, has_vat ? std::optional{VatCode::input} : std::nullopt);
    add(lines, account::vat_input, vat, VatCode::input);
}

}  // namespace

Result<Entry> entry_of_purchase(const Purchase& purchase) {
    Entry entry{.kind = kind_for(purchase.paid_from),
                .day = purchase.day,
                .document = purchase.document,
                .memo = std::string(code(Reason::purchase)),
                .lines = {}};
    if (purchase.lines.empty())
        return refuse(ErrorCode::invalid, "no_lines", "Please fill in what was bought.", "lines[0].paid");
    Money all;
    for (std::size_t n = 0; n < purchase.lines.size(); ++n) {
        const auto& bought = purchase.lines[n];
        if (bought.paid <= Money{} || bought.paid > most_money_of_a_line)
            return tl::unexpected{wrong("not_an_amount", "Please fill in an amount above nothing.", n, "paid")};
        if (bought.vat_amount && (*bought.vat_amount < Money{} || *bought.vat_amount >= bought.paid))
            return tl::unexpected{
                wrong("vat_above_amount", "The VAT is less than the amount that it is a part of.", n, "vat_amount")};
        add_bought(entry.lines, bought);
        all += bought.paid;
    }
    add(entry.lines, purchase.paid_from, -all, std::nullopt,
        purchase.paid_from == account::creditors ? std::optional{purchase.document} : std::nullopt);
    return entry;
}

Result<EntryId> post_purchase(store::Tx& tx, const Purchase& purchase, CivilDate today) {
    auto entry = entry_of_purchase(purchase);
    if (!entry) return tl::unexpected{entry.error()};
    auto posted = post(tx, *entry);
    if (posted || posted.error().reason != "quarter_settled") return posted;
    entry->memo =
        std::string(late_mark) + std::to_string(year_of(purchase.day)) + '-' + std::to_string(quarter_of(purchase.day));
    entry->day = today;
    return post(tx, *entry);
}

std::optional<Reason> reason_of(const Entry& entry) {
    const std::string_view memo = entry.memo;
    return find_reason(memo.starts_with(late_mark) ? code(Reason::purchase) : memo);
}

std::optional<EntryId> reversed_by(const Entry& entry) {
    if (!entry.memo.starts_with(reversal_mark)) return std::nullopt;
    const auto id = parse_whole(std::string_view{entry.memo}.substr(reversal_mark.size()));
    return id ? std::optional{EntryId{*id}} : std::nullopt;
}

std::optional<EntryId> reversal_of(store::Tx& tx, EntryId id) {
    return tx.find(
        select_reversal, [](const store::Row& row) { return EntryId{row.integer(0)}; }, memo_of_reversal(id));
}

bool can_be_reversed(store::Tx& tx, EntryId id) {
    const auto entry = find_entry(tx, id);
    return entry && reason_of(*entry) && !reversal_of(tx, id);
}

Result<EntryId> reverse(store::Tx& tx, EntryId id, CivilDate day) {
    auto entry = find_entry(tx, id);
    if (!entry) return refuse(ErrorCode::not_found, "not_found", "This entry is not there any more.");
    if (!reason_of(*entry))
        return refuse(ErrorCode::conflict, "not_reversible",
                      "Only what was entered by hand is taken back here. An invoice is corrected by a credit note.");
    if (reversal_of(tx, id))
        return refuse(ErrorCode::conflict, "already_reversed", "This entry was taken back already.");
    return post(tx, counter_entry_of(std::move(*entry), day, memo_of_reversal(id)));
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

std::string_view code(BoughtWith vat) {
    return name_in(bought_codes, vat);
}
std::string_view label(BoughtWith vat) {
    return name_in(bought_labels, vat);
}
std::optional<BoughtWith> find_bought_with(std::string_view code) {
    return value_in<BoughtWith>(bought_codes, code);
}

}  // namespace autojet::bookkeeping
