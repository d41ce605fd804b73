#include <algorithm>

#include "base/text.hpp"
#include "ledgers/ledgers.hpp"

namespace autojet::ledgers {

namespace {

using bookkeeping::EntryKind;
using bookkeeping::Period;

constexpr std::int64_t entries_of_a_page = 40;
constexpr std::int64_t lines_of_a_page = 100;

// From the address: a year or a part of it; what is no day is left out.
Period period_from(const http::Request& request, CivilDate today) {
    const auto find = [&](std::string_view name) { return parse_date(request.query.find(name).value_or("")); };
    const auto asked = year_from(request.query.find("year").value_or(""));
    const auto from = find("from");
    const auto year = asked.value_or(from ? bookkeeping::year_of(*from) : bookkeeping::year_of(today));
    const auto whole = bookkeeping::year_period(year);
    Period period = whole;
    if (from) period.from = std::clamp(*from, whole.from, whole.until);
    if (const auto until = find("until")) period.until = std::clamp(*until, period.from, whole.until);
    return period;
}

void show_period(http::Dict& values, const Period& period) {
    values.set("YEAR", bookkeeping::year_of(period.from));
    values.set("FROM_VALUE", format_date(period.from)).set("UNTIL_VALUE", format_date(period.until));
}

std::string in_query(const Period& period) {
    return "from=" + format_date(period.from) + "&until=" + format_date(period.until);
}

struct Shown {
    std::int64_t page = 1;
    std::int64_t pages = 1;
};

Shown shown_of(const http::Request& request, std::int64_t count, std::int64_t of_a_page) {
    Shown shown;
    shown.pages = std::max<std::int64_t>(1, (count + of_a_page - 1) / of_a_page);
    const auto asked = parse_whole(request.query.find("page").value_or("1")).value_or(1);
    shown.page = std::clamp<std::int64_t>(asked, 1, shown.pages);
    return shown;
}

// What the account bore before the first day: of the year alone, where it begins every year with nothing.
Money opening_of(store::Tx& tx, const bookkeeping::Account& account, CivilDate first) {
    if (!bookkeeping::is_of_result(account.kind))
        return bookkeeping::standing_of(tx, account.number, add_days(first, -1));
    const auto whole = bookkeeping::year_period(bookkeeping::year_of(first));
    if (first == whole.from) return Money{};
    const auto sums = bookkeeping::sums_of(tx, account.number, {whole.from, add_days(first, -1)});
    return sums.debit - sums.credit;
}

}  // namespace

Ledgers::Response Ledgers::show_journal(Request& request, const Account& account) const {
    const auto language = request.language;
    const auto period = period_from(request, today(request));
    const auto kind = bookkeeping::find_entry_kind(request.query.find("kind").value_or(""));
    http::Dict values;
    show_period(values, period);
    for (const auto one : bookkeeping::all_entry_kinds) {
        auto& option = values.add("KIND").set("VALUE", code(one)).set("LABEL", words_for(request, one));
        if (one == kind) option.show("CHOSEN");
    }
    house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto count = bookkeeping::count_entries(tx, period, kind);
        const auto shown = shown_of(request, count, entries_of_a_page);
        const bookkeeping::Page page{(shown.page - 1) * entries_of_a_page, entries_of_a_page};
        values.set("COUNT", count);
        if (count == 0) values.show("NOTHING");
        for (const auto& posted : bookkeeping::entries_in(tx, period, kind, page)) {
            auto& row = values.add("ENTRY").set("DAY", format_short_date(posted.entry.day, language));
            row.set("WORDS", words_for(request, posted.entry)).set("URL", url_of(posted.id));
            show_document(tx, row, posted.entry.document);
            show_lines(tx, request, row, posted.entry);
        }
        show_pages(values, shown.page, shown.pages,
                   "/desk/accounts/journal?" + in_query(period) +
                       (kind ? "&kind=" + std::string(code(*kind)) : std::string{}) + "&page=");
        return 0;
    });
    return page(request, account, "journal.html", values, say(request, "Journal"), "JOURNAL");
}

Ledgers::Response Ledgers::show_card(Request& request, const Account& account) const {
    const auto language = request.language;
    const auto number = parse_whole(request.path_parameters.at("account"));
    const auto found = number && *number < 10'000 ? bookkeeping::find_account(static_cast<int>(*number)) : std::nullopt;
    if (!found) return not_found(request, account);
    const auto period = period_from(request, today(request));
    http::Dict values;
    show_period(values, period);
    values.set("NUMBER", bookkeeping::four_digits(found->number)).set("NAME", bookkeeping::name(*found, language));
    values.set("URL", url_of_account(found->number));
    for (const auto& one : bookkeeping::chart()) {
        auto& option = values.add("ACCOUNT").set("URL", url_of_account(one.number));
        option.set("LABEL", bookkeeping::four_digits(one.number) + " " + std::string(bookkeeping::name(one, language)));
    }
    house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto sums = bookkeeping::sums_of(tx, found->number, period);
        const auto shown = shown_of(request, sums.lines, lines_of_a_page);
        const bookkeeping::Page page{(shown.page - 1) * lines_of_a_page, lines_of_a_page};
        const auto opening = opening_of(tx, *found, period.from);
        auto balance = opening + bookkeeping::amount_before(tx, found->number, period, page);
        values.set("OPENING", balance.display(language)).set("COUNT", sums.lines);
        values.show(shown.page == 1 ? "AT_START" : "CARRIED");
        for (const auto& posted : bookkeeping::lines_of(tx, found->number, period, page)) {
            const auto& line = posted.line;
            balance += line.debit - line.credit;
            auto& row = values.add("LINE").set("DAY", format_short_date(posted.day, language));
            row.set("WORDS", words_for(request, {posted.kind, posted.day, posted.document, posted.memo, {}}));
            row.set("URL", url_of(posted.entry)).set("BALANCE", balance.display(language));
            row.set("DEBIT", line.debit == Money{} ? "" : line.debit.display(language));
            row.set("CREDIT", line.credit == Money{} ? "" : line.credit.display(language));
            show_document(tx, row, line.document ? line.document : posted.document);
        }
        if (sums.lines == 0) values.show("NOTHING");
        values.set("DEBIT", sums.debit.display(language)).set("CREDIT", sums.credit.display(language));
        values.set("CLOSING", (opening + sums.debit - sums.credit).display(language));
        show_pages(values, shown.page, shown.pages, url_of_account(found->number) + "?" + in_query(period) + "&page=");
        return 0;
    });
    return page(request, account, "card.html", values, bookkeeping::name(*found, language), "JOURNAL");
}

Ledgers::Response Ledgers::show_entry(Request& request, const Account& account) const {
    return entry_page(request, account, {});
}

Ledgers::Response Ledgers::entry_page(Request& request, const Account& account, const Errors& errors) const {
    const EntryId id{parse_whole(request.path_parameters.at("entry")).value_or(0)};
    const auto language = request.language;
    http::Dict values;
    const bool found = house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto entry = bookkeeping::find_entry(tx, id);
        if (!entry) return false;
        values.set("WORDS", words_for(request, *entry)).set("DAY", format_long_date(entry->day, language));
        values.set("NUMBER", id.value()).set("TOTAL", total_debit(*entry).display(language));
        show_document(tx, values, entry->document);
        show_lines(tx, request, values, *entry);
        if (const auto original = bookkeeping::reversed_by(*entry))
            values.add("TAKES_BACK").set("URL", url_of(*original));
        if (const auto counter = bookkeeping::reversal_of(tx, id))
            values.add("TAKEN_BACK").set("URL", url_of(*counter));
        if (bookkeeping::can_be_reversed(tx, id)) values.add("CAN_REVERSE").set("URL", url_of(id) + "/reversal");
        return true;
    });
    if (!found) return not_found(request, account);
    return page(request, account, "entry.html", values, say(request, "Entry"), "JOURNAL", errors);
}

Ledgers::Response Ledgers::reverse_entry(Request& request, const Account& account) const {
    const EntryId id{parse_whole(request.path_parameters.at("entry")).value_or(0)};
    const auto counter = house_.database.write(
        request.shop, [&](store::Tx& tx) { return bookkeeping::reverse(tx, id, today(request)); });
    if (counter) return http::redirect_see_other(url_of(*counter));
    if (counter.error().code == ErrorCode::not_found) return not_found(request, account);
    auto error = counter.error();
    error.field = "reverse";
    return entry_page(request, account, {error});
}

}  // namespace autojet::ledgers
