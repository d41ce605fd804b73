// How an entry of the ledger says what was opened, and whose it was: one form, written and read here alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/openings.hpp"
#include "store/connection.hpp"

namespace autojet::privacy {

// "appointment: contact, name; contact: contact"
std::string words_of(const std::vector<policy::Opening>& openings);

// One purpose with its categories, by the names that they had then. A sentence of ours has no categories.
struct OpenedFor {
    std::string purpose;
    std::vector<std::string> categories;
};
std::vector<OpenedFor> read_words(std::string_view words);

// Persons stand in an entry as digests, one behind the other.
inline constexpr std::size_t person_digest_size = 32;
std::vector<store::Bytes> digests_in(store::BytesView persons);

}  // namespace autojet::privacy
