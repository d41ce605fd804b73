#include "directory/search.hpp"

#include <algorithm>
#include <set>

#include "customers/search_words.hpp"
#include "directory/companies.hpp"

namespace autojet::directory {

namespace {

constexpr std::string_view select_by_reference =
    "SELECT person FROM booking WHERE shop = $1 AND reference >= $2 AND reference < $3 ORDER BY reference LIMIT 20";
constexpr std::string_view select_identity = "SELECT identity FROM person WHERE shop = $1 AND person = $2";

constexpr std::size_t shortest_reference = 6, longest_reference = 8;

// As people read it aloud: the letters that are not used stand for the digits they look like (Crockford).
std::string reference_typed(std::string_view typed) {
    std::string reference;
    for (const char c : typed) {
        if (c == ' ' || c == '-') continue;
        const char letter = ascii_upper(c);
        if (!is_ascii_digit(letter) && !is_ascii_upper(letter)) return {};
        reference += letter == 'O' ? '0' : letter == 'I' || letter == 'L' ? '1' : letter;
    }
    return reference.size() < shortest_reference || reference.size() > longest_reference ? std::string{} : reference;
}

std::vector<PersonId> by_reference(store::Tx& tx, std::string_view typed) {
    const auto reference = reference_typed(typed);
    if (reference.empty()) return {};
    return tx.all(
        select_by_reference, [](const store::Row& row) { return PersonId{row.integer(0)}; }, reference,
        reference + "~");
}

std::vector<DigestReading> digests_of(store::Tx& tx, privacy::Vault& vault,
                                      const std::vector<customers::Reading>& readings) {
    std::vector<DigestReading> all;
    for (const auto& reading : readings) {
        auto& terms = all.emplace_back();
        for (const auto& term : reading) {
            auto& digests = terms.emplace_back();
            for (const auto& word : term) digests.push_back(customers::digest_of_word(tx, vault, word));
        }
    }
    return all;
}

bool is_meant(const std::vector<DigestReading>& readings, const std::vector<WordDigest>& has) {
    return std::ranges::any_of(readings, [&](const DigestReading& reading) {
        return std::ranges::all_of(reading, [&](const DigestTerm& term) {
            return std::ranges::any_of(term,
                                       [&](WordDigest digest) { return std::ranges::binary_search(has, digest); });
        });
    });
}

// Gathers persons, each by the first of their records that comes.
class Gathering {
public:
    explicit Gathering(store::Tx& tx) : tx_(tx) {}

    [[nodiscard]] bool is_full() const { return found_.more; }
    void add(PersonId record) {
        auto identity = tx_.find(
            select_identity, [](const store::Row& row) { return PersonId{row.integer(0)}; }, record);
        if (!identity && is_company(tx_, record)) identity = record;
        if (!identity || !seen_.insert(*identity).second) return;
        if (found_.records.size() == most_found)
            found_.more = true;
        else
            found_.records.push_back(record);
    }
    Found take() { return std::move(found_); }

private:
    store::Tx& tx_;
    std::set<PersonId> seen_;
    Found found_;
};

}  // namespace

Found Search::find(store::Tx& tx, std::string_view typed) {
    const auto line = trim(typed);
    if (line.size() > customers::longest_typed || !is_utf8(line)) return {};
    const auto read = customers::read_typed(line);
    Gathering gathering(tx);
    for (const auto record : by_reference(tx, line)) gathering.add(record);
    if (by_document_)
        for (const auto record : by_document_(tx, line)) gathering.add(record);

    auto& hints = hints_of(tx.shop());
    hints.follow(tx, house_.vault);
    customers::WordRows rows(tx, house_.vault);
    for (const auto* readings : {&read.whole, &read.beginnings}) {
        const auto wanted = digests_of(tx, house_.vault, *readings);
        for (const auto record : hints.of(wanted)) {
            if (gathering.is_full()) break;
            if (const auto has = rows.find(record); has && is_meant(wanted, *has)) gathering.add(record);
        }
    }
    auto found = gathering.take();
    found.too_little = found.records.empty() && read.beginnings.empty();
    return found;
}

void Search::warm_up(ShopId shop) {
    house_.database.read(shop, [&](store::Tx& tx) {
        hints_of(shop).follow(tx, house_.vault);
        return 0;
    });
}

Hints& Search::hints_of(ShopId shop) {
    const std::scoped_lock lock(mutex_);
    auto& hints = hints_[shop];
    if (!hints) hints = std::make_unique<Hints>();
    return *hints;
}

}  // namespace autojet::directory
