#include "copies/replay.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <set>

namespace autojet::copies {

namespace {

using policy::RetentionClass;

constexpr int persons_at_once = 500;

// Prepared statements are kept by the address of their text.
std::string_view kept_for_good(std::string sql) {
    static std::set<std::string> all;
    static std::mutex mutex;
    const std::scoped_lock lock(mutex);
    return *all.insert(std::move(sql)).first;
}

PersonId person_from(const store::Row& row) {
    return PersonId{row.integer(0)};
}

// The classes of a person's record; the others belong to documents and requests, which have lives of their own.
constexpr std::array<std::string_view, 3> classes_of_records{"customer", "contact", "staff"};

bool is_of_record(std::string_view retention) {
    return std::ranges::find(classes_of_records, retention) != classes_of_records.end();
}

}  // namespace

Replay::Replay(const House& house, privacy::KeyStore& keys, const std::vector<store::ColumnNote>& notes,
               const std::vector<Holder>& holders)
    : house_(house), keys_(keys), holders_(holders), tables_(tables_of(notes, holders)) {
    // A folder of keys that is a restored copy itself may have keys of people in its ledger of erasures.
    keys_.replay(keys_.erasures());
}

// What the notes of one table say.
struct Replay::Columns {
    std::string retention;
    std::string key;     // the first after the shop
    std::string person;  // whose key it is; may be empty
    std::string group;   // of the key; may be empty
    std::string sealed;  // a condition: something is sealed here
};

std::map<std::string, Replay::Columns> Replay::columns_of(const std::vector<store::ColumnNote>& notes,
                                                          const std::vector<Holder>& holders) {
    std::map<std::string, Columns> found;
    for (const auto& note : notes) {
        auto& columns = found[note.table];
        columns.retention = note.retention;
        if (columns.key.empty() && note.column != "shop") columns.key = note.column;
        if (note.column == "person" || (note.column == "account" && columns.person.empty()))
            columns.person = note.column;
        if (note.keeping == store::Keeping::sealed)
            columns.sealed += (columns.sealed.empty() ? "t." : " OR t.") + note.column + " IS NOT NULL";
    }
    for (const auto& holder : holders)
        for (const auto& sealed : holder.sealed) {
            auto& columns = found.at(std::string(sealed.table));
            columns.person = sealed.key_column;
            columns.group = sealed.group_column;
        }
    return found;
}

// A table that does not say whose its values are goes with the one that has the same key and does.
std::vector<Replay::Table> Replay::tables_of(const std::vector<store::ColumnNote>& notes,
                                             const std::vector<Holder>& holders) {
    const auto all = columns_of(notes, holders);
    const auto head_of = [&](const std::string& name, const Columns& columns) {
        if (!columns.person.empty()) return name;
        for (const auto& [other, its] : all)
            if (its.key == columns.key && !its.person.empty()) return other;
        throw Broken("nobody knows whose the sealed values in " + name + " are");
    };
    std::vector<Table> tables;
    for (const auto& [name, columns] : all) {
        if (columns.sealed.empty()) continue;
        const auto head = head_of(name, columns);
        const auto& its = all.at(head);
        const auto group = its.group.empty() ? std::string("''") : "CAST(h." + its.group + " AS TEXT)";
        const auto of_head = " FROM " + head + " h WHERE h.shop = $1 AND h." + its.person;
        const auto of_person = of_head + " = $2 AND " + group + " = $3";
        const auto keys = "SELECT h." + columns.key + of_person;
        tables.push_back({.retention = columns.retention,
                          .has_groups = !its.group.empty(),
                          .select_persons = kept_for_good(
                              "SELECT DISTINCT h." + its.person + of_head + " > $2 AND EXISTS (SELECT 1 FROM " + name +
                              " t WHERE t.shop = h.shop AND t." + columns.key + " = h." + columns.key + " AND (" +
                              columns.sealed + ")) ORDER BY 1 LIMIT $3"),
                          .select_groups = kept_for_good("SELECT DISTINCT " + group + of_head + " = $2"),
                          .delete_group = kept_for_good("DELETE FROM " + name + " WHERE shop = $1 AND " + columns.key +
                                                        " IN (" + keys + ")"),
                          .delete_head = name == head ? std::string_view{}
                                                      : kept_for_good("DELETE FROM " + head + " WHERE shop = $1 AND " +
                                                                      columns.key + " IN (" + keys + ")")});
    }
    return tables;
}

bool Replay::step() {
    const auto& shops = house_.shops.all();
    if (shop_ == shops.size()) return false;
    if (table_ < tables_.size()) {
        if (!drop_some(shops[shop_].id, tables_[table_])) next(table_);
    } else if (holder_ < holders_.size()) {
        if (!index_some(shops[shop_].id, holders_[holder_])) next(holder_);
    } else {
        table_ = holder_ = 0;
        ++shop_;
    }
    return true;
}

void Replay::next(std::size_t& place) {
    ++place;
    after_ = PersonId{};
}

bool Replay::drop_some(ShopId shop, const Table& table) {
    const auto persons = house_.database.read(
        shop, [&](store::Tx& tx) { return tx.all(table.select_persons, person_from, after_, persons_at_once); });
    if (persons.empty()) return false;
    (void)house_.database.write(shop, [&](store::Tx& tx) -> Result<void> {
        for (const auto person : persons)
            for (const auto& group : tx.all(
                     table.select_groups, [](const store::Row& row) { return row.text(0); }, person))
                if (!can_be_opened(shop, person, table, group)) drop(tx, table, person, group);
        return {};
    });
    after_ = persons.back();
    return true;
}

bool Replay::can_be_opened(ShopId shop, PersonId person, const Table& table, const std::string& group) {
    if (table.has_groups) return keys_.find({shop, person, table.retention, group}).has_value();
    const auto has_key = [&](std::string_view of) { return keys_.has_any(shop, person, std::string(of)); };
    return is_of_record(table.retention) ? std::ranges::any_of(classes_of_records, has_key) : has_key(table.retention);
}

// Whoever erases a person knows what belongs to them; what is left of this table goes as well.
void Replay::drop(store::Tx& tx, const Table& table, PersonId person, const std::string& group) {
    if (is_of_record(table.retention))
        for (const auto& holder : holders_)
            if (holder.erase) (void)holder.erase(tx, person);
    tx.run(table.delete_group, person, group);
    if (!table.delete_head.empty()) tx.run(table.delete_head, person, group);
    erased_.emplace(tx.shop(), person);
}

bool Replay::index_some(ShopId shop, const Holder& holder) {
    if (!holder.index_again) return false;
    const auto last = house_.database.write(shop, [&](store::Tx& tx) -> Result<std::optional<PersonId>> {
        policy::Openings openings;
        const auto reached = holder.index_again(tx, after_, persons_at_once, openings);
        house_.ledger.append(tx, privacy::Actor::job("restore"), openings);
        return reached;
    });
    if (!last.value()) return false;
    after_ = **last;
    return true;
}

}  // namespace autojet::copies
