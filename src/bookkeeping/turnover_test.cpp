#include "bookkeeping/turnover.hpp"

#include <gtest/gtest.h>

#include "bookkeeping/books_for_tests.hpp"
#include "bookkeeping/chart.hpp"

namespace autojet::bookkeeping {
namespace {

// By each line of the journal, in this program.
std::vector<Turnover> recounted(store::Tx& tx, int year) {
    std::vector<Turnover> months;
    for (unsigned month = 1; month <= 12; ++month)
        months.push_back({.month = on(year, month, 1), .net = {}, .vat = {}});
    each_line(tx, year_period(year), [&](const PostedLine& posted) {
        if (posted.kind != EntryKind::invoice && posted.kind != EntryKind::credit_note) return;
        auto& month = months.at(static_cast<unsigned>(posted.day.month()) - 1);
        const auto amount = posted.line.credit - posted.line.debit;
        if (load_account(posted.line.account).kind == AccountKind::income) month.net += amount;
        if (posted.line.account == account::vat_standard || posted.line.account == account::vat_reduced ||
            posted.line.account == account::vat_other)
            month.vat += amount;
    });
    return months;
}

TEST_F(Books, the_turnover_of_a_year_is_the_sum_of_its_lines) {
    std::vector<Entry> entries;
    for (std::uint32_t seed = 1; seed <= 200; ++seed)
        entries.push_back(entry_of(unseen(seed * 7919, static_cast<int>(seed))));
    book_all(entries);
    const auto [fast, slow] = house.read([&](store::Tx& tx) {
        return std::pair{turnover(tx, on(2026, 1, 1), on(2026, 12, 31)), recounted(tx, 2026)};
    });
    ASSERT_EQ(fast.size(), slow.size());
    EXPECT_NE(sum_of(fast).net, Money{});
    for (std::size_t n = 0; n < fast.size(); ++n) {
        EXPECT_EQ(fast[n].month, slow[n].month);
        EXPECT_EQ(fast[n].net, slow[n].net) << n;
        EXPECT_EQ(fast[n].vat, slow[n].vat) << n;
    }
}

TEST_F(Books, turnover_runs_over_the_end_of_a_year_and_is_not_changed_by_paying_the_vat) {
    auto draft = draft_for_ada();
    draft.issued_on = on(2026, 2, 3);
    draft.supply = {draft.issued_on, draft.issued_on};
    draft.due_on = on(2026, 2, 17);
    const auto invoice = sound(draft);
    book_all({entry_of(invoice)});
    const auto months = [&] {
        return house.read([&](store::Tx& tx) { return turnover(tx, on(2025, 12, 15), on(2026, 3, 1)); });
    };
    ASSERT_EQ(months().size(), 4U);
    EXPECT_EQ(months().at(2).gross(), invoice.totals().gross);
    EXPECT_EQ(months().at(2).vat, invoice.totals().vat);
    EXPECT_EQ(sum_of(months()).gross(), invoice.totals().gross);
    EXPECT_TRUE(house.write([&](store::Tx& tx) { return settle_vat(tx, 2026, 1, on(2026, 4, 5)); }));
    EXPECT_EQ(sum_of(months()).vat, invoice.totals().vat);
}

}  // namespace
}  // namespace autojet::bookkeeping
