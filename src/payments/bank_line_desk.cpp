#include <algorithm>

#include "payments/bank_desk.hpp"

namespace autojet::payments {

namespace {

constexpr int most_parts = 5;

}  // namespace

// What the form brought, to be shown again.
struct BankDesk::Typed {
    std::vector<std::pair<std::string, std::string>> documents;  // number and amount
    std::string account;
    std::string fee;
};

std::optional<BankLine> BankDesk::line_of(const http::Request& request) const {
    const BankLineId id{parse_whole(request.path_parameters.at("line")).value_or(0)};
    return house_.database.read(request.shop, [&](store::Tx& tx) { return find_line(tx, id); });
}

http::Response BankDesk::show_line(http::Request& request, const staff::Account& account) const {
    const auto line = line_of(request);
    if (!line) return gone(request, account);
    return line_page(request, account, *line, nullptr, {});
}

// Numbers of invoices with their amounts; an amount left empty takes what is open, and the rest goes on the account.
http::Response BankDesk::explain_line(http::Request& request, const staff::Account& account) const {
    const auto line = line_of(request);
    if (!line) return gone(request, account);
    const auto& form = request.form();
    Typed typed{{}, form.readable("account"), form.readable("fee")};
    for (int n = 0; n < most_parts; ++n)
        typed.documents.emplace_back(form.readable("document" + std::to_string(n)),
                                     form.readable("amount" + std::to_string(n)));
    Errors errors;
    Money fee;
    if (!trim(typed.fee).empty()) {
        if (const auto amount = typed_money(typed.fee, "fee"))
            fee = *amount;
        else
            errors.push_back(amount.error());
    }
    auto rest = line->size();
    std::vector<Part> parts;
    for (const auto& [number, amount] : typed.documents) {
        if (trim(number).empty()) continue;
        const auto document = InvoiceNumber::parse(number, "document");
        if (!document) {
            errors.push_back(document.error());
            continue;
        }
        auto part = rest;
        if (trim(amount).empty()) {
            const auto open = house_.database.read(
                request.shop, [&](store::Tx& tx) { return bookkeeping::open_amount(tx, *document); });
            part = std::min(rest, std::max(line->amount > Money{} ? open : -open, Money{}));
        } else if (const auto given = typed_money(amount, "amount")) {
            part = *given;
        } else {
            errors.push_back(given.error());
        }
        parts.push_back({*document, 0, part});
        rest -= part;
    }
    if (rest > Money{}) parts.push_back({std::nullopt, static_cast<int>(parse_whole(typed.account).value_or(0)), rest});
    if (rest > Money{} && typed.account.empty())
        errors.push_back({ErrorCode::invalid, "not_the_amount", "Where does the rest of this line go?", "account"});
    if (!errors.empty()) return line_page(request, account, *line, &typed, errors);
    const auto in_force = house_.policies.of(request.shop);
    const auto done = house_.database.write(request.shop, [&](store::Tx& tx) {
        return explain(tx, house_.vault, *in_force, *line, parts, fee,
                       {.account = account.id, .today = today_of(house_, request.shop)});
    });
    if (!done) return line_page(request, account, *line, &typed, {done.error()});
    return http::redirect_see_other("/desk/bank?booked=1");
}

http::Response BankDesk::take_line_back(http::Request& request, const staff::Account& account) const {
    const auto line = line_of(request);
    if (!line) return gone(request, account);
    const auto reason = find_reason(request.form().readable("reason"));
    if (!reason)
        return line_page(request, account, *line, nullptr,
                         {{ErrorCode::invalid, "not_chosen", "Please choose why.", "reason"}});
    const auto done = house_.database.write(request.shop, [&](store::Tx& tx) {
        return take_back(tx, house_.vault, *line, *reason,
                         {.account = account.id, .today = today_of(house_, request.shop)});
    });
    if (!done) return line_page(request, account, *line, nullptr, {done.error()});
    return http::redirect_see_other("/desk/bank/lines/" + std::to_string(line->id.value()));
}

http::Response BankDesk::line_page(http::Request& request, const staff::Account& account, const BankLine& line,
                                   const Typed* typed, const Errors& errors) const {
    const auto today = today_of(house_, request.shop);
    auto& visit = shop::visit_of(request);
    http::Dict values;
    desk_.show_errors(request, values, errors);
    house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto books = books_of(tx, visit, today);
        const auto opened = open_lines(tx, visit, {line}, &books);
        show_facts(request, values, opened.front());
        const auto& told = opened.front().told;
        if (!told.account.empty()) values.add("ACCOUNT_OF").set("IBAN", told.account);
        if (!told.reference.empty()) values.add("REFERENCE_OF").set("TEXT", told.reference);
        for (const auto id : entries_of(tx, line.id)) {
            const auto entry = bookkeeping::find_entry(tx, id);
            for (const auto& part : entry ? entry->lines : std::vector<bookkeeping::Line>{}) {
                if (part.account == bookkeeping::account::bank) continue;
                const auto amount = std::max(part.debit, part.credit);
                values.add("BOOKED").set("WORDS", words_of(request, {part.document, part.account, amount}));
            }
        }
        if (line.explained) return 0;
        auto& form = values.add("FORM");
        desk_.show_errors(request, form, errors);
        const auto& proposal = opened.front().proposal;
        std::string chosen = typed ? typed->account : "";
        for (int n = 0; n < most_parts; ++n) {
            const auto at = static_cast<std::size_t>(n);
            std::string number, amount;
            if (typed) {
                number = typed->documents[at].first;
                amount = typed->documents[at].second;
            } else if (at < proposal.parts.size() && proposal.parts[at].document) {
                number = proposal.parts[at].document->text();
                amount = to_type(proposal.parts[at].amount, request.language);
            }
            form.add("PART").set("N", n).set("ROW", n + 1).set("DOCUMENT", number).set("PART_AMOUNT", amount);
        }
        for (const auto& part : proposal.parts)
            if (!typed && !part.document) chosen = std::to_string(part.account);
        for (const auto number : accounts_to_choose()) {
            auto& choice = form.add("ACCOUNT");
            choice.set("VALUE", number);
            choice.set("LABEL",
                       bookkeeping::four_digits(number) + " " +
                           std::string(bookkeeping::name(bookkeeping::load_account(number), request.language)));
            if (std::to_string(number) == chosen) choice.show("CHOSEN");
        }
        form.set("FEE_VALUE", typed ? typed->fee : "");
        int shown = 0;
        for (const auto& open : books.open)
            if ((line.amount > Money{}) == (open.amount > Money{}) && ++shown <= 300)
                form.add("OPEN")
                    .set("NUMBER", open.number.text())
                    .set("LABEL", open.buyer + " " + open.amount.display(request.language));
        return 0;
    });
    if (line.explained) {
        auto& undo = values.add("UNDO");
        for (const auto reason : all_reasons)
            undo.add("REASON").set("VALUE", code(reason)).set("LABEL", desk_.say(request, label(reason)));
    }
    return desk_.page(request, account, "desk_bank_line.html", values,
                      head_of(desk_.say(request, "Line of the bank"), errors));
}

}  // namespace autojet::payments
