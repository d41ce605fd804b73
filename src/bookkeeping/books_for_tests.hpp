// The books of a house for tests, and invoices that nobody has seen, spread over a year.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/result_for_tests.hpp"
#include "bookkeeping/balances.hpp"
#include "bookkeeping/close_year.hpp"
#include "bookkeeping/journal.hpp"
#include "bookkeeping/till.hpp"
#include "bookkeeping/vat_return.hpp"
#include "invoicing/credit.hpp"
#include "invoicing/deposit.hpp"
#include "invoicing/drafts_for_tests.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::bookkeeping {

using invoicing::draft_for_ada;
using invoicing::draft_for_business;
using invoicing::line_of;
using invoicing::sound;
using invoicing::VatTreatment;

inline InvoiceNumber number(const std::string& text) {
    return InvoiceNumber::parse(text).value();
}
inline CivilDate on(int year, unsigned month, unsigned day) {
    return invoicing::day(year, month, day);
}
inline Money cents(std::int64_t amount) {
    return Money::of_cents(amount);
}
inline Line debit(int account, std::int64_t amount) {
    return {.account = account, .debit = cents(amount), .credit = {}, .vat = {}, .document = {}};
}
inline Line credit(int account, std::int64_t amount) {
    return {.account = account, .debit = {}, .credit = cents(amount), .vat = {}, .document = {}};
}
inline Entry memo(CivilDate day, std::vector<Line> lines) {
    return {.kind = EntryKind::memo, .day = day, .document = {}, .memo = "test", .lines = std::move(lines)};
}

// Random ones: the nth of a year, never before the deposits that it takes off.
inline invoicing::Invoice unseen(std::uint32_t seed, int n, int year = 2026) {
    auto draft = invoicing::Drafts{seed}.draw();
    draft.number = invoicing::SeriesNumber{"", year, n + 1}.format();
    draft.issued_on = add_days(on(year, 2, 2), static_cast<int>(seed % 290));
    draft.due_on = add_days(draft.issued_on, 14);
    draft.supply = {draft.issued_on, draft.issued_on};
    if (draft.corrects) draft.corrects->number = number("R" + std::to_string(year) + "-" + std::to_string(n + 1));
    return sound(draft);
}

class Books : public ::testing::Test {
protected:
    Result<EntryId> book(const Entry& entry) {
        return house.write([&](store::Tx& tx) { return post(tx, entry); });
    }
    void book_all(const std::vector<Entry>& entries) {
        const auto booked = house.write([&](store::Tx& tx) -> Result<void> {
            for (const auto& entry : entries)
                if (!entry.lines.empty()) post(tx, entry).value();
            return {};
        });
        ASSERT_TRUE(booked);
    }
    void pay(const std::string& document, std::int64_t amount, CivilDate day, Means means = Means::bank,
             Direction direction = Direction::received) {
        const auto booked = book(entry_of_payment({number(document), cents(amount), day, means, direction}));
        ASSERT_EQ(reason_of(booked), "");
    }
    std::int64_t open(const std::string& document) {
        return house.read([&](store::Tx& tx) { return open_amount(tx, number(document)).cents(); });
    }
    std::int64_t stands(int account, CivilDate day) {
        return house.read([&](store::Tx& tx) { return standing_of(tx, account, day).cents(); });
    }
    bool balanced() {
        return house.read([](store::Tx& tx) { return is_balanced(tx); });
    }
    VatReturn quarter(int year, int of_year) {
        return house.read([&](store::Tx& tx) { return vat_return(tx, year, of_year); });
    }
    void set_day(CivilDate day) { house.clock.set(Instant{std::chrono::sys_days{day}} + std::chrono::hours{12}); }

    tests::HouseForTests house;
    const CivilDate today = on(2026, 11, 23);
};

}  // namespace autojet::bookkeeping
