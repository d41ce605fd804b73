#include "privacy/ledger_words.hpp"

#include <algorithm>
#include <set>

namespace autojet::privacy {

namespace {

std::string_view next_part(std::string_view& rest, std::string_view separator) {
    const auto end = std::min(rest.find(separator), rest.size());
    const auto part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + separator.size(), rest.size()));
    return part;
}

}  // namespace

std::string words_of(const std::vector<policy::Opening>& openings) {
    std::set<std::pair<policy::Purpose, policy::Category>> pairs;
    for (const auto& opening : openings) pairs.emplace(opening.purpose, opening.category);
    std::string words;
    std::optional<policy::Purpose> purpose;
    for (const auto& [p, c] : pairs) {
        if (p != purpose)
            words.append(words.empty() ? "" : "; ").append(policy::name_of(p)).append(": ");
        else
            words.append(", ");
        words.append(policy::name_of(c));
        purpose = p;
    }
    return words;
}

std::vector<OpenedFor> read_words(std::string_view words) {
    std::vector<OpenedFor> all;
    while (!words.empty()) {
        auto group = next_part(words, "; ");
        OpenedFor opened{std::string(next_part(group, ": ")), {}};
        while (!group.empty()) opened.categories.emplace_back(next_part(group, ", "));
        all.push_back(std::move(opened));
    }
    return all;
}

std::vector<store::Bytes> digests_in(store::BytesView persons) {
    std::vector<store::Bytes> digests;
    for (; persons.size() >= person_digest_size; persons = persons.subspan(person_digest_size))
        digests.emplace_back(persons.begin(), persons.begin() + person_digest_size);
    return digests;
}

}  // namespace autojet::privacy
