#include "cli/policy_commands.hpp"

#include <iostream>

#include "app/installation.hpp"
#include "cli/answers.hpp"
#include "policy/difference.hpp"
#include "publishing/drafts.hpp"

namespace autojet::cli {

namespace {

Result<policy::Model> model_of(store::Tx& tx, const std::string& name) {
    if (name == "draft") {
        const auto draft = publishing::find_draft(tx);
        if (!draft) return refuse(ErrorCode::not_found, "no_draft", "There is no draft.");
        return draft->model;
    }
    const auto version = privacy::find_version(tx, name);
    if (!version) return refuse(ErrorCode::not_found, "unknown_version", "The shop never published this version.");
    return policy::in_force(policy::parse(version->model_toml).value());
}

struct Pair {
    std::string from;
    std::string to;
};

// Without a word about it: the draft beside what is in force, or what is in force beside what was before.
Pair chosen(store::Tx& tx, const PolicyQuestion& question) {
    const auto versions = privacy::versions_of(tx);
    Pair pair{question.from, question.to};
    const bool drafted = publishing::find_draft(tx).has_value();
    if (pair.to.empty()) pair.to = drafted && pair.from.empty() ? "draft" : versions.front().version;
    if (pair.from.empty())
        pair.from = pair.to == "draft" || versions.size() == 1 ? versions.front().version : versions[1].version;
    return pair;
}

std::string_view mark(policy::Effect effect) {
    switch (effect) {
        case policy::Effect::widens:
            return "more   ";
        case policy::Effect::narrows:
            return "less   ";
        case policy::Effect::neither:
            return "other  ";
    }
    return "";
}

}  // namespace

int list_versions(const app::Config& config, const PolicyQuestion& question) {
    const SystemClock clock;
    const app::Installation installation(config, clock);
    const House& house = installation.house();
    const auto shop = shop_of(house, question.host);
    if (!shop) return refused(shop.error());
    return house.database.read(*shop, [](store::Tx& tx) {
        bool all_whole = true;
        for (const auto& dates : privacy::versions_of(tx)) {
            const auto version = privacy::find_version(tx, dates.version).value();
            const bool whole = version.digest.empty() || version.digest == version.computed_digest();
            all_whole = all_whole && whole;
            std::cout << dates.version << "  from " << format_rfc3339(dates.from)
                      << (dates.until ? " until " + format_rfc3339(*dates.until) : std::string(", in force"))
                      << (version.digest.empty() ? "" : "  " + version.digest) << (whole ? "" : "  CHANGED AFTERWARDS")
                      << "\n";
        }
        return all_whole ? 0 : 1;
    });
}

int show_difference(const app::Config& config, const PolicyQuestion& question) {
    const SystemClock clock;
    const app::Installation installation(config, clock);
    const House& house = installation.house();
    const auto shop = shop_of(house, question.host);
    if (!shop) return refused(shop.error());
    return house.database.read(*shop, [&](store::Tx& tx) {
        const auto pair = chosen(tx, question);
        const auto before = model_of(tx, pair.from), after = model_of(tx, pair.to);
        if (!before) return refused(before.error());
        if (!after) return refused(after.error());
        std::cout << pair.from << " -> " << pair.to << "\n";
        const auto changes = policy::difference(*before, *after);
        for (const auto& change : changes)
            std::cout << mark(change.effect) << change.words.in(from_code(question.language).value()) << "\n";
        if (changes.empty()) std::cout << "Nothing changes.\n";
        return 0;
    });
}

}  // namespace autojet::cli
