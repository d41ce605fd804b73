#include "rights/erasure.hpp"

#include "base/enum_names.hpp"
#include "http/log.hpp"
#include "rights/notices.hpp"
#include "rights/request_store.hpp"
#include "shop/outbox.hpp"

namespace autojet::rights {

namespace {

constexpr EnumNames<3> state_codes{"requested", "erasing", "done"};

constexpr std::string_view insert_erasure =
    "INSERT INTO rights_erasure (shop, request, state, counts) VALUES ($1, $2, 'requested', $3) ON CONFLICT DO NOTHING";
constexpr std::string_view select_erasure = "SELECT state, counts FROM rights_erasure WHERE shop = $1 AND request = $2";
constexpr std::string_view select_unfinished =
    "SELECT request FROM rights_erasure WHERE shop = $1 AND state IN ('requested', 'erasing') ORDER BY request LIMIT "
    "50";
constexpr std::string_view update_state =
    "UPDATE rights_erasure SET state = 'erasing' WHERE shop = $1 AND request = $2 AND state = 'requested'";
constexpr std::string_view select_left =
    "SELECT person FROM rights_person WHERE shop = $1 AND request = $2 AND erased IS NULL ORDER BY person";
constexpr std::string_view update_erased =
    "UPDATE rights_person SET erased = $4 WHERE shop = $1 AND request = $2 AND person = $3";
constexpr std::string_view update_done =
    "UPDATE rights_erasure SET state = 'done', done = $3 WHERE shop = $1 AND request = $2 AND state = 'erasing'";
constexpr std::string_view delete_person = "DELETE FROM rights_person WHERE shop = $1 AND person = $2";

PersonId person_from(const store::Row& row) {
    return PersonId{row.integer(0)};
}

// Everything of one record, in every slice that keeps any.
std::vector<Kept> erase_record(store::Tx& tx, const std::vector<Holder>& holders, PersonId person) {
    std::vector<Kept> kept;
    for (const auto& holder : holders)
        if (holder.erase)
            for (auto& one : holder.erase(tx, person)) kept.push_back(std::move(one));
    return kept;
}

// The last step: the receipt, the answer and `done`, in one transaction.
Result<void> finish(store::Tx& tx, const House& house, const std::vector<Holder>& holders, RequestId id) {
    if (!tx.all(select_left, person_from, id).empty()) return {};  // another run is still at it
    if (tx.run(update_done, id, tx.now()) == 0) return {};         // another run has finished it
    const auto persons = persons_of(tx, id);
    std::vector<Kept> kept;
    for (const auto person : persons)
        for (auto& one : erase_record(tx, holders, person)) kept.push_back(std::move(one));
    auto request = load(tx, id);
    if (!request) return tl::unexpected(request.error());
    const auto counts = tx.find(
        select_erasure, [](const store::Row& row) { return row.text(1); }, id);
    const auto text = receipt_of_erasure(house, tx.shop(), *request, counts.value_or(""), kept, tx.now());
    write_receipt(tx, house.vault, house.signer, *request, text);
    request->outcome = kept.empty() ? Outcome::granted : Outcome::partly;
    request->answered = tx.now();
    update(tx, *request);
    write_answer(tx, house.vault, *request, Words::of(request->subject(), text));
    for (const auto person : persons) tx.run(delete_person, person);
    tell(tx, receipt_ready, *request);
    return {};
}

void carry_on(const House& house, const std::vector<Holder>& holders, ShopId shop, RequestId id) {
    auto& database = house.database;
    database.write(shop, [&](store::Tx& tx) -> Result<void> {
        tx.run(update_state, id);
        return {};
    });
    for (const auto person : database.read(shop, [&](store::Tx& tx) { return tx.all(select_left, person_from, id); }))
        database.write(shop, [&](store::Tx& tx) -> Result<void> {
            erase_record(tx, holders, person);
            tx.run(update_erased, id, person, tx.now());
            return {};
        });
    database.write(shop, [&](store::Tx& tx) { return finish(tx, house, holders, id); });
}

}  // namespace

Request request_erasure(store::Tx& tx, privacy::Vault& vault, const Zone& zone, const NewRequest& wanted,
                        const std::string& counts) {
    const auto request = open_request(tx, vault, zone, wanted);
    tx.run(insert_erasure, request.id, counts);
    promise_receipt(tx, vault, request);
    note_recipients(tx, request, "deletion", wanted.persons);
    return request;
}

Result<Request> begin_erasure(store::Tx& tx, privacy::Vault& vault, RequestId id, const std::string& counts) {
    auto request = load(tx, id);
    if (!request) return request;
    if (!request->is_open())
        return refuse(ErrorCode::conflict, "already_answered", "This request has been answered already.");
    if (request->identity == Identity::open)
        return refuse(ErrorCode::conflict, "identity_open", "Please say first how you know that it is them.",
                      "identity");
    tx.run(insert_erasure, id, counts);
    promise_receipt(tx, vault, *request);
    note_recipients(tx, *request, "deletion", persons_of(tx, id));
    return request;
}

std::optional<ErasureState> erasure_of(store::Tx& tx, RequestId request) {
    return tx.find(
        select_erasure,
        [](const store::Row& row) {
            const auto state = value_in<ErasureState>(state_codes, row.text(0));
            if (!state) throw Broken("an erasure has a state that the program does not know");
            return *state;
        },
        request);
}

void carry_on_erasures(const House& house, const std::vector<Holder>& holders, ShopId shop) {
    const auto unfinished = house.database.read(shop, [](store::Tx& tx) {
        return tx.all(select_unfinished, [](const store::Row& row) { return RequestId{row.integer(0)}; });
    });
    for (const auto id : unfinished) {
        carry_on(house, holders, shop, id);
        http::log(http::Level::info, "erasure {} of shop {} is done", id.value(), shop.value());
    }
}

}  // namespace autojet::rights
