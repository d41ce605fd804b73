#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "invoicing/credit.hpp"
#include "invoicing/drafts_for_tests.hpp"
#include "quotes/mails.hpp"
#include "quotes/order_for_tests.hpp"
#include "quotes/quotes_holder.hpp"
#include "workshop/orders_holder.hpp"

namespace autojet::quotes {
namespace {

class Quotes : public OrderOfAda {
protected:
    std::string may_answer(const Quote& quote, Via via = Via::by_link) {
        return house.read([&](store::Tx& tx) { return reason(answerable(tx, *find(tx, quote.id), via)); });
    }
    tl::expected<accounts::DocumentId, Errors> invoice() {
        policy::Openings openings;
        const auto bill = house.read([&](store::Tx& tx) {
            const auto warrant = house->gate.warrant<policy::Purpose::legal_duty>(tx, dee, {order.person}, openings);
            return draw_up(tx, *house, workshop::load(tx, order.id).value(), *warrant);
        });
        if (!bill) return tl::unexpected(Errors{bill.error()});
        return issue(*house, house.autojet(), *bill, invoicing::draft_for_ada(), Language::en, dee);
    }
    Money invoiced(accounts::DocumentId document) {
        return house.read([&](store::Tx& tx) { return accounts::find_invoice(tx, document)->gross; });
    }
};

TEST_F(Quotes, list_all_of_the_order_and_what_is_proposed) {
    const auto quote = send({12000});
    const auto all = lines(quote);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_TRUE(all[0].agreed_before) << "booked at this price";
    EXPECT_FALSE(all[1].agreed_before);
    EXPECT_EQ(quote.gross.cents(), 15500);
    EXPECT_EQ(sum().cents(), 3500) << "a proposal is no line of the order";
}

TEST_F(Quotes, that_were_sent_never_change) {
    const auto quote = send({12000});
    for (const std::string_view sql :
         {"UPDATE quote SET gross = 1 WHERE shop = $1", "UPDATE quote SET shown = NULL WHERE shop = $1",
          "UPDATE quote_line SET unit_price = 1 WHERE shop = $1"})
        EXPECT_THROW((void)house.write([&](store::Tx& tx) -> Result<std::int64_t> { return tx.run(sql); }), Broken)
            << sql;
    const auto added = for_work([&](store::Tx& tx, const ForWork& warrant) {
        return quoting.add_line(tx, quote.id, {"More", priced(1), std::nullopt}, false, warrant);
    });
    EXPECT_EQ(reason(added), "not_a_draft");
    policy::Openings openings;
    const auto shown = house.read([&](store::Tx& tx) {
        const auto warrant = house->gate.warrant<policy::Purpose::appointment>(tx, dee, {order.person}, openings);
        return load_frozen(tx, house->vault, quote)->shown->open(*warrant);
    });
    for (const auto* words : {"New tyre", "€120.00", "€155.00", "Have a look"})
        EXPECT_NE(shown.find(words), std::string::npos) << words << " in " << shown;
    EXPECT_FALSE(house.is_on_disk("Have a look"));
}

TEST_F(Quotes, are_answered_line_by_line_and_the_order_follows) {
    const auto quote = send({12000, 8000});
    ASSERT_TRUE(answer(quote, "yny"));
    EXPECT_EQ(agreed().cents(), 11500);
    EXPECT_EQ(sum(), agreed());
    const auto tasks = house.read([&](store::Tx& tx) { return workshop::tasks_of(tx, house->vault, order); });
    EXPECT_EQ(tasks->size(), 2U) << "what is to be done came with the line";
    ASSERT_TRUE(answer(quote, "nyy", 1));
    EXPECT_EQ(sum().cents(), 20000);
    EXPECT_EQ(agreed(), sum());
    EXPECT_EQ(answers(quote).size(), 2U) << "the first answer is kept";
}

TEST_F(Quotes, take_the_same_answer_once_and_a_stale_one_not_at_all) {
    const auto quote = send({12000});
    const auto first = answer(quote, "yy");
    ASSERT_TRUE(first);
    const auto again = answer(quote, "yy");
    ASSERT_TRUE(again);
    EXPECT_EQ(again->id, first->id);
    EXPECT_EQ(reason(answer(quote, "yn", 0)), "changed_meanwhile");
    EXPECT_EQ(answers(quote).size(), 1U);
    EXPECT_EQ(reason(answer(quote, "y", 1)), "decision_missing");
}

TEST_F(Quotes, stand_from_the_moment_on_in_which_work_began) {
    const auto quote = send({12000, 500});
    ASSERT_TRUE(answer(quote, "yyn"));
    const auto tasks = house.read([&](store::Tx& tx) { return workshop::tasks_of(tx, house->vault, order); });
    ASSERT_TRUE(
        house.write([&](store::Tx& tx) { return workshop::start_clock(tx, house->vault, tasks->back().id, dee); }));
    EXPECT_EQ(reason(answer(quote, "ynn", 1)), "work_has_begun");
    EXPECT_EQ(reason(answer(quote, "yyy", 1)), "done") << "what nobody began with can still be added";
}

TEST_F(Quotes, are_superseded_withdrawn_and_expire) {
    const auto first = send({12000}, 3);
    EXPECT_EQ(may_answer(first), "done");
    const auto second = send({9000}, 3);
    EXPECT_EQ(may_answer(first), "superseded");
    EXPECT_EQ(reason(answer(first, "yy")), "superseded");
    ASSERT_TRUE(house.write([&](store::Tx& tx) { return quoting.withdraw(tx, second.id, dee); }));
    EXPECT_EQ(may_answer(second), "withdrawn");
    EXPECT_EQ(may_answer(first), "done") << "it is the newest again";
    house.clock.advance(std::chrono::hours{24 * 4});
    EXPECT_EQ(may_answer(first), "expired");
    EXPECT_EQ(may_answer(first, Via::by_phone), "done") << "the shop may still take a call";
    EXPECT_EQ(reason(answer(first, "yy")), "expired");
    EXPECT_EQ(agreed().cents(), 3500);
}

TEST_F(Quotes, are_reached_by_their_own_link_alone) {
    const auto quote = send({12000});
    const auto link = link_of(house->vault, house.autojet(), quote.id, house.clock.now());
    const auto opened = [&](const std::string& text, ShopId shop = ShopId{1}) {
        return house->database.read(shop,
                                    [&](store::Tx& tx) { return find_by_link(tx, house->vault, text).has_value(); });
    };
    EXPECT_TRUE(opened(link));
    EXPECT_FALSE(opened(link, house.other_shop()));
    EXPECT_FALSE(house.is_on_disk(link.substr(link.find('-') + 1)));
    for (std::size_t at = 0; at < link.size(); ++at) {
        auto forged = link;
        forged[at] = forged[at] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(opened(forged)) << at;
        EXPECT_FALSE(opened(link.substr(0, at)));
    }
    const auto stamp = opened_stamp(house->vault, house.autojet(), quote.id, house.clock.now());
    EXPECT_EQ(read_stamp(house->vault, house.autojet(), quote.id, stamp, house.clock.now()), house.clock.now());
    EXPECT_FALSE(read_stamp(house->vault, house.autojet(), QuoteId{1}, stamp, house.clock.now()));
    EXPECT_FALSE(read_stamp(house->vault, house.autojet(), quote.id, "12345", house.clock.now()));
}

TEST_F(Quotes, become_an_invoice_of_exactly_what_was_approved_and_only_once) {
    const auto quote = send({12000, 8000});
    ASSERT_TRUE(answer(quote, "yny"));
    EXPECT_EQ(invoice().error().front().reason, "not_ready");
    make_ready();
    const auto first = invoice();
    ASSERT_TRUE(first);
    EXPECT_EQ(invoiced(*first).cents(), 11500);
    EXPECT_EQ(invoice().value(), *first);
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM accounts_invoice WHERE shop = $1"), 1);

    policy::Openings openings;
    const auto issued = house.read([&](store::Tx& tx) {
        const auto warrant = house->gate.warrant<policy::Purpose::legal_duty>(tx, dee, {order.person}, openings);
        return accounts::load_invoice(tx, house->vault, *accounts::find(tx, *first), *warrant).value();
    });
    ASSERT_TRUE(accounts::issue_invoice(
        *house, house.autojet(), invoicing::credit_of(issued, issued.content().number, issued.content().issued_on),
        {.person = order.person, .booking = order.booking, .corrects = *first}));
    const auto second = invoice();
    ASSERT_TRUE(second) << "the credit note opened it again";
    EXPECT_NE(*second, *first);
}

TEST_F(Quotes, of_any_prices_come_to_the_sum_of_what_is_approved) {
    EXPECT_TRUE(rc::check([&](const std::vector<bool>& said) {
        std::vector<std::int64_t> prices;
        for (std::size_t n = 0; n < std::min<std::size_t>(said.size(), 5); ++n)
            prices.push_back(*rc::gen::inRange<std::int64_t>(1, 100'000));
        const auto quote = send(prices);
        const auto all = lines(quote);
        std::string words;
        std::int64_t expected = 0;
        for (std::size_t n = 0; n < all.size(); ++n) {
            const bool yes = n >= said.size() || said[n];
            words += yes ? 'y' : 'n';
            if (yes) expected += all[n].amounts.unit_price.cents();
        }
        RC_ASSERT(answer(quote, words));
        RC_ASSERT(agreed().cents() == expected);
        RC_ASSERT(sum().cents() == expected);
    }));
}

TEST_F(Quotes, go_with_their_person_and_leave_no_message_behind) {
    const auto quote = send({12000});
    house.write([&](store::Tx& tx) -> Result<void> {
        put_in_outbox(tx, quote.id);
        return {};
    });
    ASSERT_TRUE(answer(quote, "yy"));
    house.write([&](store::Tx& tx) -> Result<void> {
        for (const auto& holder : {quotes_holder(*house), workshop::orders_holder(*house)})
            EXPECT_TRUE(holder.erase(tx, order.person).empty());
        return {};
    });
    for (const auto* table : {"quote", "quote_line", "quote_answer", "quote_answer_line", "work_order_price"})
        EXPECT_EQ(house.number("SELECT COUNT(*) FROM " + std::string(table) + " WHERE shop = $1"), 0) << table;
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM outbox WHERE shop = $1 AND event = 'quote.sent'"), 0);
}

}  // namespace
}  // namespace autojet::quotes
