#include "customers/word_rows.hpp"

#include <algorithm>
#include <cstring>

namespace autojet::customers {

namespace {

constexpr std::string_view use = "customer search";

// Rows are as long as many others are, so that their length does not count the letters of a name.
constexpr std::size_t digests_in_a_step = 16;

constexpr std::string_view upsert_words =
    "INSERT INTO person_words (shop, person, revision, words) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (shop, person) DO UPDATE SET revision = $3, words = $4";
constexpr std::string_view delete_words = "DELETE FROM person_words WHERE shop = $1 AND person = $2";
constexpr std::string_view select_words = "SELECT person, words FROM person_words WHERE shop = $1 AND person = $2";
constexpr std::string_view select_all = "SELECT person, words FROM person_words WHERE shop = $1 ORDER BY person";
constexpr std::string_view select_since =
    "SELECT person, words FROM person_words WHERE shop = $1 AND revision > $2 ORDER BY revision";
constexpr std::string_view select_newest = "SELECT COALESCE(MAX(revision), 0) FROM person_words WHERE shop = $1";
constexpr std::string_view count_all = "SELECT COUNT(*) FROM person_words WHERE shop = $1";
constexpr std::string_view select_without =
    "SELECT p.person FROM person p WHERE p.shop = $1 AND p.person > $2 AND NOT EXISTS (SELECT 1 FROM person_words w "
    "WHERE w.shop = p.shop AND w.person = p.person AND w.words IS NOT NULL) ORDER BY p.person LIMIT $3";

struct Revision;

privacy::Key row_key(store::Tx& tx, privacy::Vault& vault) {
    const auto bytes = vault.shop_digest(tx.shop(), use, "rows", tx.now());
    privacy::Key key{};
    std::memcpy(key.data(), bytes.data(), key.size());
    return key;
}

std::int64_t newest(store::Tx& tx) {
    return tx.find(select_newest, [](const store::Row& row) { return row.integer(0); }).value_or(0);
}

// Grows also when the newest row is gone, since numbers grow with time; and when the clock is put back.
std::int64_t next_revision(store::Tx& tx) {
    return std::max(tx.new_id<Revision>().value(), newest(tx) + 1);
}

std::string context_of(store::Tx& tx, PersonId person) {
    return privacy::context_of(tx.shop(), person,
                               {privacy::RetentionClass::customer, "person_words.words", person.value(), {}});
}

WordDigest shortened(const store::Bytes& digest) {
    WordDigest number = 0;
    std::memcpy(&number, digest.data(), sizeof number);
    return number;
}

std::string packed(std::vector<WordDigest> digests) {
    std::ranges::sort(digests);
    const auto [first, last] = std::ranges::unique(digests);
    digests.erase(first, last);
    while (digests.size() % digests_in_a_step != 0) digests.push_back(digests.empty() ? 0 : digests.back());
    return {reinterpret_cast<const char*>(digests.data()), digests.size() * sizeof(WordDigest)};
}

std::vector<WordDigest> unpacked(std::string_view bytes) {
    std::vector<WordDigest> digests(bytes.size() / sizeof(WordDigest));
    std::memcpy(digests.data(), bytes.data(), digests.size() * sizeof(WordDigest));
    const auto [first, last] = std::ranges::unique(digests);
    digests.erase(first, last);
    return digests;
}

}  // namespace

WordDigest digest_of_word(store::Tx& tx, privacy::Vault& vault, std::string_view word) {
    return shortened(vault.shop_digest(tx.shop(), use, word, tx.now()));
}

void remember_words(store::Tx& tx, privacy::Vault& vault, PersonId person, const SearchWords& words) {
    std::vector<WordDigest> digests;
    const auto add = [&](const auto& closed) {
        for (const auto& word : closed) digests.push_back(shortened(vault.shop_digest(tx.shop(), use, word, tx.now())));
    };
    add(words.of_name);
    add(words.of_contact);
    add(words.of_plate);
    auto key = row_key(tx, vault);
    const auto sealed = privacy::seal(key, packed(std::move(digests)), context_of(tx, person));
    privacy::wipe(key);
    tx.run(upsert_words, person, next_revision(tx), sealed);
}

void forget_words(store::Tx& tx, PersonId person) {
    tx.run(delete_words, person);
}

std::vector<PersonId> without_words(store::Tx& tx, PersonId after, int limit) {
    return tx.all(
        select_without, [](const store::Row& row) { return PersonId{row.integer(0)}; }, after, limit);
}

WordRows::WordRows(store::Tx& tx, privacy::Vault& vault) : tx_(tx), key_(row_key(tx, vault)) {}
WordRows::~WordRows() {
    privacy::wipe(key_);
}

std::optional<std::vector<WordDigest>> WordRows::find(PersonId person) {
    std::optional<std::vector<WordDigest>> found;
    tx_.each(
        select_words,
        [&](const store::Row& row) {
            visit_row(row, [&](PersonId, const std::vector<WordDigest>& digests) { found = digests; });
        },
        person);
    return found;
}

void WordRows::all(const Visit& visit) {
    tx_.each(select_all, [&](const store::Row& row) { visit_row(row, visit); });
}

void WordRows::since(std::int64_t revision, const Visit& visit) {
    tx_.each(
        select_since, [&](const store::Row& row) { visit_row(row, visit); }, revision);
}

std::int64_t WordRows::newest_revision() {
    return newest(tx_);
}

std::int64_t WordRows::count() {
    return tx_.find(count_all, [](const store::Row& row) { return row.integer(0); }).value_or(0);
}

void WordRows::visit_row(const store::Row& row, const Visit& visit) {
    const auto sealed = row.find_bytes(1);
    if (!sealed) return;
    const PersonId person{row.integer(0)};
    const auto text = privacy::open_sealed(key_, *sealed, context_of(tx_, person));
    if (!text) throw Broken("the words of a record have been altered or moved");
    visit(person, unpacked(*text));
}

}  // namespace autojet::customers
