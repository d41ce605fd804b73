#include "gdpr/ours_off.hpp"

#include <stdexcept>

#include "gdpr/metadata.hpp"
#include "store/sqlite/database.hpp"
#include "store/sqlite/statistics.hpp"

namespace bench::gdpr {

using autojet::Result;
using autojet::store::Row;
using autojet::store::Tx;

namespace {

const std::string create_tables =
    "CREATE TABLE record (shop BIGINT NOT NULL, record BIGINT NOT NULL, data TEXT NOT NULL, "
    "PRIMARY KEY (shop, record)) WITHOUT ROWID; "
    "CREATE TABLE access (shop BIGINT NOT NULL, sequence BIGINT NOT NULL, at_time BIGINT NOT NULL, actor TEXT NOT "
    "NULL, "
    "outcome TEXT NOT NULL, what TEXT NOT NULL, PRIMARY KEY (shop, sequence)) WITHOUT ROWID;";
constexpr std::string_view insert_data = "INSERT INTO record (shop, record, data) VALUES ($1, $2, $3)";
constexpr std::string_view update_data = "UPDATE record SET data = $3 WHERE shop = $1 AND record = $2";
constexpr std::string_view delete_data = "DELETE FROM record WHERE shop = $1 AND record = $2";
constexpr std::string_view select_data = "SELECT data FROM record WHERE shop = $1 AND record = $2";
constexpr std::string_view insert_access =
    "INSERT INTO access (shop, sequence, at_time, actor, outcome, what) VALUES ($1, $2, $3, 'staff:1', 'opened', "
    "'legal_duty: appointment')";
constexpr std::string_view select_newest =
    "SELECT sequence, at_time, actor, outcome, what FROM access WHERE shop = $1 ORDER BY sequence DESC LIMIT $2";

class OursOff final : public Engine {
public:
    explicit OursOff(const std::filesystem::path& folder) {
        std::filesystem::create_directories(folder);
        const auto path = (folder / "records.db").string();
        {
            const auto connection = autojet::store::sqlite::connect(path);
            connection->run_script(create_tables + create_metadata);
            autojet::store::sqlite::tell_planner(*connection);
        }
        database_ = autojet::store::sqlite::open({.path = path}, clock_);
        fill();
    }

    std::unique_ptr<Client> connect(Workload workload) override;

    bool perform(const Operation& operation);

private:
    template <class F>
    bool write(F&& work) {
        return database_->write(shop, [&](Tx& tx) -> Result<bool> { return work(tx); }).value();
    }
    template <class F>
    bool look(F&& work) {
        return database_->read(shop, [&](Tx& tx) -> bool { return work(tx); });
    }

    void fill() {
        write([](Tx& tx) {
            for (std::int64_t number = 1; number <= records; ++number) {
                const auto record = record_of(number);
                add_metadata(tx, record);
                tx.run(insert_data, record.number, record.data);
            }
            // Nothing is logged here; read_log answers with these.
            for (std::int64_t n = 1; n <= log_rows; ++n) tx.run(insert_access, n, tx.now());
            return true;
        });
    }

    autojet::SystemClock clock_;
    std::unique_ptr<autojet::store::Database> database_;
};

class OursOffClient final : public Client {
public:
    explicit OursOffClient(OursOff& engine) : engine_(engine) {}
    bool perform(const Operation& operation) override { return engine_.perform(operation); }

private:
    OursOff& engine_;
};

std::unique_ptr<Client> OursOff::connect(Workload) {
    return std::make_unique<OursOffClient>(*this);
}

std::optional<std::string> data_of(Tx& tx, std::int64_t record) {
    return tx.find(
        select_data, [](const Row& row) { return row.text(0); }, record);
}

bool OursOff::perform(const Operation& operation) {
    switch (operation.action) {
        case Action::create:
            return write([&](Tx& tx) {
                const auto record = record_of(operation.record);
                add_metadata(tx, record);
                return tx.run(insert_data, record.number, record.data) > 0;
            });
        case Action::erase:
            return write([&](Tx& tx) {
                return remove_metadata(tx, operation.record) && tx.run(delete_data, operation.record) > 0;
            });
        case Action::read:
            return look([&](Tx& tx) {
                const auto objection = find_objection(tx, operation.record);
                return objection && *objection != operation.usage && data_of(tx, operation.record).has_value();
            });
        case Action::rectify:
            return write(
                [&](Tx& tx) { return tx.run(update_data, operation.record, rectified_data(operation.record)) > 0; });
        case Action::read_metadata_by_purpose:
        case Action::read_metadata_by_user:
            return look([&](Tx& tx) { return read_metadata(tx, operation) > 0; });
        case Action::change_metadata_by_purpose:
        case Action::change_metadata_by_user:
            return write([&](Tx& tx) { return change_metadata(tx, operation) > 0; });
        case Action::read_log:
            return look([&](Tx& tx) {
                return !tx.all(
                              select_newest, [](const Row& row) { return row.text(4); }, log_rows)
                            .empty();
            });
        case Action::verify_deletion:
            return look(
                [&](Tx& tx) { return !find_objection(tx, operation.record) && !data_of(tx, operation.record); });
    }
    throw std::invalid_argument("no such action");
}

}  // namespace

std::unique_ptr<Engine> load_ours_off(const std::filesystem::path& folder) {
    return std::make_unique<OursOff>(folder);
}

}  // namespace bench::gdpr
