// The journal of a year as a table for the bookkeeper (RFC 4180): one line for each line of the journal, amounts with a
// point, and no names: the numbers of documents alone.
#pragma once

#include <string>
#include <string_view>

#include "base/language.hpp"
#include "bookkeeping/journal.hpp"
#include "bookkeeping/pieces.hpp"

namespace autojet::bookkeeping {

// In quotes where it needs them. What a spreadsheet would take for a formula (=, +, -, @, tab or return in front) gets
// an apostrophe before it.
std::string csv_field(std::string_view text);

// In pieces; names of accounts in that language.
void write_csv(store::Tx& tx, int year, Language language, const Sink& sink);

}  // namespace autojet::bookkeeping
