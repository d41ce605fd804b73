#include <algorithm>

#include "base/text.hpp"
#include "ledgers/ledgers.hpp"

namespace autojet::ledgers {

namespace {

using bookkeeping::TillCount;
using bookkeeping::TillReason;
namespace account = bookkeeping::account;

// What may be done with cash beside selling: from one account to the other.
struct Movement {
    std::string_view code;
    std::string_view label;
    int from;
    int to;
    bookkeeping::Reason reason;
};

constexpr std::array movements{
    Movement{"to_bank", "From the till to the bank", account::till, account::in_transit,
             bookkeeping::Reason::cash_moved},
    Movement{"from_bank", "Change from the bank into the till", account::in_transit, account::till,
             bookkeeping::Reason::cash_moved},
    Movement{"to_owner", "The owner took it out", account::till, account::drawings, bookkeeping::Reason::private_money},
    Movement{"from_owner", "The owner put it in", account::drawings, account::till, bookkeeping::Reason::private_money},
};

constexpr std::int64_t most_lines_of_a_day = 500;

std::string pieces_label(int worth, Language language) {
    constexpr int a_euro = 100;
    if (worth < a_euro) return std::to_string(worth) + " ct";
    return (language == Language::nl ? "€\u00a0" : "€") + std::to_string(worth / a_euro);
}

std::string signed_amount(Money amount, Language language) {
    return (amount > Money{} ? "+" : "") + amount.display(language);
}

// The lines of the till after one day until another, in years that may differ.
std::vector<bookkeeping::PostedLine> till_lines(store::Tx& tx, CivilDate after, CivilDate until) {
    std::vector<bookkeeping::PostedLine> all;
    const auto from = add_days(after, 1);
    for (auto year = bookkeeping::year_of(from); year <= bookkeeping::year_of(until); ++year) {
        const auto whole = bookkeeping::year_period(year);
        const bookkeeping::Period period{std::max(from, whole.from), std::min(until, whole.until)};
        for (auto& line : bookkeeping::lines_of(tx, account::till, period, {0, most_lines_of_a_day}))
            all.push_back(std::move(line));
    }
    return all;
}

Money received_by(store::Tx& tx, int number, CivilDate day) {
    return bookkeeping::sums_of(tx, number, {day, day}).debit;
}

}  // namespace

Ledgers::Response Ledgers::show_till(Request& request, const Account& account) const {
    TypedTill typed;
    typed.day = std::string(request.query.find("day").value_or(""));
    return till_page(request, account, typed, {});
}

// The oldest day that nobody closed comes first: Friday on Monday morning. Who never closed one begins today.
Ledgers::Response Ledgers::till_page(Request& request, const Account& account, const TypedTill& typed,
                                     const Errors& errors) const {
    const auto language = request.language;
    const auto now = today(request);
    const auto counted = counted_in(typed);
    http::Dict values;
    house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto open = bookkeeping::first_open_till_day(tx);
        const auto last = bookkeeping::last_till_count(tx);
        const auto day = parse_date(typed.day).value_or(last ? std::min(open.value_or(now), now) : now);
        const auto expected = bookkeeping::standing_of(tx, account::till, day);
        values.set("DAY_VALUE", format_date(day)).set("DAY_MOST", format_date(now));
        values.set("DAY", format_long_date(day, language)).set("EXPECTED", expected.display(language));
        values.set("EXPECTED_CENTS", expected.cents());
        if (open && *open < day) values.add("EARLIER_OPEN").set("DAY", format_long_date(*open, language));
        if (last && last->day >= day) {
            values.add("CLOSED").set("URL", "/desk/till/" + format_date(last->day));
        } else {
            auto& form = values.add("OPEN");
            for (const auto worth : notes_and_coins) {
                const auto found = typed.pieces.find(worth);
                auto& row = form.add("PIECE").set("WORTH", worth).set("LABEL", pieces_label(worth, language));
                row.set("VALUE", found == typed.pieces.end() ? "" : found->second);
                for (const auto& error : errors)
                    if (error.field == "n" + std::to_string(worth))
                        row.add("WRONG").set("MESSAGE", say(request, error.message));
            }
            form.set("COUNTED_VALUE", typed.counted);
            if (has_pieces(typed) || !typed.counted.empty())
                if (counted) {
                    const auto difference = *counted - expected;
                    auto& sum = form.add("SUM").set("COUNTED", counted->display(language));
                    sum.set("DIFFERENCE", signed_amount(difference, language));
                    sum.show(difference == Money{} ? "RIGHT" : "WRONG");
                }
            for (const auto reason : bookkeeping::all_till_reasons) {
                auto& option = form.add("REASON").set("VALUE", code(reason)).set("LABEL", say(request, label(reason)));
                if (typed.reason == code(reason)) option.show("CHOSEN");
            }
        }
        for (const auto& movement : movements)
            values.add("MOVEMENT").set("VALUE", movement.code).set("LABEL", say(request, movement.label));
        const auto lines = till_lines(tx, last ? last->day : add_days(day, -92), day);
        values.set("SINCE", last ? format_long_date(last->day, language) : "");
        values.show(last ? "HAS_LAST" : "NO_LAST");
        if (lines.empty()) values.show("NO_LINES");
        for (const auto& line : lines) {
            auto& row = values.add("LINE").set("DAY", format_short_date(line.day, language));
            row.set("WORDS", words_for(request, {line.kind, line.day, line.document, line.memo, {}}));
            row.set("AMOUNT", signed_amount(line.line.debit - line.line.credit, language));
            row.set("URL", url_of(line.entry));
            show_document(tx, row, line.document);
        }
        const auto counts = bookkeeping::till_counts(tx, bookkeeping::year_of(day));
        const auto years = bookkeeping::years_of_till(tx);
        if (years.empty()) return 0;
        auto& closed = values.add("CLOSED_DAYS");
        for (const auto& count : counts) {
            auto& row = closed.add("COUNT").set("DAY", format_long_date(count.day, language));
            row.set("URL", "/desk/till/" + format_date(count.day)).set("COUNTED", count.counted.display(language));
            if (count.difference() != Money{})
                row.add("WRONG").set("DIFFERENCE", signed_amount(count.difference(), language));
        }
        for (const auto year : years)
            if (year != bookkeeping::year_of(day))
                closed.add("YEAR").set("YEAR", year).set("URL", "/desk/till?day=" + std::to_string(year) + "-12-31");
        return 0;
    });
    if (request.query.find("moved")) values.show("MOVED");
    return page(request, account, "till.html", values, say(request, "Till"), "TILL", errors);
}

// Closes the day when the count fits, or when somebody says why it does not.
Ledgers::Response Ledgers::close_till(Request& request, const Account& account) const {
    const auto typed = typed_till_from(request.form());
    const auto counted = counted_in(typed);
    const auto day = parse_date(typed.day, "day");
    Errors errors;
    if (!day) errors.push_back(day.error());
    if (!counted) errors.insert(errors.end(), counted.error().begin(), counted.error().end());
    if (!errors.empty()) return till_page(request, account, typed, errors);
    if (request.form().readable("step") == "sum") return till_page(request, account, typed, {});
    const auto reason = bookkeeping::find_till_reason(typed.reason);
    const auto closed = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<TillCount> {
        if (!reason && *counted != bookkeeping::standing_of(tx, account::till, *day))
            return refuse(ErrorCode::invalid, "reason_required",
                          "The count differs from the books. Count again, or say why.", "reason");
        return bookkeeping::close_till(tx, *day, *counted, reason.value_or(TillReason::unknown));
    });
    if (!closed) return till_page(request, account, typed, {closed.error()});
    return http::redirect_see_other("/desk/till/" + format_date(closed->day));
}

Ledgers::Response Ledgers::move_cash(Request& request, const Account& account) const {
    const auto& form = request.form();
    TypedTill typed;
    const auto chosen = std::ranges::find(movements, form.readable("movement"), &Movement::code);
    const auto amount = Money::parse(trim(form.readable("amount")), "amount");
    Errors errors;
    if (chosen == movements.end())
        errors.push_back({ErrorCode::invalid, "required", "Please choose where the money goes.", "movement"});
    if (!amount) errors.push_back(amount.error());
    if (!errors.empty()) return till_page(request, account, typed, errors);
    const auto posted = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<EntryId> {
        if (chosen->from == account::till && *amount > bookkeeping::standing_of(tx, account::till, today(request)))
            return refuse(ErrorCode::conflict, "not_in_the_till", "There is not so much in the till.", "amount");
        auto entry = bookkeeping::entry_of_transfer({.from = chosen->from,
                                                     .to = chosen->to,
                                                     .amount = *amount,
                                                     .day = today(request),
                                                     .document = {},
                                                     .memo = std::string(code(chosen->reason))});
        return bookkeeping::post(tx, entry);
    });
    if (!posted) {
        auto error = posted.error();
        error.field = "amount";
        return till_page(request, account, typed, {error});
    }
    return http::redirect_see_other("/desk/till?moved=1");
}

// The report of a closed day, for the printer.
Ledgers::Response Ledgers::show_till_day(Request& request, const Account& account) const {
    const auto language = request.language;
    const auto day = parse_date(request.path_parameters.at("day"));
    http::Dict values;
    const bool found = day && house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto count = bookkeeping::find_till_count(tx, *day);
        if (!count) return false;
        const auto previous = bookkeeping::till_count_before(tx, *day);
        const auto lines = till_lines(tx, previous ? previous->day : add_days(*day, -92), *day);
        values.set("DAY", format_long_date(*day, language));
        Money in, out;
        for (const auto& line : lines) {
            if (line.entry == count->entry) continue;
            in += line.line.debit;
            out += line.line.credit;
            auto& row = values.add("LINE").set("DAY", format_short_date(line.day, language));
            row.set("WORDS", words_for(request, {line.kind, line.day, line.document, line.memo, {}}));
            row.set("AMOUNT", signed_amount(line.line.debit - line.line.credit, language));
            row.set("URL", url_of(line.entry));
            show_document(tx, row, line.document);
        }
        if (in == Money{} && out == Money{}) values.show("NO_LINES");
        values.set("BEGAN", (count->expected - in + out).display(language));
        values.set("IN", in.display(language)).set("OUT", out.display(language));
        values.set("EXPECTED", count->expected.display(language)).set("COUNTED", count->counted.display(language));
        values.set("DIFFERENCE", signed_amount(count->difference(), language));
        values.set("CARD", received_by(tx, account::card_clearing, *day).display(language));
        if (const auto reason = bookkeeping::reason_of(tx, *count))
            values.add("WHY").set("REASON", say(request, label(*reason)));
        return true;
    });
    if (!found) return not_found(request, account);
    return page(request, account, "till_day.html", values, say(request, "Till report"), "TILL");
}

}  // namespace autojet::ledgers
