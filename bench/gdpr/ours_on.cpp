#include "gdpr/ours_on.hpp"

#include <stdexcept>

#include "gdpr/locks.hpp"
#include "gdpr/metadata.hpp"

namespace bench::gdpr {

using autojet::PersonId;
using autojet::Result;
using autojet::policy::Openings;
using autojet::privacy::Actor;
using autojet::privacy::Category;
using autojet::privacy::Place;
using autojet::privacy::Purpose;
using autojet::privacy::RetentionClass;
using autojet::store::Bytes;
using autojet::store::Row;
using autojet::store::Tx;
using Data = autojet::privacy::PersonalText<Category::contact>;

namespace {

const std::string create_record =
    "CREATE TABLE record (shop BIGINT NOT NULL, record BIGINT NOT NULL, data BYTEA NOT NULL, "
    "PRIMARY KEY (shop, record)) WITHOUT ROWID; ";
constexpr std::string_view insert_data = "INSERT INTO record (shop, record, data) VALUES ($1, $2, $3)";
constexpr std::string_view update_data = "UPDATE record SET data = $3 WHERE shop = $1 AND record = $2";
constexpr std::string_view delete_data = "DELETE FROM record WHERE shop = $1 AND record = $2";
constexpr std::string_view select_data = "SELECT data FROM record WHERE shop = $1 AND record = $2";
constexpr std::string_view select_newest =
    "SELECT sequence, at_time, actor, outcome, what, persons FROM ledger WHERE shop = $1 ORDER BY sequence DESC LIMIT "
    "$2";

constexpr std::int64_t loaded_at_once = 5'000;
constexpr PersonId nobody_in_particular{};

Place place_of(std::int64_t record) {
    return {RetentionClass::customer, "record.data", record, {}};
}

class OursOn final : public Engine {
public:
    explicit OursOn(const std::filesystem::path& folder) : locks_(folder, create_record + create_metadata) {
        for (std::int64_t first = 1; first <= records; first += loaded_at_once) {
            (void)locks_.database->write(shop, [&](Tx& tx) -> Result<void> {
                for (auto number = first; number < first + loaded_at_once; ++number) add(tx, record_of(number));
                return {};
            });
        }
    }

    std::unique_ptr<Client> connect(Workload workload) override;

    void add(Tx& tx, const Record& record) {
        const auto data = Data::of(PersonId{record.number}, record.data);
        tx.run(insert_data, record.number, locks_.vault.seal(tx, data, place_of(record.number)));
        add_metadata(tx, record);
    }
    Locks& locks() { return locks_; }

private:
    Locks locks_;
};

// Each operation leaves an entry in the ledger, whatever it looked at: the comparison has a log row for each access.
template <Purpose P>
class OursOnClient final : public Client {
public:
    OursOnClient(OursOn& engine, Workload workload) : engine_(engine), locks_(engine.locks()), workload_(workload) {}

    bool perform(const Operation& operation) override {
        switch (operation.action) {
            case Action::create:
                return create(operation);
            case Action::erase:
                return erase(operation);
            case Action::read:
                return read(operation);
            case Action::rectify:
                return rectify(operation);
            case Action::read_metadata_by_purpose:
                return look(operation, nobody_in_particular, [&](Tx& tx) { return read_metadata(tx, operation) > 0; });
            case Action::read_metadata_by_user:
                return look(operation, PersonId{operation.owner},
                            [&](Tx& tx) { return read_metadata(tx, operation) > 0; });
            case Action::change_metadata_by_purpose:
                return write(operation, nobody_in_particular, Category::appointment,
                             [&](Tx& tx) { return change_metadata(tx, operation) > 0; });
            case Action::change_metadata_by_user:
                return write(operation, PersonId{operation.owner}, Category::appointment,
                             [&](Tx& tx) { return change_metadata(tx, operation) > 0; });
            case Action::read_log:
                return look(operation, nobody_in_particular, [](Tx& tx) {
                    return !tx.all(
                                  select_newest, [](const Row& row) { return row.text(4); }, log_rows)
                                .empty();
                });
            case Action::verify_deletion:
                return look(operation, PersonId{operation.record}, [&](Tx& tx) { return is_gone(tx, operation); });
        }
        throw std::invalid_argument("no such action");
    }

private:
    [[nodiscard]] Actor actor(const Operation& operation) const {
        switch (workload_) {
            case Workload::controller:
                return Actor::staff(PersonId{1}, autojet::privacy::every_purpose);
            case Workload::customer:
                return Actor::person(PersonId{operation.record});
            case Workload::processor:
                return Actor::job("processor");
            case Workload::regulator:
                return Actor::staff(PersonId{2}, autojet::privacy::every_purpose);
        }
        throw std::invalid_argument("no such workload");
    }

    // A change and its entry, in one transaction. The entry comes first, while the key is there.
    template <class F>
    bool write(const Operation& operation, PersonId person, Category category, F&& work) {
        Openings openings;
        openings.opened({person, category, P});
        return locks_.database
            ->write(shop,
                    [&](Tx& tx) -> Result<bool> {
                        locks_.ledger.append(tx, actor(operation), openings);
                        return work(tx);
                    })
            .value();
    }

    // A look at what is readable, and its entry.
    template <class F>
    bool look(const Operation& operation, PersonId person, F&& work) {
        const bool found = locks_.database->read(shop, [&](Tx& tx) -> bool { return work(tx); });
        Openings openings;
        openings.opened({person, Category::appointment, P});
        locks_.ledger.settle(shop, actor(operation), openings);
        return found;
    }

    bool create(const Operation& operation) {
        return write(operation, PersonId{operation.record}, Category::contact, [&](Tx& tx) {
            engine_.add(tx, record_of(operation.record));
            return true;
        });
    }

    bool erase(const Operation& operation) {
        return write(operation, PersonId{operation.record}, Category::contact, [&](Tx& tx) {
            if (!remove_metadata(tx, operation.record)) return false;
            locks_.vault.shred(tx, PersonId{operation.record}, RetentionClass::customer);
            return tx.run(delete_data, operation.record) > 0;
        });
    }

    bool rectify(const Operation& operation) {
        return write(operation, PersonId{operation.record}, Category::contact, [&](Tx& tx) {
            if (!find_data(tx, operation.record)) return false;
            const auto data = Data::of(PersonId{operation.record}, rectified_data(operation.record));
            return tx.run(update_data, operation.record, locks_.vault.seal(tx, data, place_of(operation.record))) > 0;
        });
    }

    // Opened with a warrant for the purpose, and not when the person objects to the usage; either leaves its entry.
    bool read(const Operation& operation) {
        const PersonId person{operation.record};
        const auto by = actor(operation);
        Openings openings;
        const auto data = locks_.database->read(shop, [&](Tx& tx) -> std::optional<std::string> {
            const auto objection = find_objection(tx, operation.record);
            const auto sealed = find_data(tx, operation.record);
            if (!objection || !sealed) return std::nullopt;
            if (*objection == operation.usage) {
                openings.refused({person, Category::contact, P});
                return std::nullopt;
            }
            const auto warrant = locks_.gate.warrant<P>(tx, by, {person}, openings);
            if (!warrant) return std::nullopt;
            const auto closed = locks_.vault.unseal<Category::contact>(tx, person, *sealed, place_of(operation.record));
            if (!closed) return std::nullopt;
            return closed->open(*warrant);
        });
        if (openings.empty()) openings.refused({person, Category::contact, P});
        locks_.ledger.settle(shop, by, openings);
        return data.has_value();
    }

    bool is_gone(Tx& tx, const Operation& operation) {
        return !find_objection(tx, operation.record) && !find_data(tx, operation.record) &&
               !locks_.keys.find({shop, PersonId{operation.record}, "customer", ""});
    }

    static std::optional<Bytes> find_data(Tx& tx, std::int64_t record) {
        return tx.find(
            select_data, [](const Row& row) { return row.bytes(0); }, record);
    }

    OursOn& engine_;
    Locks& locks_;
    Workload workload_;
};

std::unique_ptr<Client> OursOn::connect(Workload workload) {
    switch (workload) {
        case Workload::controller:
        case Workload::processor:
            return std::make_unique<OursOnClient<Purpose::appointment>>(*this, workload);
        case Workload::customer:
            return std::make_unique<OursOnClient<Purpose::rights>>(*this, workload);
        case Workload::regulator:
            return std::make_unique<OursOnClient<Purpose::legal_duty>>(*this, workload);
    }
    throw std::invalid_argument("no such workload");
}

}  // namespace

std::unique_ptr<Engine> load_ours_on(const std::filesystem::path& folder) {
    return std::make_unique<OursOn>(folder);
}

}  // namespace bench::gdpr
