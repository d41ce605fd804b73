#include "payments/bank_desk.hpp"

#include <algorithm>

#include "accounts/invoice_settings.hpp"
#include "privacy/shown.hpp"

namespace autojet::payments {

namespace {

constexpr int lines_on_a_page = 100;
constexpr int statements_on_a_page = 12;
constexpr std::size_t longest_body = longest_bank_file + 64 * 1024;

}  // namespace

http::Handler BankDesk::guarded(Page handler) const {
    return desk_.guarded([this, handler](http::Request& request, const staff::Account& account) {
        return (this->*handler)(request, account);
    });
}

void BankDesk::add_routes(http::Router& router) const {
    using http::Method;
    router.add(Method::get, "/desk/bank", guarded(&BankDesk::show));
    router.add(Method::post, "/desk/bank",
               {.body_limit = longest_body,
                .accepts = {"multipart/form-data"},
                .max_files = 1,
                .file_limit = longest_bank_file},
               guarded(&BankDesk::take_in));
    router.add(Method::post, "/desk/bank/certain", guarded(&BankDesk::book_certain));
    router.add(Method::get, "/desk/bank/lines/{line}", guarded(&BankDesk::show_line));
    router.add(Method::post, "/desk/bank/lines/{line}", guarded(&BankDesk::explain_line));
    router.add(Method::post, "/desk/bank/lines/{line}/reversal", guarded(&BankDesk::take_line_back));
}

http::Response BankDesk::gone(http::Request& request, const staff::Account& account) const {
    return desk_.error(request, account, 404, "Not found", "This line is not there any more.");
}

BankDesk::Books BankDesk::books_of(store::Tx& tx, shop::Visit& visit, CivilDate today) const {
    return {open_list(tx, house_, visit, today),
            bookkeeping::standing_of(tx, bookkeeping::account::card_clearing, today)};
}

std::vector<BankDesk::Opened> BankDesk::open_lines(store::Tx& tx, shop::Visit& visit, std::vector<BankLine> lines,
                                                   const Books* books) const {
    std::vector<Opened> opened;
    std::vector<PersonId> persons;
    for (const auto& line : lines) persons.push_back(line.person);
    std::ranges::sort(persons);
    persons.erase(std::ranges::unique(persons).begin(), persons.end());
    if (persons.empty()) return opened;
    const auto warrant = house_.gate.warrant<policy::Purpose::legal_duty>(tx, visit.actor, persons, visit.openings);
    for (auto& line : lines) {
        Opened one{std::move(line), {}, {}};
        if (const auto told = load_told(tx, house_.vault, one.line); told && warrant)
            if (const auto text = told->open_if_covered(*warrant)) one.told = told_from(*text);
        if (books) one.proposal = propose(one.told, one.line.amount, books->open, books->cards_on_their_way);
        opened.push_back(std::move(one));
    }
    return opened;
}

http::Response BankDesk::show(http::Request& request, const staff::Account& account) const {
    return page(request, account, {});
}

http::Response BankDesk::take_in(http::Request& request, const staff::Account& account) const {
    const auto in_force = house_.policies.of(request.shop);
    if (const auto may = privacy::may_use(policy::Clause::bank_lines, *in_force); !may)
        return page(request, account, {{ErrorCode::conflict, may.error().reason, may.error().message, "file"}});
    const auto parsed = parse_camt(request.attachments.empty() ? "" : request.attachments.front().read());
    if (!parsed) return page(request, account, {parsed.error()});
    const auto done = house_.database.write(request.shop, [&](store::Tx& tx) {
        return import_statements(tx, house_.vault, *in_force, *parsed, by_of(house_, request, account));
    });
    if (!done) return page(request, account, {done.error()});
    return http::redirect_see_other("/desk/bank?new=" + std::to_string(done->new_lines) +
                                    "&known=" + std::to_string(done->known_lines));
}

// What is certain, line by line: what became open or closed meanwhile stays for somebody to look at.
http::Response BankDesk::book_certain(http::Request& request, const staff::Account& account) const {
    const auto in_force = house_.policies.of(request.shop);
    const auto by = by_of(house_, request, account);
    auto& visit = shop::visit_of(request);
    const auto lines = house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto books = books_of(tx, visit, by.today);
        return open_lines(tx, visit, unexplained(tx, lines_on_a_page), &books);
    });
    int booked = 0;
    for (const auto& one : lines) {
        if (one.proposal.confidence != Confidence::certain) continue;
        const auto done = house_.database.write(request.shop, [&](store::Tx& tx) {
            return explain(tx, house_.vault, *in_force, one.line, one.proposal.parts, {},
                           {.account = by.account, .today = by.today});
        });
        booked += done ? 1 : 0;
    }
    return http::redirect_see_other("/desk/bank?booked=" + std::to_string(booked));
}

http::Response BankDesk::page(http::Request& request, const staff::Account& account, const Errors& errors) const {
    const auto today = today_of(house_, request.shop);
    auto& visit = shop::visit_of(request);
    http::Dict values;
    desk_.show_errors(request, values, errors);
    const auto in_force = house_.policies.of(request.shop);
    const auto may = privacy::may_use(policy::Clause::bank_lines, *in_force);
    if (!may) desk_.show_closed_clause(request, account, values, policy::Clause::bank_lines, may.error());
    house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto iban = accounts::load_settings(tx).iban;
        if (may) {
            if (iban)
                values.add("CAN_IMPORT").set("IBAN", iban->display());
            else
                values.show("NO_IBAN");
        }
        const auto books = books_of(tx, visit, today);
        show_waiting(request, values, open_lines(tx, visit, unexplained(tx, lines_on_a_page), &books));
        const auto waiting = count_unexplained(tx);
        if (waiting > lines_on_a_page) values.add("MORE").set("COUNT", static_cast<long long>(waiting));
        const auto in_books = open_lines(tx, visit, explained(tx, lines_on_a_page / 4), nullptr);
        for (const auto& one : in_books) show_facts(request, values.add("EXPLAINED"), one);
        if (!in_books.empty()) values.show("ANY_EXPLAINED");
        show_statements(request, values, tx);
        const auto stands = bookkeeping::standing_of(tx, bookkeeping::account::bank, today);
        values.set("STANDS", stands.display(request.language));
        return 0;
    });
    for (const auto* count : {"new", "known", "booked"})
        if (const auto number = parse_whole(request.query.find(count).value_or("")); number && errors.empty())
            values.add("DONE_" + ascii_upper(count)).set("COUNT", static_cast<long long>(*number));
    return desk_.page(request, account, "desk_bank.html", values, head_of(account, desk_.say(request, "Bank"), errors));
}

void BankDesk::show_facts(const http::Request& request, http::Dict& row, const Opened& opened) const {
    const auto& [line, told, proposal] = opened;
    row.set("URL", "/desk/bank/lines/" + std::to_string(line.id.value()));
    row.set("DAY", format_short_date(line.day, request.language)).set("AMOUNT", line.amount.display(request.language));
    row.set("NAME", told.name.empty() ? desk_.say(request, "Without a name") : told.name);
    row.set("TEXT", told.text.empty() ? told.reference : told.text);
    row.show(line.amount > Money{} ? "RECEIVED" : "PAID");
}

std::string BankDesk::words_of(const http::Request& request, const Part& part) const {
    if (part.document) return part.document->text() + ", " + part.amount.display(request.language);
    return std::string(bookkeeping::name(bookkeeping::load_account(part.account), request.language)) + ", " +
           part.amount.display(request.language);
}

void BankDesk::show_waiting(http::Request& request, http::Dict& values, const std::vector<Opened>& lines) const {
    int certain = 0;
    for (const auto& one : lines) {
        auto& row = values.add("WAITING");
        show_facts(request, row, one);
        const auto confidence = one.proposal.confidence;
        certain += confidence == Confidence::certain ? 1 : 0;
        if (confidence == Confidence::none) {
            row.show("UNKNOWN");
            continue;
        }
        auto& proposal = row.add("PROPOSAL");
        proposal.set("CONFIDENCE", desk_.say(request, label(confidence)));
        proposal.show(confidence == Confidence::certain ? "IS_CERTAIN" : "IS_GUESS");
        int number = 0;
        for (const auto& part : one.proposal.parts) {
            auto& shown = proposal.add("PART");
            shown.set("WORDS", words_of(request, part)).set("N", number++);
            shown.set("DOCUMENT", part.document ? part.document->text() : "");
            shown.set("PART_AMOUNT", part.document ? to_type(part.amount, request.language) : "");
            shown.set("ACCOUNT", part.document ? "" : std::to_string(part.account));
            shown.show(part.document ? "OF_INVOICE" : "ON_ACCOUNT");
        }
    }
    if (lines.empty()) values.show("NOTHING_WAITS");
    if (certain > 0) values.add("CERTAIN").set("COUNT", certain);
}

void BankDesk::show_statements(http::Request& request, http::Dict& values, store::Tx& tx) const {
    const auto all = statements(tx, statements_on_a_page);
    if (all.empty()) return;
    auto& section = values.add("STATEMENTS");
    for (const auto& one : all) {
        auto& row = section.add("STATEMENT");
        row.set("STATEMENT_NUMBER", one.number).set("CLOSING", one.closing.display(request.language));
        row.set("FROM", format_short_date(one.from, request.language));
        row.set("UNTIL", format_short_date(one.until, request.language));
        row.set("NEW_LINES", one.new_lines).set("KNOWN_LINES", one.known_lines);
    }
}

}  // namespace autojet::payments
