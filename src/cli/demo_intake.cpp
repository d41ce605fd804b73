#include "cli/demo_intake.hpp"

#include "privacy/shown.hpp"
#include "workshop/intake.hpp"

namespace autojet::cli {

namespace {

using namespace workshop;

constexpr Instant beginning = std::chrono::sys_days{std::chrono::year{2020} / 1 / 1};

// The more the later: one vehicle, one reading that only grows.
std::int64_t kilometres(store::Tx& tx, const Floor& floor, PersonId person) {
    const auto owner = sure(customers::load(tx, floor.house.vault, person)).identity.value();
    const auto days = (tx.now() - beginning) / std::chrono::days{1};
    return 4'000 + owner % 60'000 + days * (15 + owner % 40);
}

void add_marks(store::Tx& tx, Floor& floor, WorkOrderId order) {
    for (int left = floor.chance.below(3); left > 0; --left) {
        const auto& zone = floor.chance.pick(zones());
        const MarkContent mark{.x = zone.x, .y = zone.y, .damage = floor.chance.pick(all_damages), .note = {}};
        sure(add_mark(tx, floor.house, order, mark, floor.crew.desk));
    }
}

}  // namespace

void take_in(store::Tx& tx, Floor& floor, const WorkOrder& order) {
    auto& chance = floor.chance;
    Noted noted{.odometer = {},
                .fuel = {},
                .keys = chance.one_of(6) ? 2 : 1,
                .accessories = chance.percent(30) ? std::string(chance.pick(accessories())) : std::string{},
                .signed_on_paper = chance.percent(60)};
    const bool may =
        privacy::may_use(tx, order.person, policy::Clause::condition, *floor.house.policies.of(tx)).has_value();
    if (may) {
        noted.odometer = kilometres(tx, floor, order.person);
        noted.fuel = chance.between(1, fuel_eighths);
    }
    sure(note_intake(tx, floor.house, order.id, noted, 0, floor.crew.desk));
    if (may) add_marks(tx, floor, order.id);
}

}  // namespace autojet::cli
