#include "rights/request_store.hpp"

#include "shop/outbox.hpp"

namespace autojet::rights {

namespace {

using privacy::Place;
using privacy::RetentionClass;
using privacy::Vault;

#define REQUEST_COLUMNS "request, number, kind, channel, language, received, due, extended, identity, outcome, answered"

constexpr std::string_view insert_request = "INSERT INTO rights_request (shop, " REQUEST_COLUMNS
                                            ", words) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
constexpr std::string_view insert_person =
    "INSERT INTO rights_person (shop, request, person) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
constexpr std::string_view insert_contact = "INSERT INTO rights_contact (shop, request, address) VALUES ($1, $2, $3)";
constexpr std::string_view update_request =
    "UPDATE rights_request SET due = $3, extended = $4, identity = $5, outcome = $6, answered = $7 "
    "WHERE shop = $1 AND request = $2";
constexpr std::string_view update_reasons = "UPDATE rights_request SET reasons = $3 WHERE shop = $1 AND request = $2";
constexpr std::string_view update_doubt = "UPDATE rights_request SET doubt = $3 WHERE shop = $1 AND request = $2";
constexpr std::string_view update_answer = "UPDATE rights_request SET answer = $3 WHERE shop = $1 AND request = $2";
constexpr std::string_view update_more = "UPDATE rights_contact SET more = $3 WHERE shop = $1 AND request = $2";
constexpr std::string_view select_doubt =
    "SELECT 1 FROM rights_request WHERE shop = $1 AND request = $2 AND doubt IS NOT NULL";
constexpr std::string_view select_contact = "SELECT 1 FROM rights_contact WHERE shop = $1 AND request = $2";
constexpr std::string_view update_delivered =
    "UPDATE rights_contact SET delivered = COALESCE(delivered, $3) WHERE shop = $1 AND request = $2";
constexpr std::string_view select_by_id =
    "SELECT " REQUEST_COLUMNS " FROM rights_request WHERE shop = $1 AND request = $2";
constexpr std::string_view select_by_number =
    "SELECT " REQUEST_COLUMNS " FROM rights_request WHERE shop = $1 AND number = $2";
constexpr std::string_view select_of_person =
    "SELECT " REQUEST_COLUMNS
    " FROM rights_request WHERE shop = $1 AND request IN (SELECT p.request FROM rights_person p WHERE p.shop = $1 AND "
    "p.person = $2) ORDER BY received, request";
constexpr std::string_view select_open =
    "SELECT " REQUEST_COLUMNS " FROM rights_request WHERE shop = $1 AND answered IS NULL ORDER BY due, request";
constexpr std::string_view select_answered = "SELECT " REQUEST_COLUMNS
                                             " FROM rights_request WHERE shop = $1 AND answered IS NOT NULL "
                                             "ORDER BY answered DESC, request DESC LIMIT $2";
constexpr std::string_view select_persons =
    "SELECT person FROM rights_person WHERE shop = $1 AND request = $2 ORDER BY person";
constexpr std::string_view select_written =
    "SELECT words, reasons, doubt, answer FROM rights_request WHERE shop = $1 AND request = $2";
constexpr std::string_view select_contact_row =
    "SELECT address, more, delivered FROM rights_contact WHERE shop = $1 AND request = $2";

Request request_from(const store::Row& row) {
    return {.id = RequestId{row.integer(0)},
            .number = row.text(1),
            .kind = kind_from_code(row.text(2)).value(),
            .channel = channel_from_code(row.text(3)).value(),
            .language = from_code(row.text(4)).value(),
            .received = row.instant(5),
            .due = row.instant(6),
            .extended = row.find_instant(7),
            .identity = identity_from_code(row.text(8)).value(),
            .outcome = row.is_null(9) ? std::nullopt : outcome_from_code(row.text(9)),
            .answered = row.find_instant(10)};
}

Place place(std::string_view field, RequestId id) {
    return {RetentionClass::rights, field, id.value()};
}
Place contact_place(std::string_view field, RequestId id) {
    return {RetentionClass::rights_contact, field, id.value()};
}

std::optional<std::string_view> code_of(const std::optional<Outcome>& outcome) {
    return outcome ? std::optional{code(*outcome)} : std::nullopt;
}

template <Category C>
std::optional<PersonalText<C>> unseal(store::Tx& tx, Vault& vault, const Request& request,
                                      const std::optional<store::Bytes>& sealed, const Place& where) {
    if (!sealed) return std::nullopt;
    auto text = vault.unseal<C>(tx, request.subject(), *sealed, where);
    return text ? std::optional{std::move(*text)} : std::nullopt;
}

}  // namespace

void insert(store::Tx& tx, Vault& vault, const Request& r, const NewRequest& wanted) {
    const auto seal = [&](const auto& personal, const Place& where) {
        return personal ? std::optional{vault.seal(tx, personal->assigned_to(r.subject()), where)} : std::nullopt;
    };
    tx.run(insert_request, r.id, r.number, code(r.kind), code(r.channel), code(r.language), r.received, r.due,
           r.extended, code(r.identity), code_of(r.outcome), r.answered,
           seal(wanted.words, place("rights_request.words", r.id)));
    for (const auto person : wanted.persons) tx.run(insert_person, r.id, person);
    if (const auto address = seal(wanted.contact, contact_place("rights_contact.address", r.id)))
        tx.run(insert_contact, r.id, *address);
}

void update(store::Tx& tx, const Request& r) {
    tx.run(update_request, r.id, r.due, r.extended, code(r.identity), code_of(r.outcome), r.answered);
}

void write_reasons(store::Tx& tx, Vault& vault, const Request& request, const Words& words) {
    tx.run(update_reasons, request.id, vault.seal(tx, words, place("rights_request.reasons", request.id)));
}
void write_doubt(store::Tx& tx, Vault& vault, const Request& request, const Words& words) {
    tx.run(update_doubt, request.id, vault.seal(tx, words, place("rights_request.doubt", request.id)));
}
void write_answer(store::Tx& tx, Vault& vault, const Request& request, const Words& words) {
    tx.run(update_answer, request.id, vault.seal(tx, words, place("rights_request.answer", request.id)));
}
bool has_doubt(store::Tx& tx, RequestId id) {
    return tx.has(select_doubt, id);
}
bool write_more(store::Tx& tx, Vault& vault, const Request& request, const Words& words) {
    return tx.run(update_more, request.id, vault.seal(tx, words, contact_place("rights_contact.more", request.id))) > 0;
}
void discard_more(store::Tx& tx, RequestId id) {
    tx.run(update_more, id, std::nullopt);
}

void tell(store::Tx& tx, std::string_view event, const Request& request) {
    if (tx.has(select_contact, request.id)) shop::put_in_outbox(tx, event, request.id.value());
}

void mark_delivered(store::Tx& tx, RequestId id) {
    tx.run(update_delivered, id, tx.now());
}

Result<Request> load(store::Tx& tx, RequestId id) {
    auto request = tx.find(select_by_id, request_from, id);
    if (!request) return refuse(ErrorCode::not_found, "not_found", "This request is not there any more.");
    return *request;
}
std::optional<Request> find_by_number(store::Tx& tx, std::string_view number) {
    return tx.find(select_by_number, request_from, number);
}
std::vector<Request> of_person(store::Tx& tx, PersonId person) {
    return tx.all(select_of_person, request_from, person);
}
std::vector<Request> all_requests(store::Tx& tx, int answered) {
    auto all = tx.all(select_open, request_from);
    for (auto& request : tx.all(select_answered, request_from, answered)) all.push_back(std::move(request));
    return all;
}
std::vector<PersonId> persons_of(store::Tx& tx, RequestId id) {
    return tx.all(
        select_persons, [](const store::Row& row) { return PersonId{row.integer(0)}; }, id);
}

Written load_written(store::Tx& tx, Vault& vault, const Request& request) {
    Written written;
    const auto words = [&](const std::optional<store::Bytes>& sealed, std::string_view field) {
        return unseal<Category::message>(tx, vault, request, sealed, place(field, request.id));
    };
    std::vector<std::optional<store::Bytes>> sealed(4);
    tx.each(
        select_written,
        [&](const store::Row& row) {
            for (int n = 0; n < 4; ++n) sealed[static_cast<std::size_t>(n)] = row.find_bytes(n);
        },
        request.id);
    written.words = words(sealed[0], "rights_request.words");
    written.reasons = words(sealed[1], "rights_request.reasons");
    written.doubt = words(sealed[2], "rights_request.doubt");
    written.answer = words(sealed[3], "rights_request.answer");

    std::optional<store::Bytes> address, more;
    tx.each(
        select_contact_row,
        [&](const store::Row& row) {
            address = row.find_bytes(0);
            more = row.find_bytes(1);
            written.delivered = row.find_instant(2);
        },
        request.id);
    written.contact =
        unseal<Category::contact>(tx, vault, request, address, contact_place("rights_contact.address", request.id));
    written.more =
        unseal<Category::message>(tx, vault, request, more, contact_place("rights_contact.more", request.id));
    return written;
}

}  // namespace autojet::rights
