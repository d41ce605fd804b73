// Ten per cent above what was agreed, and not a cent more without asking (BW 7:752).
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "quotes/order_for_tests.hpp"

namespace autojet::quotes {
namespace {

using workshop::Agreed;
using workshop::Agreement;

using AgreedPrice = OrderOfAda;

TEST_F(AgreedPrice, passes_at_ten_per_cent_and_asks_at_one_cent_more) {
    EXPECT_EQ(reason(add(351)), "above_agreed") << "38.51 against 35.00";
    EXPECT_EQ(sum().cents(), 3500) << "nothing was written";
    EXPECT_EQ(reason(add(350)), "done");
    EXPECT_EQ(sum().cents(), 3850);
    EXPECT_EQ(reason(add(1)), "above_agreed");
    EXPECT_EQ(reason(add(0)), "done");
}

RC_GTEST_PROP(AgreedPriceNumbers, are_exactly_ten_per_cent, ()) {
    const auto cents = *rc::gen::inRange<std::int64_t>(0, 99'999'999);
    const Agreed agreed{.id = {},
                        .how = Agreement::quote,
                        .amount = Money::of_cents(cents),
                        .at = {},
                        .actor = "",
                        .words = std::nullopt};
    const auto most = agreed.most().cents();
    RC_ASSERT(most * 100 <= cents * 110);
    RC_ASSERT((most + 1) * 100 > cents * 110);
}

TEST_F(AgreedPrice, with_the_noted_word_of_the_customer_is_that_amount_and_no_more) {
    ASSERT_TRUE(agree(Agreement::by_phone, 5000));
    EXPECT_EQ(reason(add(1501)), "above_agreed");
    EXPECT_EQ(reason(add(1500)), "done");
    EXPECT_EQ(reason(add(1)), "above_agreed") << "no ten per cent on top of what was asked for";
    const auto all =
        house.read([&](store::Tx& tx) { return workshop::agreements_of(tx, house->vault, order); }).value();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all.back().actor, "staff:9");
    EXPECT_EQ(all.back().at, house.clock.now());
    EXPECT_FALSE(house.is_on_disk("Ada, on the phone"));
}

TEST_F(AgreedPrice, that_the_shop_keeps_to_lets_everything_in_and_comes_off_the_invoice) {
    ASSERT_TRUE(agree(Agreement::absorbed, 3500));
    ASSERT_TRUE(add(20000));
    make_ready();
    policy::Openings openings;
    const auto bill = house.read([&](store::Tx& tx) {
        const auto warrant = house->gate.warrant<policy::Purpose::legal_duty>(tx, dee, {order.person}, openings);
        return draw_up(tx, *house, workshop::load(tx, order.id).value(), *warrant);
    });
    ASSERT_TRUE(bill);
    EXPECT_EQ(bill->gross.cents(), 3500);
    EXPECT_EQ(bill->discount.cents(), 20000);
}

TEST_F(AgreedPrice, cannot_be_passed_by_changing_a_line_or_the_basis) {
    const auto line = house.read([&](store::Tx& tx) { return workshop::lines_of(tx, house->vault, order); })->front();
    const auto change = [&](std::int64_t cents) {
        return house.write([&](store::Tx& tx) {
            return workshop::change_line(tx, house->vault, line.id, {"Wash", priced(cents), std::nullopt}, 1, dee);
        });
    };
    EXPECT_EQ(reason(change(3851)), "above_agreed");
    const auto basis = house.write([&](store::Tx& tx) {
        return orders.change_words(tx, order.id, {"", "", invoicing::PriceBasis::excluding_vat}, 1, dee);
    });
    EXPECT_EQ(reason(basis), "above_agreed") << "42.35 with VAT";
    EXPECT_EQ(reason(change(3850)), "done");
}

TEST_F(AgreedPrice, is_only_added_to) {
    ASSERT_TRUE(agree(Agreement::at_desk, 5000));
    EXPECT_THROW((void)house.write([](store::Tx& tx) -> Result<std::int64_t> {
        return tx.run("UPDATE work_order_price SET amount = 9999 WHERE shop = $1");
    }),
                 Broken);
}

RC_GTEST_PROP(DiscountDownTo, is_the_smallest_that_keeps_to_the_price, ()) {
    const auto prices =
        *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, 500'000)));
    const auto basis = *rc::gen::element(invoicing::PriceBasis::including_vat, invoicing::PriceBasis::excluding_vat);
    std::vector<LineAmounts> lines;
    for (const auto cents : prices) {
        lines.push_back(priced(cents));
        lines.back().vat = *rc::gen::element(invoicing::VatTreatment::standard, invoicing::VatTreatment::reduced);
    }
    const auto gross = gross_of(basis, lines).value();
    const auto most = Money::of_cents(*rc::gen::inRange<std::int64_t>(0, gross.cents() + 1));
    const auto discount = discount_down_to(basis, lines, most);
    RC_ASSERT(discount >= Money{});
    RC_ASSERT((discount == Money{}) == (gross <= most));
    if (basis == invoicing::PriceBasis::including_vat) RC_ASSERT(gross - discount == std::min(gross, most));
}

}  // namespace
}  // namespace autojet::quotes
