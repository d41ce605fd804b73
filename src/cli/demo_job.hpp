// One vehicle in a demo shop, from the order to the moment that it is collected, by what the desk itself does: nothing
// happens that the desk would refuse, and nothing after now.
#pragma once

#include <optional>
#include <set>

#include "cli/demo_chance.hpp"
#include "cli/demo_companies.hpp"
#include "cli/demo_crew.hpp"
#include "cli/demo_work.hpp"
#include "quotes/quoting.hpp"

namespace autojet::cli {

// What all jobs have around them.
struct Floor {
    const House& house;
    const workshop::Orders& orders;
    const quotes::Quoting& quoting;
    const Crew& crew;
    const Clients& clients;
    Instant now;
    Chance& chance;
    std::set<std::int64_t> clocks_that_run = {};  // whose: each mechanic has one
};

struct Moments {
    Instant opened, arrived, begun, ready, collected;
};

// Where a job stands still; `nowhere`: it goes on until now.
enum class Halt { nowhere, booked, arrived, working, parts, approval, customer, ready };

// How a quote is answered.
enum class Outcome { approved, in_part, refused, withdrawn, unanswered };

// What happens beside the work itself.
struct Plot {
    Halt halt = Halt::nowhere;
    std::optional<Outcome> quote;
    bool waits_for_parts = false;
    bool overrun = false;   // dearer, and the customer said yes on the phone
    bool absorbed = false;  // dearer, and the shop pays what is above
};

class Job {
public:
    Job(Floor& floor, store::Tx& outer, workshop::WorkOrder order, const privacy::Actor& mechanic,
        const Moments& moments, const Plot& plot)
        : floor_(floor),
          outer_(outer),
          order_(std::move(order)),
          mechanic_(mechanic),
          moments_(moments),
          plot_(plot),
          vault_(floor.house.vault) {}

    // `work`: what was ordered; `on_lift`: what may turn up.
    void run(const Work& work, bool on_lift, Language language);

private:
    // Moments that are still to come do not come, but for a job that has to get somewhere.
    [[nodiscard]] bool reached(Instant when) const { return plot_.halt != Halt::nowhere || when <= floor_.now; }
    [[nodiscard]] store::Tx at(Instant when) { return outer_.at(std::min(when, floor_.now)); }
    void move(Instant when, const workshop::Stand& to, const privacy::Actor& by);

    void arrive();
    void settle_prices(store::Tx& tx, const Work& work);
    // Each of these answers whether the work goes on.
    bool ask(bool on_lift);
    bool wait_for(workshop::Waiting what);
    bool do_tasks();
    void delay(std::chrono::minutes by);
    void turn_out_dearer(bool on_lift);
    void add_extras();

    void resume(Instant when);
    void pause(Instant when);
    void start(store::Tx& tx, const workshop::Task& task);
    void close(const workshop::Task& task, Instant from, Instant until, bool may_be_skipped);
    void leave(const workshop::Task& task, Instant from);
    void correct_a_time();
    [[nodiscard]] bool has_clock() const { return !floor_.clocks_that_run.contains(mechanic_.number); }
    [[nodiscard]] std::vector<workshop::Task> open_tasks(store::Tx& tx);
    [[nodiscard]] workshop::NewLine line_of(const Piece& piece, std::int64_t thousandths) const;

    Floor& floor_;
    store::Tx& outer_;
    workshop::WorkOrder order_;
    const privacy::Actor& mechanic_;
    Moments moments_;
    Plot plot_;
    privacy::Vault& vault_;
    Language language_{};
    invoicing::VatTreatment vat_ = invoicing::VatTreatment::standard;
    Instant resumed_;
};

}  // namespace autojet::cli
