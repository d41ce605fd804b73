#include "bookkeeping/counter_entry.hpp"

#include <gtest/gtest.h>

#include "invoicing/drafts_for_tests.hpp"

namespace autojet::bookkeeping {
namespace {

TEST(CounterEntry, leaves_nothing_of_the_entry_on_any_account) {
    const auto entry = entry_of(invoicing::sound(invoicing::draft_for_business()));
    const auto day = invoicing::day(2026, 4, 1);
    const auto back = counter_entry_of(entry, day, "reversal");
    EXPECT_EQ(back.day, day);
    EXPECT_EQ(back.memo, "reversal");
    EXPECT_EQ(back.document, entry.document);
    ASSERT_EQ(back.lines.size(), entry.lines.size());
    for (std::size_t n = 0; n < entry.lines.size(); ++n) {
        const auto &one = entry.lines[n], &other = back.lines[n];
        EXPECT_EQ(one.account, other.account);
        EXPECT_EQ(one.vat, other.vat);
        EXPECT_EQ(one.debit, other.credit);
        EXPECT_EQ(one.credit, other.debit);
    }
    EXPECT_EQ(counter_entry_of(back, entry.day, entry.memo), entry);
}

}  // namespace
}  // namespace autojet::bookkeeping
