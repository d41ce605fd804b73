// A work order made from Ada's booking of 35 euros, and what a quote does with it.
#pragma once

#include <gtest/gtest.h>

#include "booking/garage_for_tests.hpp"
#include "quotes/link.hpp"
#include "quotes/order_invoice.hpp"
#include "quotes/quoting.hpp"
#include "workshop/agreed.hpp"

namespace autojet::quotes {

inline LineAmounts priced(std::int64_t cents, workshop::LineKind kind = workshop::LineKind::part) {
    return {.kind = kind, .quantity = {}, .unit_price = Money::of_cents(cents), .discount = {}};
}

class OrderOfAda : public booking::Garage {
protected:
    template <class F>
    auto for_work(F&& work) {
        policy::Openings openings;
        return house.write([&](store::Tx& tx) {
            const auto warrant = house->gate.warrant<policy::Purpose::appointment>(tx, dee, {order.person}, openings);
            return work(tx, *warrant);
        });
    }
    Result<workshop::LineId> add(std::int64_t cents, workshop::LineKind kind = workshop::LineKind::part) {
        return house.write([&](store::Tx& tx) {
            return workshop::add_line(tx, house->vault, order.id, {"Brake pads", priced(cents, kind), std::nullopt},
                                      dee);
        });
    }
    Result<void> agree(workshop::Agreement how, std::int64_t cents) {
        return house.write([&](store::Tx& tx) -> Result<void> {
            workshop::agree(tx, house->vault, order, how, Money::of_cents(cents), "Ada, on the phone", dee);
            return {};
        });
    }
    // A version with free lines of these prices beside those of the order, sent.
    Quote send(const std::vector<std::int64_t>& prices, int days = usual_days) {
        return for_work([&](store::Tx& tx, const ForWork& warrant) -> Result<Quote> {
                   const auto draft = quoting.open_draft(tx, order.id, warrant, dee).value();
                   for (const auto cents : prices)
                       if (auto added = quoting.add_line(
                               tx, draft.id, {"New tyre", priced(cents, workshop::LineKind::labour), std::nullopt},
                               false, warrant);
                           !added)
                           return tl::unexpected(added.error());
                   const auto seen = find(tx, draft.id)->revision;
                   return quoting.send(tx, draft.id,
                                       {.message = "Have a look", .days = days, .language = Language::en, .seen = seen},
                                       warrant, dee);
               })
            .value();
    }
    std::vector<QuoteLine> lines(const Quote& quote) {
        return house.read([&](store::Tx& tx) { return lines_of(tx, house->vault, quote); }).value();
    }
    std::vector<Answer> answers(const Quote& quote) {
        return house.read([&](store::Tx& tx) { return answers_of(tx, house->vault, quote); }).value();
    }
    // "yn": yes to the first line, no to the second.
    Result<Answer> answer(const Quote& quote, const std::string& said, std::size_t seen = 0, Via via = Via::by_link) {
        NewAnswer given{.via = via, .opened = std::nullopt, .decisions = {}, .question = "", .answers_seen = seen};
        const auto all = lines(quote);
        for (std::size_t n = 0; n < said.size(); ++n) given.decisions[all[n].id] = said[n] == 'y';
        return for_work([&](store::Tx& tx, const ForWork& warrant) {
            return quoting.answer(tx, quote.id, given, warrant, Actor::person(order.person));
        });
    }
    Money sum() {
        return house.read([&](store::Tx& tx) { return gross_of(order.basis, workshop::amounts_of(tx, order.id)); })
            .value();
    }
    Money agreed() {
        return house.read([&](store::Tx& tx) { return workshop::find_agreed(tx, house->vault, order); })
            .value()
            ->amount;
    }
    void make_ready() {
        const auto to = [&](workshop::State state) {
            return house.write([&](store::Tx& tx) {
                const auto now = workshop::load(tx, order.id).value();
                return orders.move_to(tx, order.id, now.stand, {state, std::nullopt}, dee);
            });
        };
        for (const auto state : {workshop::State::arrived, workshop::State::in_progress, workshop::State::ready})
            (void)to(state);
    }
    template <class T>
    static std::string reason(const T& done) {
        return done ? "done" : done.error().reason;
    }

    workshop::Orders orders{*house, bookings};
    Quoting quoting{orders};
    const booking::Booking booked = book(request(ada())).value();
    const WorkOrder order = house.write([&](store::Tx& tx) { return orders.open_for(tx, booked, dee); }).value();
};

}  // namespace autojet::quotes
