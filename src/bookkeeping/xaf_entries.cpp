#include <map>

#include "base/enum_names.hpp"
#include "bookkeeping/balances.hpp"
#include "bookkeeping/journal_parts.hpp"
#include "bookkeeping/xaf_parts.hpp"

namespace autojet::bookkeeping {

namespace {

#define ENTRIES_WITH_LINES " FROM journal_entry e JOIN journal_line l ON l.shop = e.shop AND l.entry = e.entry "

constexpr std::string_view select_sums =
    "SELECT COUNT(*), COALESCE(SUM(l.debit), 0), COALESCE(SUM(l.credit), 0)" ENTRIES_WITH_LINES
    "WHERE e.shop = $1 AND e.year = $2 AND e.kind NOT IN ('result', 'closing', 'opening')";
constexpr std::string_view select_opening =
    "SELECT l.account, SUM(l.debit - l.credit)" ENTRIES_WITH_LINES
    "WHERE e.shop = $1 AND e.year = $2 AND e.kind = 'opening' GROUP BY l.account";

constexpr EnumNames<11> kinds_in_dutch{"Factuur",   "Creditnota", "Kas",          "Pin",
                                       "Bank",      "Kastelling", "Btw-aangifte", "Memoriaal",
                                       "Resultaat", "Afsluiting", "Beginbalans"};

struct Journal {
    std::string_view id;
    std::string_view name;
    std::string_view type;
    int money = 0;  // the account that each of its entries is set against; 0: none
    std::array<EntryKind, 2> kinds{};
};

constexpr std::array journals{
    Journal{"VK", "Verkoop", "S", account::debtors, {EntryKind::invoice, EntryKind::credit_note}},
    Journal{"KAS", "Kas", "C", account::till, {EntryKind::cash, EntryKind::till_count}},
    Journal{"PIN", "Pinbetalingen", "B", account::card_clearing, {EntryKind::card, EntryKind::card}},
    Journal{"BNK", "Bank", "B", account::bank, {EntryKind::bank, EntryKind::bank}},
    Journal{"MEM", "Memoriaal", "M", 0, {EntryKind::memo, EntryKind::vat_return}},
};

void put_side(Pieces& out, std::string_view amount_name, std::string_view side_name, Money amount) {
    put_amount(out, amount_name, amount < Money{} ? -amount : amount);
    put(out, side_name, amount < Money{} ? "C" : "D");
}

// The entry that opened the year, or how the year before it stands while its books are open.
std::map<int, Money> opening_balance(store::Tx& tx, int year) {
    std::map<int, Money> sums;
    tx.each(
        select_opening,
        [&](const store::Row& row) { sums[static_cast<int>(row.integer(0))] = Money::of_cents(row.integer(1)); }, year);
    if (!sums.empty()) return sums;
    for (const auto& balance : standing(tx, year_period(year - 1).until))
        sums[is_of_result(load_account(balance.account).kind) ? account::results : balance.account] += balance.amount();
    return sums;
}

// Writes a line when the next one is known: VAT follows the amount that it is charged on.
class Transactions {
public:
    explicit Transactions(Pieces& out) : out_(out) {}

    void add(const PostedLine& line) {
        const bool same = waiting_ && waiting_->entry == line.entry;
        if (waiting_) put_waiting(same && is_vat_of_waiting(line) ? line.line.debit - line.line.credit : Money{});
        if (!same) {
            end_entry();
            begin_entry(line);
        }
        waiting_ = line;
    }
    void end() {
        if (waiting_) put_waiting(Money{});
        waiting_.reset();
        end_entry();
    }

private:
    [[nodiscard]] bool is_vat_of_waiting(const PostedLine& line) const {
        return line.line.vat && line.line.vat == waiting_->line.vat && is_vat_account(line.line.account) &&
               !is_vat_account(waiting_->line.account);
    }

    void begin_entry(const PostedLine& line) {
        out_ << "<transaction>";
        put(out_, "nr", std::to_string(line.entry.value()));
        put(out_, "desc", name_in(kinds_in_dutch, line.kind));
        put(out_, "periodNumber", std::to_string(static_cast<unsigned>(line.day.month())));
        put(out_, "trDt", format_date(line.day));
        out_ << "\n";
        open_ = true;
    }
    void end_entry() {
        if (open_) out_ << "</transaction>\n";
        open_ = false;
    }

    void put_waiting(Money vat) {
        const auto& posted = *waiting_;
        const auto& line = posted.line;
        const auto amount = line.debit - line.credit;
        out_ << "<trLine>";
        put(out_, "nr", std::to_string(posted.number));
        put(out_, "accID", four_digits(line.account));
        put(out_, "docRef", posted.document ? posted.document->text() : std::to_string(posted.entry.value()));
        put(out_, "effDate", format_date(posted.day));
        if (!posted.memo.empty()) put(out_, "desc", posted.memo);
        put_side(out_, "amnt", "amntTp", amount);
        if (line.document) put_item(line);
        if (line.vat && !is_vat_account(line.account)) put_vat(*line.vat, vat, amount);
        out_ << "</trLine>\n";
    }

    void put_item(const Line& line) {
        const auto& number = line.document->text();
        if (line.account == account::debtors && number.size() <= longest_identification) put(out_, "custSupID", number);
        put(out_, "invRef", number);
    }

    void put_vat(VatCode vat, Money amount, Money base) {
        out_ << "<vat>";
        put(out_, "vatID", code(vat));
        put(out_, "vatPerc", std::to_string(basis_points(vat) / 100));
        put_amount(out_, "vatAmnt", amount < Money{} ? -amount : amount);
        put(out_, "vatAmntTp", (amount == Money{} ? base : amount) < Money{} ? "C" : "D");
        out_ << "</vat>";
    }

    Pieces& out_;
    std::optional<PostedLine> waiting_;
    bool open_ = false;
};

void put_sums(Pieces& out, std::int64_t lines, Money debit, Money credit) {
    put(out, "linesCount", std::to_string(lines));
    put_amount(out, "totalDebit", debit);
    put_amount(out, "totalCredit", credit);
    out << "\n";
}

}  // namespace

void put_opening_balance(store::Tx& tx, int year, Pieces& out) {
    auto sums = opening_balance(tx, year);
    std::erase_if(sums, [](const auto& sum) { return sum.second == Money{}; });
    Money debit, credit;
    for (const auto& [number, amount] : sums)
        (amount < Money{} ? credit : debit) += amount < Money{} ? -amount : amount;
    out << "<openingBalance>";
    put(out, "opBalDate", format_date(year_period(year).from));
    put_sums(out, static_cast<std::int64_t>(sums.size()), debit, credit);
    int line = 0;
    for (const auto& [number, amount] : sums) {
        out << "<obLine>";
        put(out, "nr", std::to_string(++line));
        put(out, "accID", four_digits(number));
        put_side(out, "amnt", "amntTp", amount);
        out << "</obLine>\n";
    }
    out << "</openingBalance>\n";
}

void put_transactions(store::Tx& tx, int year, Pieces& out) {
    out << "<transactions>";
    tx.each(
        select_sums,
        [&](const store::Row& row) {
            put_sums(out, row.integer(0), Money::of_cents(row.integer(1)), Money::of_cents(row.integer(2)));
        },
        year);
    for (const auto& journal : journals) {
        out << "<journal>";
        put(out, "jrnID", journal.id);
        put(out, "desc", journal.name);
        put(out, "jrnTp", journal.type);
        if (journal.money != 0) put(out, "offsetAccID", four_digits(journal.money));
        out << "\n";
        Transactions transactions(out);
        each_line_of(tx, year_period(year), journal.kinds, [&](const PostedLine& line) { transactions.add(line); });
        transactions.end();
        out << "</journal>\n";
    }
    out << "</transactions>\n";
}

}  // namespace autojet::bookkeeping
