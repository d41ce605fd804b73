// What the running system sees of its own promises, and what its people still have to do about them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "policy/model.hpp"
#include "store/tx.hpp"

namespace autojet {

// `not_yet_due`: there is nothing to judge so far, such as the backups of an installation of today.
enum class Verdict { holds, fails, not_yet_due };

// `said` is one sentence for everybody to read: it names nobody.
struct Observation {
    Verdict verdict{};
    policy::Words said;
};

// Looks at the shop of the transaction, without changing anything. policy/evidence.toml cites it by its name.
struct Observer {
    std::string_view name;
    std::function<Observation(store::Tx&)> look;
};

// Something that the shop must do about people's data. `what` is translated; `url` leads to where it is done.
struct ToDo {
    std::string what;
    std::optional<Instant> due;  // absent: soon
    std::string url;
    bool overdue = false;
};

}  // namespace autojet
