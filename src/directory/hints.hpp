// Which records may have a word: the rows of customers/word_rows.hpp turned about and kept in memory, two bytes or so
// for each word of each record. It holds digests alone and opens nothing. What it says is a hint: the row decides, so a
// record that was corrected or erased is not found a moment later, whatever stands here.
#pragma once

#include <mutex>
#include <shared_mutex>
#include <vector>

#include "customers/word_rows.hpp"

namespace autojet::directory {

using customers::WordDigest;
// A record is meant when it has one of the digests of each term.
using DigestTerm = std::vector<WordDigest>;
using DigestReading = std::vector<DigestTerm>;

// Of one shop; for several threads.
class Hints {
public:
    // Takes in what was written since the last time, as the transaction sees it.
    void follow(store::Tx& tx, privacy::Vault& vault);

    // Records that may be meant by one of the readings, newest first, each once.
    [[nodiscard]] std::vector<PersonId> of(const std::vector<DigestReading>& readings) const;

    [[nodiscard]] std::size_t bytes() const;

private:
    using Place = std::uint32_t;  // of a record in persons_

    void build(customers::WordRows& rows);
    void add(PersonId person, const std::vector<WordDigest>& digests);
    [[nodiscard]] std::size_t bucket_of(WordDigest digest) const { return digest >> (32U - bucket_bits_); }
    void places_in(std::size_t bucket, std::vector<Place>& places) const;
    [[nodiscard]] std::vector<Place> places_of(const DigestTerm& term) const;
    void add_recent(const DigestReading& reading, std::vector<PersonId>& found) const;

    mutable std::shared_mutex mutex_;  // guards all below
    std::int64_t revision_ = -1;       // nothing read yet

    // The bulk: for each bucket of digests the places of its records, ascending, as differences of 7 bits a byte.
    unsigned bucket_bits_ = 8;
    std::vector<PersonId> persons_;
    std::vector<std::uint32_t> starts_;  // of each bucket in packed_, and the end
    std::vector<std::uint8_t> packed_;

    // What came after it, to be looked through from end to end.
    struct Recent {
        PersonId person;
        std::size_t end = 0;  // of its digests in recent_digests_
    };
    std::vector<Recent> recent_;
    std::vector<WordDigest> recent_digests_;
};

}  // namespace autojet::directory
