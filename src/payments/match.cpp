#include "payments/match.hpp"

#include <algorithm>

#include "base/enum_names.hpp"
#include "base/text.hpp"

namespace autojet::payments {

namespace {

namespace account = bookkeeping::account;

constexpr EnumNames<4> confidence_labels{"Nobody knows", "Possible", "Likely", "Certain"};

// Who pays out what was paid by card in Dutch shops.
constexpr std::string_view card_companies[] = {
    "adyen", "buckaroo",  "ccv",    "icepay", "mollie",      "multisafepay", "payplaza", "rabo smart",
    "sumup", "worldline", "zettle", "equens", "pinbetaling", "pinomzet",     "mypos",    "viva wallet"};

bool is_word(char c) {
    return is_ascii_digit(c) || is_ascii_lower(ascii_lower(c));
}
bool joins(char c) {
    return c == ' ' || c == '-' || c == '.' || c == '/' || c == '_';
}

// Where the number ends when it begins here; npos when it does not.
std::size_t end_of(std::string_view text, std::size_t at, std::string_view number) {
    bool inside = false;
    for (const char wanted : number) {
        if (!is_word(wanted)) continue;
        while (inside && at < text.size() && joins(text[at])) ++at;
        if (at >= text.size() || ascii_lower(text[at]) != ascii_lower(wanted)) return std::string_view::npos;
        ++at;
        inside = true;
    }
    return inside ? at : std::string_view::npos;
}

std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : name) {
        const bool is_part = is_word(c) || static_cast<unsigned char>(c) >= 0x80 || c == '\'';
        if (is_part) word += ascii_lower(c);
        if (!is_part && !word.empty()) words.push_back(std::move(word)), word.clear();
    }
    if (!word.empty()) words.push_back(std::move(word));
    std::erase_if(words, [](const std::string& one) {
        return one == "de" || one == "van" || one == "der" || one == "den" || one == "mr" || one == "mevr" ||
               one == "hr" || one == "bv" || one == "en" || one == "cj";
    });
    return words;
}

bool agree(const std::string& left, const std::string& right) {
    if (left.size() == 1 || right.size() == 1) return left.front() == right.front();
    return left == right;
}

// Owed in the direction of the line.
Money owed(const OpenInvoice& open, bool received) {
    return received ? open.amount : -open.amount;
}

Proposal by_number(const std::vector<const OpenInvoice*>& named, Money amount, bool received) {
    Money sum;
    for (const auto* open : named) sum += owed(*open, received);
    Proposal proposal{sum == amount ? Confidence::certain : Confidence::likely, {}};
    auto rest = amount;
    for (const auto* open : named) {
        const auto part = std::min(rest, owed(*open, received));
        if (part > Money{}) proposal.parts.push_back({open->number, 0, part});
        rest -= part;
    }
    if (rest > Money{}) proposal.parts.push_back({std::nullopt, account::suspense, rest});
    return proposal;
}

}  // namespace

std::string_view label(Confidence confidence) {
    return name_in(confidence_labels, confidence);
}

bool mentions(std::string_view text, std::string_view number) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto end = end_of(text, at, number);
        if (end == std::string_view::npos) continue;
        const bool begins =
            at == 0 || (is_ascii_digit(number.front()) ? !is_ascii_digit(text[at - 1]) : !is_word(text[at - 1]));
        // "2026-0001" is not in "2026-00012", and not in "C2026-0001", which is another document.
        const bool other = at > 0 && ascii_lower(text[at - 1]) == 'c' && (at == 1 || !is_word(text[at - 2]));
        if (begins && !other && (end == text.size() || !is_ascii_digit(text[end]))) return true;
    }
    return false;
}

bool same_name(std::string_view left, std::string_view right) {
    auto shorter = words_of(left), longer = words_of(right);
    if (shorter.size() > longer.size()) std::swap(shorter, longer);
    if (shorter.empty()) return false;
    const bool all = std::ranges::all_of(shorter, [&](const std::string& word) {
        return std::ranges::any_of(longer, [&](const std::string& other) { return agree(word, other); });
    });
    // Initials alone are nobody's name.
    return all && std::ranges::any_of(shorter, [&](const std::string& word) {
               return word.size() > 1 && std::ranges::find(longer, word) != longer.end();
           });
}

Proposal propose(const Told& told, Money amount, const std::vector<OpenInvoice>& open, Money cards_on_their_way) {
    const bool received = amount > Money{};
    const auto size = received ? amount : -amount;
    const auto said = told.reference + " | " + told.text;
    std::vector<const OpenInvoice*> named, exact;
    for (const auto& each : open) {
        if (owed(each, received) <= Money{}) continue;
        if (mentions(said, each.number.text())) named.push_back(&each);
        if (owed(each, received) == size) exact.push_back(&each);
    }
    if (!named.empty()) return by_number(named, size, received);
    const auto lower = ascii_lower(told.name + " " + told.text);
    const bool by_card = received && std::ranges::any_of(card_companies, [&](std::string_view company) {
                             return lower.find(company) != std::string::npos;
                         });
    if (by_card && cards_on_their_way >= size)
        return {Confidence::likely, {{std::nullopt, account::card_clearing, size}}};
    std::vector<const OpenInvoice*> of_name;
    std::ranges::copy_if(exact, std::back_inserter(of_name),
                         [&](const OpenInvoice* each) { return same_name(told.name, each->buyer); });
    if (of_name.size() == 1) return {Confidence::likely, {{of_name.front()->number, 0, size}}};
    if (exact.size() == 1) return {Confidence::possible, {{exact.front()->number, 0, size}}};
    return {};
}

}  // namespace autojet::payments
