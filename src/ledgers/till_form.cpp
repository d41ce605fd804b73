#include "ledgers/till_form.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace autojet::ledgers {

namespace {

std::string field_of(int worth) {
    return "n" + std::to_string(worth);
}

}  // namespace

TypedTill typed_till_from(const http::Form& form) {
    TypedTill typed{.day = form.readable("day"),
                    .pieces = {},
                    .counted = form.readable("counted"),
                    .reason = form.readable("reason")};
    for (const auto worth : notes_and_coins)
        if (auto text = form.readable(field_of(worth)); !trim(text).empty()) typed.pieces[worth] = std::move(text);
    return typed;
}

bool has_pieces(const TypedTill& typed) {
    return !typed.pieces.empty();
}

tl::expected<Money, Errors> counted_in(const TypedTill& typed) {
    Errors errors;
    Money sum;
    for (const auto& [worth, text] : typed.pieces) {
        const auto pieces = parse_whole(trim(text));
        if (!pieces || *pieces < 0 || *pieces > most_of_one_kind)
            errors.push_back({ErrorCode::invalid, "not_a_number", "How many are there? Please fill in a whole number.",
                              field_of(worth)});
        else
            sum += Money::of_cents(worth) * *pieces;
    }
    if (has_pieces(typed)) {
        if (errors.empty()) return sum;
        return tl::unexpected(std::move(errors));
    }
    if (trim(typed.counted).empty())
        return tl::unexpected(
            Errors{{ErrorCode::invalid, "required", "Please count what lies in the till.", "counted"}});
    const auto whole = Money::parse(trim(typed.counted), "counted");
    if (!whole) return tl::unexpected(Errors{whole.error()});
    return *whole;
}

}  // namespace autojet::ledgers
