#include "privacy/consultations.hpp"

#include <algorithm>
#include <set>

namespace autojet::privacy {

namespace {

constexpr std::string_view select_entries =
    "SELECT at_time, actor, outcome, what, persons FROM ledger WHERE shop = $1 ORDER BY sequence DESC";
constexpr std::size_t digest_size = 32;

std::string_view next_part(std::string_view& rest, std::string_view separator) {
    const auto end = std::min(rest.find(separator), rest.size());
    const auto part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + separator.size(), rest.size()));
    return part;
}

// "appointment: contact, name; contact: contact" as the ledger writes it. What a later program calls otherwise is left
// out.
auto read_words(std::string_view words) {
    std::vector<std::pair<policy::Purpose, std::vector<policy::Category>>> what;
    while (!words.empty()) {
        auto group = next_part(words, "; ");
        const auto purpose = policy::find_purpose(next_part(group, ": "));
        std::vector<policy::Category> categories;
        while (!group.empty())
            if (const auto category = policy::find_category(next_part(group, ", "))) categories.push_back(*category);
        if (purpose) what.emplace_back(*purpose, std::move(categories));
    }
    return what;
}

bool is_about(const store::Bytes& persons, const std::set<store::Bytes>& digests) {
    for (std::size_t at = 0; at + digest_size <= persons.size(); at += digest_size) {
        const auto from = persons.begin() + static_cast<std::ptrdiff_t>(at);
        if (digests.contains(store::Bytes(from, from + static_cast<std::ptrdiff_t>(digest_size)))) return true;
    }
    return false;
}

}  // namespace

std::vector<Consultation> entries_about(store::Tx& tx, Vault& vault, const std::vector<PersonId>& persons) {
    std::set<store::Bytes> digests;
    for (const auto person : persons) digests.insert(vault.ledger_digest(tx.shop(), person));
    std::vector<Consultation> found;
    tx.each(select_entries, [&](const store::Row& row) {
        if (!is_about(row.bytes(4), digests)) return;
        const auto actor = row.text(1);
        found.push_back({Instant{std::chrono::seconds{row.integer(0)}}, actor.substr(0, actor.find(':')),
                         row.text(2) == "opened", read_words(row.text(3))});
    });
    return found;
}

}  // namespace autojet::privacy
