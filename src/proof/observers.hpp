// What the proof itself looks at: everything that belongs to no slice.
#pragma once

#include <filesystem>
#include <vector>

#include "shop/house.hpp"
#include "shop/observation.hpp"
#include "store/migrate.hpp"

namespace autojet::proof {

// `columns` are the notes of all migrations, `database` is the file of the data.
//   built_in      the build found code and tests of this promise
//   controller    the shop says who it is (policy W1 to W4)
//   columns       every column is classified, and sealed ones hold no readable text (policy D0 to D6, T1)
//   purposes      no entry of the ledger opens what its purpose may not (policy P1 to P4)
//   ledger        the chain and its checkpoints are whole (policy T1)
//   cookies       the program sets no cookie that the shop's version does not name (policy C1, C2)
//   stamps        every booking carries a version that was published (policy V1)
std::vector<Observer> own_observers(const House& house, std::vector<store::ColumnNote> columns,
                                    std::filesystem::path database);

}  // namespace autojet::proof
