#include "cli/demo_reminders.hpp"

#include "cli/demo_chance.hpp"
#include "cli/demo_messages.hpp"
#include "customers/customers.hpp"
#include "payments/reminders.hpp"

namespace autojet::cli {

namespace {

using namespace payments;

constexpr std::chrono::hours in_the_morning{9};
constexpr int paused_of_a_hundred = 12;

class Reminding {
public:
    Reminding(const House& house, ShopId shop, const Crew& crew, CivilDate today, std::uint64_t seed)
        : zone_(house.shops.zone(shop)), crew_(crew), today_(today), chance_(seed) {}

    void remind_of(store::Tx& outer, const OpenInvoice& open) {
        while (const auto next = next_of(open, reminders_of(outer, open.number))) {
            const auto day = add_days(next->from, chance_.between(0, 3));
            if (day >= today_ || !may_remind(outer, open)) return;
            store::Tx tx = outer.at(zone_.start_of(day) + in_the_morning);
            if (chance_.percent(paused_of_a_hundred)) {
                payments::pause(tx, open.number, chance_.pick(all_pauses), by(day));
                return;
            }
            const auto way = open.to_business || chance_.one_of(3) ? Way::letter : Way::mail;
            const auto written = payments::remind(tx, open, way, Language::nl, by(day));
            if (!written) return;
            if (way == Way::mail) mark_delivered(tx, *written);
        }
    }

private:
    [[nodiscard]] By by(CivilDate day) const { return {.account = PersonId{crew_.desk.number}, .today = day}; }

    Zone zone_;
    const Crew& crew_;
    CivilDate today_;
    Chance chance_;
};

}  // namespace

void invent_reminders(const House& house, ShopId shop, const Crew& crew, CivilDate today, std::uint64_t seed) {
    Reminding reminding(house, shop, crew, today, seed);
    sure(house.database.write(shop, [&](store::Tx& tx) -> Result<void> {
        shop::Visit visit{crew.desk, {}};
        for (const auto& open : open_list(tx, house, visit, today))
            if (open.amount > Money{} && !find_pause(tx, open.number)) reminding.remind_of(tx, open);
        forget_messages(tx);
        return {};
    }));
}

}  // namespace autojet::cli
