// What is done in a demo shop, in words and prices: the parts of each service, what turns up while somebody is at it,
// and what is noted about it.
#pragma once

#include <span>
#include <string_view>

#include "base/language.hpp"
#include "workshop/lines.hpp"

namespace autojet::cli {

// Something that is charged; the price includes VAT.
struct Piece {
    std::string_view nl, en;
    workshop::LineKind kind{};
    std::int64_t thousandths = 1000;
    invoicing::Unit unit = invoicing::Unit::piece;
    std::int64_t cents = 0;
    bool can_wait = false;

    [[nodiscard]] std::string words(Language language) const { return std::string(language == Language::nl ? nl : en); }
    // The same without VAT.
    [[nodiscard]] Money price(invoicing::PriceBasis basis) const;
};

struct Work {
    std::string_view service;
    std::span<const std::string_view> tasks;  // beside the service itself
    std::span<const Piece> pieces;            // that its price has in it
};
// Of a service that the shop added itself: nothing beside it.
const Work& work_of(std::string_view service);

// What turns up on the lift, or while a car is cleaned.
std::span<const Piece> findings(bool on_lift);
// What somebody without an appointment comes for.
std::span<const Piece> small_jobs();
std::span<const std::string_view> notes();
std::span<const std::string_view> accessories();
std::span<const std::string_view> reasons_to_skip();

// 9 per cent.
extern const Piece cycle_tyre;
extern const Piece screen_wash;

}  // namespace autojet::cli
