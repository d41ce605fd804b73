#include "publishing/observers.hpp"

#include "privacy/versions.hpp"

namespace autojet::publishing {

Observation look_at_versions(store::Tx& tx) {
    const auto changed = privacy::changed_versions(tx);
    if (changed.empty())
        return {Verdict::holds,
                {"Elke gepubliceerde versie is nog precies zoals ze gepubliceerd werd.",
                 "Every published version is still exactly as it was published."}};
    return {Verdict::fails,
            {"Een gepubliceerde versie is daarna veranderd: " + changed.front() + ".",
             "A published version was changed afterwards: " + changed.front() + "."}};
}

}  // namespace autojet::publishing
