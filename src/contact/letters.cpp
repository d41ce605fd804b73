#include "contact/letters.hpp"

#include <limits>

#include "base/text.hpp"
#include "privacy/shown.hpp"
#include "privacy/standing.hpp"
#include "shop/outbox.hpp"

namespace autojet::contact {

namespace {

using privacy::Place;
using privacy::RetentionClass;
using privacy::Vault;

constexpr std::string_view insert_letter =
    "INSERT INTO contact_message (shop, message, person, created, language, name, email, phone, body) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr std::string_view select_newest =
    "SELECT message, person, created, handled, name, email, phone, body, language FROM contact_message "
    "WHERE shop = $1 AND message < $2 ORDER BY message DESC LIMIT $3";
constexpr std::string_view count_unhandled = "SELECT COUNT(*) FROM contact_message WHERE shop = $1 AND handled IS NULL";
constexpr std::string_view select_sender = "SELECT 1 FROM contact_message WHERE shop = $1 AND person = $2 LIMIT 1";
constexpr std::string_view update_handled =
    "UPDATE contact_message SET handled = COALESCE(handled, $3) WHERE shop = $1 AND message = $2";
constexpr std::string_view select_of_sender =
    "SELECT message, person, created, handled, name, email, phone, body, language FROM contact_message "
    "WHERE shop = $1 AND person = $2 ORDER BY message";
constexpr std::string_view select_senders_after =
    "SELECT DISTINCT person FROM contact_message WHERE shop = $1 AND person > $2 ORDER BY person LIMIT $3";
constexpr std::string_view select_over =
    "SELECT person FROM contact_message m WHERE shop = $1 AND created <= $2 AND NOT EXISTS "
    "(SELECT 1 FROM restriction r WHERE r.shop = m.shop AND r.person = m.person) ORDER BY created LIMIT $3";
constexpr std::string_view count_kept_too_long =
    "SELECT COUNT(*), MIN(created) FROM contact_message m WHERE shop = $1 AND created <= $2 AND NOT EXISTS "
    "(SELECT 1 FROM restriction r WHERE r.shop = m.shop AND r.person = m.person)";
constexpr std::string_view delete_mails =
    "DELETE FROM outbox WHERE shop = $1 AND event LIKE 'contact.%' AND subject IN "
    "(SELECT message FROM contact_message WHERE shop = $1 AND person = $2)";
constexpr std::string_view delete_letter = "DELETE FROM contact_message WHERE shop = $1 AND person = $2";

Place place(std::string_view field, LetterId id) {
    return {RetentionClass::contact, field, id.value()};
}

struct Row {
    LetterId id;
    PersonId sender;
    Instant created;
    bool handled = false;
    store::Bytes name;
    std::optional<store::Bytes> email, phone;
    store::Bytes body;
    Language language{};
};

Row row_from(const store::Row& row) {
    return {LetterId{row.integer(0)},
            PersonId{row.integer(1)},
            row.instant(2),
            !row.is_null(3),
            row.bytes(4),
            row.find_bytes(5),
            row.find_bytes(6),
            row.bytes(7),
            from_code(row.text(8)).value()};
}

// Nothing when the sender's key is gone: the message has been erased.
std::optional<Letter> letter_from(store::Tx& tx, Vault& vault, const Row& row) {
    auto name = vault.unseal<Category::name>(tx, row.sender, row.name, place("contact_message.name", row.id));
    auto body = vault.unseal<Category::message>(tx, row.sender, row.body, place("contact_message.body", row.id));
    if (!name || !body) return std::nullopt;
    Letter letter{.id = row.id,
                  .sender = row.sender,
                  .created = row.created,
                  .handled = row.handled,
                  .language = row.language,
                  .name = std::move(*name),
                  .email = std::nullopt,
                  .phone = std::nullopt,
                  .body = std::move(*body)};
    const auto reach = [&](const std::optional<store::Bytes>& sealed, std::string_view field) {
        std::optional<PersonalText<Category::contact>> closed;
        if (!sealed) return closed;
        if (auto text = vault.unseal<Category::contact>(tx, row.sender, *sealed, place(field, row.id)))
            closed = std::move(*text);
        return closed;
    };
    letter.email = reach(row.email, "contact_message.email");
    letter.phone = reach(row.phone, "contact_message.phone");
    return letter;
}

}  // namespace

std::optional<Sent> check(const Fields& fields, Language language, Errors& errors) {
    auto sender = customers::check(
        {.name = fields.name, .email = fields.email, .phone = fields.phone, .plate = "", .vehicle = ""}, language,
        errors);
    auto body = clean_text(fields.message, longest_message, "message");
    if (!body) errors.push_back(body.error());
    if (!sender || !body) return std::nullopt;
    return Sent{std::move(*sender), PersonalText<Category::message>::collected(std::move(*body))};
}

LetterId add(store::Tx& tx, Vault& vault, const Sent& sent) {
    const auto id = tx.new_id<Letter>();
    const auto person = tx.new_id<Person>();
    const auto seal = [&](const auto& personal, std::string_view field) {
        return vault.seal(tx, personal.assigned_to(person), place(field, id));
    };
    const auto seal_if_there = [&](const auto& personal, std::string_view field) {
        return personal ? std::optional{seal(*personal, field)} : std::nullopt;
    };
    tx.run(insert_letter, id, person, tx.now(), code(sent.sender.language),
           seal(sent.sender.name, "contact_message.name"), seal_if_there(sent.sender.email, "contact_message.email"),
           seal_if_there(sent.sender.phone, "contact_message.phone"), seal(sent.body, "contact_message.body"));
    customers::index(tx, vault, person, sent.sender);
    privacy::record_collected(tx, person);
    shop::put_in_outbox(tx, shop::contact_received, id.value());
    return id;
}

LetterPage newest(store::Tx& tx, Vault& vault, std::optional<LetterId> before, std::size_t size) {
    constexpr LetterId after_all{std::numeric_limits<std::int64_t>::max()};
    auto rows = tx.all(select_newest, row_from, before.value_or(after_all), size + 1);
    LetterPage page;
    if (rows.size() > size) {
        rows.pop_back();
        page.older_than = rows.back().id;
    }
    for (const auto& row : rows)
        if (auto letter = letter_from(tx, vault, row)) page.letters.push_back(std::move(*letter));
    return page;
}

std::int64_t count_waiting(store::Tx& tx) {
    return tx.find(count_unhandled, [](const store::Row& row) { return row.integer(0); }).value();
}

bool is_sender(store::Tx& tx, PersonId person) {
    return tx.has(select_sender, person);
}

std::optional<Letter> find_by_sender(store::Tx& tx, Vault& vault, PersonId person) {
    const auto row = tx.find(select_of_sender, row_from, person);
    return row ? letter_from(tx, vault, *row) : std::nullopt;
}

std::vector<PersonId> list_senders(store::Tx& tx, PersonId after, int limit) {
    return tx.all(
        select_senders_after, [](const store::Row& row) { return PersonId{row.integer(0)}; }, after, limit);
}

Result<void> mark_handled(store::Tx& tx, LetterId id) {
    if (tx.run(update_handled, id, tx.now()) == 0)
        return refuse(ErrorCode::not_found, "not_found", "This message is not there any more.");
    tx.announce(store::Topic::messages);
    return {};
}

void erase_of_sender(store::Tx& tx, Vault& vault, PersonId person) {
    vault.shred(tx, person, RetentionClass::contact);
    privacy::forget_standing(tx, person);
    tx.run(delete_mails, person);
    tx.run(delete_letter, person);
}

std::int64_t forget_old(store::Tx& tx, Vault& vault, const policy::Published& policy, int limit) {
    const auto period = policy.period(RetentionClass::contact).value();
    const auto over = tx.all(
        select_over, [](const store::Row& row) { return PersonId{row.integer(0)}; },
        policy::last_over(period, tx.now()), limit);
    for (const auto sender : over) erase_of_sender(tx, vault, sender);
    return static_cast<std::int64_t>(over.size());
}

privacy::Overdue overdue(store::Tx& tx, const policy::Published& policy) {
    return privacy::count_overdue(tx, RetentionClass::contact, policy.period(RetentionClass::contact).value(),
                                  count_kept_too_long);
}

std::optional<Instant> kept_until(store::Tx& tx, const policy::Published& policy, const Letter& letter) {
    if (privacy::is_restricted(tx, letter.sender)) return std::nullopt;
    return policy::ends(policy.period(RetentionClass::contact).value(), letter.created);
}

void index_sender(store::Tx& tx, Vault& vault, PersonId sender,
                  const policy::Warrant<policy::Purpose::rights>& warrant) {
    const auto letter = find_by_sender(tx, vault, sender);
    if (!letter) return;
    if (letter->email)
        if (const auto email = EmailAddress::parse(letter->email->open(warrant)))
            vault.index(tx, privacy::IndexKind::email, PersonalText<Category::contact>::of(sender, email->key()));
    if (letter->phone) vault.index(tx, privacy::IndexKind::phone, *letter->phone);
}

}  // namespace autojet::contact
