#include "gdpr/metadata.hpp"

#include <stdexcept>

namespace bench::gdpr {

using autojet::store::Row;
using autojet::store::Tx;

namespace {

constexpr std::string_view insert_record =
    "INSERT INTO metadata (shop, record, owner, purpose, ttl, objection, decision, shared, source) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr std::string_view delete_record = "DELETE FROM metadata WHERE shop = $1 AND record = $2";
constexpr std::string_view select_objection = "SELECT objection FROM metadata WHERE shop = $1 AND record = $2";
constexpr std::string_view select_by_purpose =
    "SELECT record, owner, purpose, ttl, objection, decision, shared, source FROM metadata WHERE shop = $1 AND "
    "purpose = $2";
constexpr std::string_view select_by_owner =
    "SELECT record, owner, purpose, ttl, objection, decision, shared, source FROM metadata WHERE shop = $1 AND "
    "owner = $2";

constexpr int metadata_columns = 8;

constexpr std::string_view set_ttl_by_purpose = "UPDATE metadata SET ttl = $3 WHERE shop = $1 AND purpose = $2";
constexpr std::string_view set_decision_by_purpose =
    "UPDATE metadata SET decision = $3 WHERE shop = $1 AND purpose = $2";
constexpr std::string_view set_shared_by_purpose = "UPDATE metadata SET shared = $3 WHERE shop = $1 AND purpose = $2";
constexpr std::string_view set_source_by_purpose = "UPDATE metadata SET source = $3 WHERE shop = $1 AND purpose = $2";
constexpr std::string_view set_ttl_by_owner = "UPDATE metadata SET ttl = $3 WHERE shop = $1 AND owner = $2";
constexpr std::string_view set_decision_by_owner = "UPDATE metadata SET decision = $3 WHERE shop = $1 AND owner = $2";
constexpr std::string_view set_shared_by_owner = "UPDATE metadata SET shared = $3 WHERE shop = $1 AND owner = $2";
constexpr std::string_view set_source_by_owner = "UPDATE metadata SET source = $3 WHERE shop = $1 AND owner = $2";

std::string_view by_purpose(Field field) {
    switch (field) {
        case Field::ttl:
            return set_ttl_by_purpose;
        case Field::decision:
            return set_decision_by_purpose;
        case Field::shared:
            return set_shared_by_purpose;
        case Field::source:
            return set_source_by_purpose;
    }
    throw std::invalid_argument("no such field");
}
std::string_view by_owner(Field field) {
    switch (field) {
        case Field::ttl:
            return set_ttl_by_owner;
        case Field::decision:
            return set_decision_by_owner;
        case Field::shared:
            return set_shared_by_owner;
        case Field::source:
            return set_source_by_owner;
    }
    throw std::invalid_argument("no such field");
}

}  // namespace

const std::string create_metadata =
    "CREATE TABLE metadata (shop BIGINT NOT NULL, record BIGINT NOT NULL, owner BIGINT NOT NULL, purpose TEXT NOT "
    "NULL, "
    "ttl TEXT NOT NULL, objection TEXT NOT NULL, decision TEXT NOT NULL, shared TEXT NOT NULL, source TEXT NOT NULL, "
    "PRIMARY KEY (shop, purpose, record)) WITHOUT ROWID; CREATE UNIQUE INDEX metadata_record ON metadata (shop, "
    "record); "
    "CREATE INDEX metadata_owner ON metadata (shop, owner); "
    "CREATE INDEX metadata_ttl ON metadata (shop, ttl); CREATE INDEX metadata_objection ON metadata (shop, objection); "
    "CREATE INDEX metadata_decision ON metadata (shop, decision); "
    "CREATE INDEX metadata_shared ON metadata (shop, shared); CREATE INDEX metadata_source ON metadata (shop, source);";

void add_metadata(Tx& tx, const Record& record) {
    tx.run(insert_record, record.number, record.owner, record.purpose, record.ttl, record.objection, record.decision,
           record.shared, record.source);
}

bool remove_metadata(Tx& tx, std::int64_t record) {
    return tx.run(delete_record, record) > 0;
}

std::optional<std::string> find_objection(Tx& tx, std::int64_t record) {
    return tx.find(
        select_objection, [](const Row& row) { return row.text(0); }, record);
}

// The answer is one text, as a response would be.
std::int64_t read_metadata(Tx& tx, const Operation& operation) {
    std::int64_t count = 0;
    std::string answer;
    const auto add = [&](const Row& row) {
        ++count;
        answer.append(std::to_string(row.integer(0))).append("|").append(std::to_string(row.integer(1)));
        for (int column = 2; column < metadata_columns; ++column) answer.append("|").append(row.text(column));
        answer.append("\n");
    };
    if (operation.action == Action::read_metadata_by_purpose)
        tx.each(select_by_purpose, add, operation.purpose);
    else
        tx.each(select_by_owner, add, operation.owner);
    return count;
}

std::int64_t change_metadata(Tx& tx, const Operation& operation) {
    return operation.action == Action::change_metadata_by_purpose
               ? tx.run(by_purpose(operation.field), operation.purpose, operation.value)
               : tx.run(by_owner(operation.field), operation.owner, operation.value);
}

}  // namespace bench::gdpr
