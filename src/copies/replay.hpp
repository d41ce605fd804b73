// What is done to restored data before anybody is served: who was erased since goes again, and what stayed out of the
// backup is made anew (GDPR 17(1); a restore must not undo an erasure). Every step may be done again.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "privacy/key_store.hpp"
#include "shop/holder.hpp"
#include "shop/house.hpp"
#include "store/migrate.hpp"

namespace autojet::copies {

class Replay {
public:
    // `house` is of the restored data, `holders` are those of its slices; they outlive the Replay.
    Replay(const House& house, privacy::KeyStore& keys, const std::vector<store::ColumnNote>& notes,
           const std::vector<Holder>& holders);

    // The next step, some persons of one shop in one transaction; false when all is done.
    bool step();

    // How many persons had rows that no key opens; they were dropped.
    [[nodiscard]] std::size_t erased() const { return erased_.size(); }

private:
    // A table with sealed values, under the keys of its class.
    struct Table {
        std::string retention;
        bool has_groups = false;
        std::string_view select_persons;  // after one
        std::string_view select_groups;   // of one
        std::string_view delete_group;    // of one
        std::string_view delete_head;     // the rows that say whose it was, when they are in another table
    };
    struct Columns;
    static std::map<std::string, Columns> columns_of(const std::vector<store::ColumnNote>& notes,
                                                     const std::vector<Holder>& holders);
    static std::vector<Table> tables_of(const std::vector<store::ColumnNote>& notes,
                                        const std::vector<Holder>& holders);

    bool drop_some(ShopId shop, const Table& table);
    bool can_be_opened(ShopId shop, PersonId person, const Table& table, const std::string& group);
    void drop(store::Tx& tx, const Table& table, PersonId person, const std::string& group);
    bool index_some(ShopId shop, const Holder& holder);
    void next(std::size_t& place);

    const House& house_;
    privacy::KeyStore& keys_;
    const std::vector<Holder>& holders_;
    std::vector<Table> tables_;
    std::size_t shop_ = 0, table_ = 0, holder_ = 0;  // where it is
    PersonId after_;
    std::set<std::pair<ShopId, PersonId>> erased_;
};

}  // namespace autojet::copies
