#include "contact/letters.hpp"

#include <limits>

#include "base/text.hpp"
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
    "SELECT message, person, created, handled, name, email, phone, body FROM contact_message "
    "WHERE shop = $1 AND message < $2 ORDER BY message DESC LIMIT $3";
constexpr std::string_view count_unhandled = "SELECT COUNT(*) FROM contact_message WHERE shop = $1 AND handled IS NULL";
constexpr std::string_view select_sender = "SELECT 1 FROM contact_message WHERE shop = $1 AND sender = $2 LIMIT 1";
constexpr std::string_view update_handled =
    "UPDATE contact_message SET handled = COALESCE(handled, $3) WHERE shop = $1 AND message = $2";
constexpr std::string_view select_ages = "SELECT message, created FROM contact_message WHERE shop = $1";
constexpr std::string_view delete_letter = "DELETE FROM contact_message WHERE shop = $1 AND message = $2";

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
};

Row row_from(const store::Row& row) {
    return {LetterId{row.integer(0)},
            PersonId{row.integer(1)},
            Instant{std::chrono::seconds{row.integer(2)}},
            !row.is_null(3),
            row.bytes(4),
            row.find_bytes(5),
            row.find_bytes(6),
            row.bytes(7)};
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
    if (body && contains_citizen_service_number(*body))
        body =
            refuse(ErrorCode::invalid, "citizen_service_number",
                   "This looks like a citizen service number (BSN). Please leave it out; we never need it.", "message");
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
    return tx
        .find(
            select_sender, [](const store::Row&) { return true; }, person)
        .has_value();
}

Result<void> mark_handled(store::Tx& tx, LetterId id) {
    if (tx.run(update_handled, id, tx.now()) == 0)
        return refuse(ErrorCode::not_found, "not_found", "This message is not there any more.");
    tx.announce(store::Topic::messages);
    return {};
}

std::int64_t forget_old(store::Tx& tx, const policy::Published& policy) {
    const auto period = policy.period(RetentionClass::contact).value();
    std::vector<LetterId> over;
    tx.each(select_ages, [&](const store::Row& row) {
        if (policy::ends(period, Instant{std::chrono::seconds{row.integer(1)}}) <= tx.now())
            over.push_back(LetterId{row.integer(0)});
    });
    for (const auto id : over) tx.run(delete_letter, id);
    return static_cast<std::int64_t>(over.size());
}

}  // namespace autojet::contact
