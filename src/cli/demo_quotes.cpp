#include "cli/demo_quotes.hpp"

namespace autojet::cli {

namespace {

using namespace quotes;
using privacy::Actor;
using workshop::WorkOrderId;

constexpr std::string_view message = "We kwamen dit tegen. Laat je weten wat we mogen doen?";
constexpr std::string_view message_en = "This is what we found. Will you tell us what we may do?";
constexpr std::string_view question = "Kan dit ook bij de volgende beurt?";
constexpr std::string_view question_en = "Could this wait until the next service?";

class Asking {
public:
    Asking(Floor& floor, store::Tx& outer, const workshop::WorkOrder& order, Language language, const Actor& mechanic)
        : floor_(floor), outer_(outer), order_(order), language_(language), mechanic_(mechanic) {}

    Quote send(const std::vector<Found>& found, Instant when) {
        store::Tx tx = at(when);
        const auto warrant = warrant_in(tx, mechanic_);
        const auto draft = sure(floor_.quoting.open_draft(tx, order_.id, warrant, mechanic_));
        for (const auto& [line, can_wait] : found) sure(floor_.quoting.add_line(tx, draft.id, line, can_wait, warrant));
        const auto seen = find(tx, draft.id)->revision;
        return sure(floor_.quoting.send(tx, draft.id,
                                        {.message = std::string(language_ == Language::nl ? message : message_en),
                                         .language = language_,
                                         .seen = seen},
                                        warrant, mechanic_));
    }

    // The same lines go into the next version.
    void withdraw(const Quote& quote, Instant when) {
        store::Tx tx = at(when);
        sure(floor_.quoting.withdraw(tx, quote.id, floor_.crew.desk));
    }

    void answer(const Quote& quote, Outcome outcome, Instant when) {
        store::Tx tx = at(when);
        const bool by_link = !floor_.chance.one_of(4);
        const auto by = by_link ? Actor::person(order_.person) : floor_.crew.desk;
        const auto warrant = warrant_in(tx, by);
        const auto lines = sure(lines_of(tx, floor_.house.vault, quote));
        NewAnswer given{.via = by_link ? Via::by_link : Via::by_phone, .opened = {}, .decisions = {}, .question = {}};
        if (by_link) given.opened = tx.now() - floor_.chance.minutes(1, 9);
        bool yes = true;  // to the first that is new, and not to the next
        for (const auto& line : lines) {
            const bool is_new = !line.work_line;
            given.decisions[line.id] = !is_new || outcome == Outcome::approved || (outcome == Outcome::in_part && yes);
            if (is_new) yes = !yes;
        }
        if (by_link && outcome != Outcome::approved && floor_.chance.one_of(2))
            given.question = language_ == Language::nl ? question : question_en;
        sure(floor_.quoting.answer(tx, quote.id, given, warrant, by));
    }

private:
    store::Tx at(Instant when) { return outer_.at(std::min(when, floor_.now)); }
    ForWork warrant_in(store::Tx& tx, const Actor& by) {
        return sure(floor_.house.gate.warrant<policy::Purpose::appointment>(tx, by, {order_.person}, openings_));
    }

    Floor& floor_;
    store::Tx& outer_;
    const workshop::WorkOrder& order_;
    Language language_;
    const Actor& mechanic_;
    policy::Openings openings_;
};

}  // namespace

Instant ask_by_quote(Floor& floor, store::Tx& outer, const workshop::WorkOrder& order, const std::vector<Found>& found,
                     Outcome outcome, Language language, Instant when, const Actor& mechanic) {
    Asking asking(floor, outer, order, language, mechanic);
    const auto first = asking.send(found, when);
    if (outcome == Outcome::unanswered) return when;
    if (outcome == Outcome::withdrawn) {
        when += floor.chance.minutes(4, 15);
        asking.withdraw(first, when);
        when += floor.chance.minutes(2, 6);
        const auto second = asking.send({}, when);
        when += floor.chance.minutes(20, 60);
        asking.answer(second, Outcome::approved, when);
        return when;
    }
    when += floor.chance.minutes(15, 80);
    asking.answer(first, outcome, when);
    return when;
}

}  // namespace autojet::cli
