// Who comes to a demo shop without an appointment.
#pragma once

#include "cli/demo_job.hpp"
#include "cli/demo_people.hpp"

namespace autojet::cli {

class WalkIns {
public:
    WalkIns(Floor& floor, std::uint64_t seed) : floor_(floor), chance_(seed + 1), town_(chance_) {}

    void come(store::Tx& outer, Instant when, const privacy::Actor& mechanic);

private:
    Floor& floor_;
    Chance chance_;
    Town town_;
};

}  // namespace autojet::cli
