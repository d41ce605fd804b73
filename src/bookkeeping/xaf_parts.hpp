// The parts of an audit file, in the order of its schema.
#pragma once

#include <string_view>

#include "bookkeeping/xaf.hpp"

namespace autojet::bookkeeping {

// An element with text: escaped, without what XML cannot bear, at most so many characters.
void put(Pieces& out, std::string_view name, std::string_view text, std::size_t most_characters = 999);
void put_amount(Pieces& out, std::string_view name, Money amount);

inline constexpr std::size_t longest_identification = 35;

void put_opening_balance(store::Tx& tx, int year, Pieces& out);
void put_transactions(store::Tx& tx, int year, Pieces& out);

}  // namespace autojet::bookkeeping
