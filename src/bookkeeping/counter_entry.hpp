#pragma once

#include <string>

#include "bookkeeping/entry.hpp"

namespace autojet::bookkeeping {

// What takes an entry back, since none is ever changed: the same lines with their sides exchanged.
Entry counter_entry_of(Entry entry, CivilDate day, std::string memo);

}  // namespace autojet::bookkeeping
