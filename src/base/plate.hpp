#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace autojet {

// What the letters of a Dutch plate hint at; the vehicle in front of you is right.
enum class PlateKind { car, heavy, light_commercial, motorcycle, moped, trailer, semi_trailer, special, foreign };

// A licence plate. A Dutch one follows one of the fourteen series or the special forms (royal house, diplomats, border,
// dealers); of a foreign one only country and text are known.
class PlateNumber {
public:
    static constexpr std::size_t longest_foreign_text = 15;

    // `country` is the sign on the plate or the ISO code ("NL", "D", "DE"): one to three letters, else
    // `unknown_country`. One vehicle should be given one of the two: "D" and "DE" make different keys. Dutch: ASCII
    // letters of both cases and digits, with spaces, dashes and dots anywhere; else `not_a_plate`. Foreign: `required`,
    // `too_long`, `not_text`; no format check. Errors name the field "plate" or "country".
    static Result<PlateNumber> parse(std::string_view country, std::string_view text);

    // Upper case, "NL".
    const std::string& country() const { return country_; }

    // For looking up: upper case without separators, for foreign plates behind their country ("54JGPV", "DE:BXY123").
    std::string key() const;

    // As on the vehicle: "54-JG-PV"; a foreign plate as it was written. Parsing it gives the same plate.
    const std::string& display() const { return display_; }

    // 1 to 14, the shape of the Dutch plate ("sidecode"); nullopt for special and foreign plates.
    std::optional<int> series() const { return series_; }

    PlateKind kind() const { return kind_; }

    // True for letters that are not handed out, a reason to look again and never one to refuse: some exist all the
    // same.
    bool unusual() const;

    friend bool operator==(const PlateNumber& a, const PlateNumber& b) { return a.key() == b.key(); }

private:
    PlateNumber() = default;

    static Result<PlateNumber> parse_dutch(std::string_view text);
    static Result<PlateNumber> parse_foreign(std::string country, std::string_view text);

    std::string country_;
    std::string display_;
    std::optional<int> series_;
    PlateKind kind_ = PlateKind::foreign;
};

}  // namespace autojet
