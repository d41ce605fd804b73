// What the search box looks in: for each record one row with the digests of its words, sealed under a key of the shop.
// Who has the database without the keys learns from it neither a word nor which records share one (policy T1).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "customers/customers.hpp"
#include "privacy/seal.hpp"

namespace autojet::customers {

using WordDigest = std::uint32_t;

// Puts these words in the place of what the record was found by.
void remember_words(store::Tx& tx, privacy::Vault& vault, PersonId person, const SearchWords& words);
void forget_words(store::Tx& tx, PersonId person);

// The records without words, after `after` by number: of an older program, or of a restored backup.
std::vector<PersonId> without_words(store::Tx& tx, PersonId after, int limit);

WordDigest digest_of_word(store::Tx& tx, privacy::Vault& vault, std::string_view word);

// Reads the rows of one transaction.
class WordRows {
public:
    WordRows(store::Tx& tx, privacy::Vault& vault);
    ~WordRows();
    WordRows(const WordRows&) = delete;
    WordRows& operator=(const WordRows&) = delete;

    // Sorted; nothing when the record is not found by words, or not there any more.
    [[nodiscard]] std::optional<std::vector<WordDigest>> find(PersonId person);

    // `digests` are sorted, each once.
    using Visit = std::function<void(PersonId person, const std::vector<WordDigest>& digests)>;
    // Every row, by the number of the record.
    void all(const Visit& visit);
    // What was written after that revision, in that order.
    void since(std::int64_t revision, const Visit& visit);
    [[nodiscard]] std::int64_t newest_revision();
    [[nodiscard]] std::int64_t count();

private:
    void visit_row(const store::Row& row, const Visit& visit);

    store::Tx& tx_;
    privacy::Key key_;
};

}  // namespace autojet::customers
