#include "ledgers/entry_form.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace autojet::ledgers {

namespace {

using namespace bookkeeping;

Money amount_from(const std::string& text, const std::string& field, Errors& errors) {
    if (trim(text).empty()) return Money{};
    const auto amount = Money::parse(trim(text), field);
    if (amount) return *amount;
    errors.push_back(amount.error());
    return Money{};
}

int account_from(const std::string& text, const std::string& field, Errors& errors) {
    const auto number = parse_whole(text);
    if (number && *number < 10'000 && find_account(static_cast<int>(*number))) return static_cast<int>(*number);
    errors.push_back({ErrorCode::invalid, "unknown_account", "The chart of accounts has no such account.", field});
    return 0;
}

CivilDate day_from(const std::string& text, Errors& errors) {
    const auto day = parse_date(text, "day");
    if (day) return *day;
    errors.push_back(day.error());
    return {};
}

std::optional<InvoiceNumber> document_from(const std::string& text, Errors& errors) {
    if (trim(text).empty()) return std::nullopt;
    auto number = InvoiceNumber::parse(text);
    if (number) return std::move(*number);
    errors.push_back(number.error());
    errors.back().field = "document";
    return std::nullopt;
}

Line line_from(const TypedPosting& typed, std::size_t n, const std::optional<InvoiceNumber>& document, Errors& errors) {
    const auto number = std::to_string(n);
    Line line{.account = account_from(typed.account, "account" + number, errors),
              .debit = amount_from(typed.debit, "debit" + number, errors),
              .credit = amount_from(typed.credit, "credit" + number, errors),
              .vat = find_vat_code(typed.vat),
              .document = {}};
    if (!typed.vat.empty() && !line.vat)
        errors.push_back({ErrorCode::invalid, "unknown_vat_rate", "There is no such VAT rate.", "vat" + number});
    if (line.account == account::debtors || line.account == account::creditors) line.document = document;
    return line;
}

void show_line_errors(http::Dict& row, std::initializer_list<const char*> names, std::size_t n, const Errors& errors,
                      const Say& say) {
    for (const auto* name : names)
        for (const auto& error : errors)
            if (error.field == name + std::to_string(n)) row.add("LINE_ERROR").set("MESSAGE", say(error.message));
}

void show_option(http::Dict& values, std::string_view section, std::string_view value, const std::string& label,
                 bool chosen) {
    auto& option = values.add(section).set("VALUE", value).set("LABEL", label);
    if (chosen) option.show("CHOSEN");
}

std::string label_of(const Account& account, Language language) {
    return four_digits(account.number) + " " + std::string(name(account, language));
}

}  // namespace

TypedEntry typed_entry_from(const http::Form& form) {
    TypedEntry typed{form.readable("day"), form.readable("reason"), form.readable("document"), {}};
    for (std::size_t n = 0; n < most_typed_lines; ++n) {
        const auto field = [&](const char* name) { return form.readable(name + std::to_string(n)); };
        TypedPosting line{field("account"), field("debit"), field("credit"), field("vat")};
        if (!line.is_empty()) typed.lines.push_back(std::move(line));
    }
    return typed;
}

TypedPurchase typed_purchase_from(const http::Form& form) {
    TypedPurchase typed{form.readable("day"), form.readable("document"), form.readable("paid_from"), {}};
    for (std::size_t n = 0; n < most_bought_lines; ++n) {
        const auto field = [&](const char* name) { return form.readable(name + std::to_string(n)); };
        TypedBought line{field("account"), field("paid"), field("rate"), field("vat_amount")};
        if (!line.is_empty()) typed.lines.push_back(std::move(line));
    }
    return typed;
}

tl::expected<Entry, Errors> entry_from(const TypedEntry& typed) {
    Errors errors;
    Entry entry{.kind = EntryKind::memo,
                .day = day_from(typed.day, errors),
                .document = document_from(typed.document, errors),
                .memo = "",
                .lines = {}};
    if (const auto reason = find_reason(typed.reason))
        entry.memo = code(*reason);
    else
        errors.push_back({ErrorCode::invalid, "required", "Please choose what this entry is for.", "reason"});
    for (std::size_t n = 0; n < typed.lines.size(); ++n)
        entry.lines.push_back(line_from(typed.lines[n], n, entry.document, errors));
    const auto touches = [&](int account) {
        return std::ranges::find(entry.lines, account, &Line::account) != entry.lines.end();
    };
    if (touches(account::till))
        entry.kind = EntryKind::cash;
    else if (touches(account::bank))
        entry.kind = EntryKind::bank;
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    return entry;
}

tl::expected<Purchase, Errors> purchase_from(const TypedPurchase& typed) {
    Errors errors;
    const auto day = day_from(typed.day, errors);
    const auto document = document_from(typed.document, errors);
    if (!document && errors.empty())
        errors.push_back(
            {ErrorCode::invalid, "required", "Please fill in the number that stands on the invoice.", "document"});
    const auto paid_from = parse_whole(typed.paid_from);
    if (!paid_from || std::ranges::find(paid_from_accounts, *paid_from) == paid_from_accounts.end())
        errors.push_back({ErrorCode::invalid, "required", "Please choose what it was paid from.", "paid_from"});
    std::vector<Bought> lines;
    for (std::size_t n = 0; n < typed.lines.size(); ++n) {
        const auto& line = typed.lines[n];
        const auto number = std::to_string(n);
        const auto vat = find_bought_with(line.rate);
        if (!vat)
            errors.push_back({ErrorCode::invalid, "unknown_vat_rate", "There is no such VAT rate.", "rate" + number});
        Bought bought{.account = account_from(line.account, "account" + number, errors),
                      .paid = amount_from(line.paid, "paid" + number, errors),
                      .vat = vat.value_or(BoughtWith::standard),
                      .vat_amount = {}};
        if (bought.account != 0 && std::ranges::find(cost_accounts, bought.account) == cost_accounts.end())
            errors.push_back(
                {ErrorCode::invalid, "no_costs", "What is bought goes on an account of costs.", "account" + number});
        if (!trim(line.vat_amount).empty())
            bought.vat_amount = amount_from(line.vat_amount, "vat_amount" + number, errors);
        lines.push_back(bought);
    }
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    return Purchase{day, *document, static_cast<int>(*paid_from), std::move(lines)};
}

Error beside_its_field(Error error) {
    if (error.field == "lines") {
        error.field = "debit0";
    } else if (error.field.starts_with("lines[")) {
        const auto end = error.field.find(']');
        const auto number = error.field.substr(6, end - 6);
        const auto name = end + 2 < error.field.size() ? error.field.substr(end + 2) : std::string("debit");
        error.field = name + number;
    }
    return error;
}

void show_entry_form(http::Dict& values, const TypedEntry& typed, const Errors& errors, Language language,
                     const Say& say) {
    values.set("DAY_VALUE", typed.day).set("DOCUMENT_VALUE", typed.document);
    for (const auto reason : all_reasons)
        show_option(values, "REASON", code(reason), say(label(reason)), typed.reason == code(reason));
    constexpr std::size_t usual_lines = 4;
    const auto count = std::min(std::max(usual_lines, typed.lines.size() + 2), most_typed_lines);
    for (std::size_t n = 0; n < count; ++n) {
        const auto line = n < typed.lines.size() ? typed.lines[n] : TypedPosting{};
        auto& row = values.add("LINE").set("N", n).set("ROW", n + 1);
        row.set("DEBIT_VALUE", line.debit).set("CREDIT_VALUE", line.credit);
        for (const auto& account : chart())
            show_option(row, "ACCOUNT", four_digits(account.number), label_of(account, language),
                        line.account == four_digits(account.number));
        for (const auto vat : all_vat_codes)
            show_option(row, "VAT", code(vat), std::string(box(vat)) + " " + std::string(code(vat)),
                        line.vat == code(vat));
        show_line_errors(row, {"account", "debit", "credit", "vat"}, n, errors, say);
    }
}

void show_purchase_form(http::Dict& values, const TypedPurchase& typed, const Errors& errors, Language language,
                        const Say& say) {
    values.set("DAY_VALUE", typed.day).set("DOCUMENT_VALUE", typed.document);
    constexpr std::array labels{"From the bank account", "From the till", "By the owner, from private money",
                                "Not yet"};
    for (std::size_t n = 0; n < labels.size(); ++n) {
        const auto value = four_digits(paid_from_accounts.at(n));
        show_option(values, "PAID_FROM", value, say(labels.at(n)), typed.paid_from == value);
    }
    for (std::size_t n = 0; n < most_bought_lines; ++n) {
        const auto line = n < typed.lines.size() ? typed.lines[n] : TypedBought{};
        auto& row = values.add("LINE").set("N", n).set("ROW", n + 1);
        row.set("PAID_VALUE", line.paid).set("VAT_AMOUNT_VALUE", line.vat_amount);
        for (const auto number : cost_accounts)
            show_option(row, "ACCOUNT", four_digits(number), std::string(name(load_account(number), language)),
                        line.account == four_digits(number));
        for (const auto vat : all_bought_with)
            show_option(row, "RATE", code(vat), say(label(vat)), line.rate == code(vat));
        show_line_errors(row, {"account", "paid", "rate", "vat_amount"}, n, errors, say);
    }
}

}  // namespace autojet::ledgers
