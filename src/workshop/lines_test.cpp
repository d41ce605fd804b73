#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "invoicing/charge.hpp"
#include "workshop/workshop_for_tests.hpp"

namespace autojet::workshop {
namespace {

NewLine line(std::int64_t cents, std::int64_t thousandths = 1000, std::int64_t discount = 0) {
    return {.description = "Brake pads",
            .amounts = {.kind = LineKind::part,
                        .quantity = invoicing::Quantity::of_thousandths(thousandths).value(),
                        .unit = invoicing::Unit::piece,
                        .unit_price = Money::of_cents(cents),
                        .discount = Money::of_cents(discount),
                        .vat = invoicing::VatTreatment::standard},
            .task = std::nullopt};
}

TEST(Lines, of_impossible_amounts_are_refused) {
    const auto reason = [](const NewLine& one) { return check(one) ? "fine" : check(one).error().reason; };
    EXPECT_EQ(reason(line(100)), "fine");
    EXPECT_EQ(reason(line(-1)), "negative_amount");
    EXPECT_EQ(reason(line(100, 1000, -1)), "negative_amount");
    EXPECT_EQ(reason(line(1'000'000'000)), "amount_too_large");
    EXPECT_EQ(reason(line(999'999'999, 2000)), "amount_too_large");
    EXPECT_EQ(reason(line(100, 1000, 101)), "discount_above_line");
    auto nameless = line(100);
    nameless.description = " ";
    EXPECT_EQ(reason(nameless), "required");
}

RC_GTEST_PROP(Lines, add_up_to_what_their_invoice_would_say, ()) {
    const auto cents = *rc::gen::container<std::vector<std::int64_t>>(*rc::gen::inRange(1, 20),
                                                                      rc::gen::inRange<std::int64_t>(0, 500'000));
    for (const auto basis : {invoicing::PriceBasis::including_vat, invoicing::PriceBasis::excluding_vat}) {
        std::vector<LineAmounts> amounts;
        Money shown;
        for (const auto one : cents) {
            amounts.push_back(line(one, *rc::gen::inRange<std::int64_t>(1, 5000)).amounts);
            shown += amounts.back().quantity.times(amounts.back().unit_price);
        }
        const auto totals = add_up(basis, amounts).value();
        RC_ASSERT((basis == invoicing::PriceBasis::including_vat ? totals.gross : totals.net) == shown);
        RC_ASSERT(totals.net + totals.vat == totals.gross);
    }
}

class WorkLines : public WorkshopTest {};

TEST_F(WorkLines, are_changed_by_one_at_a_time) {
    const auto order = walk_in();
    const auto id =
        house.write([&](store::Tx& tx) { return add_line(tx, house->vault, order.id, line(4500), dee); }).value();
    const auto change = [&](std::int64_t cents, std::int64_t seen) {
        return house.write([&](store::Tx& tx) { return change_line(tx, house->vault, id, line(cents), seen, bo); });
    };
    EXPECT_TRUE(change(5000, 1));
    EXPECT_EQ(reason_of(change(100, 1)), changed_meanwhile);
    EXPECT_EQ(reason_of(house.write([&](store::Tx& tx) { return remove_line(tx, id, 1); })), changed_meanwhile);
    EXPECT_TRUE(house.write([&](store::Tx& tx) { return remove_line(tx, id, 2); }));
}

TEST_F(WorkLines, of_another_order_s_task_belong_to_none) {
    const auto order = walk_in(), other = walk_in("VX-JJ-99");
    auto wanted = line(4500);
    wanted.task = task(other, "Oil");
    const auto id =
        house.write([&](store::Tx& tx) { return add_line(tx, house->vault, order.id, wanted, dee); }).value();
    EXPECT_FALSE(house.read([&](store::Tx& tx) { return load_line(tx, house->vault, id); }).value().task);
}

}  // namespace
}  // namespace autojet::workshop
