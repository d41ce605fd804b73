#include "cli/demo_books.hpp"

#include <algorithm>
#include <random>

#include "bookkeeping/balances.hpp"
#include "bookkeeping/by_hand.hpp"
#include "bookkeeping/close_year.hpp"
#include "bookkeeping/till.hpp"
#include "bookkeeping/vat_return.hpp"
#include "payments/payments.hpp"

namespace autojet::cli {

namespace {

using namespace bookkeeping;

constexpr int days_until_paid = 38;
constexpr int old_days = 60;
constexpr int unpaid = 5;  // one of so many
constexpr int old_unpaid = 30;
constexpr int open_evenings = 2;
constexpr int day_of_filing = 20;  // of the month after the quarter
constexpr Money most_in_the_till = Money::of_cents(400'00);
constexpr Money left_in_the_till = Money::of_cents(150'00);
constexpr int card_fee_of_ten_thousand = 35;

class Bookkeeper {
public:
    Bookkeeper(const House& house, ShopId shop, CivilDate today, std::uint64_t seed)
        : house_(house), shop_(shop), today_(today), random_(seed) {}

    void keep() {
        const auto first = first_day();
        if (!first) return;
        settle_open_items();
        for (auto day = *first; day <= today_; day = add_days(day, 1)) {
            if (const auto of_month = static_cast<unsigned>(day.day()); of_month == 1 || of_month == 15) buy(day);
            if (weekday_of(day) == std::chrono::Monday) settle_cards(day);
            if (day < add_days(today_, -open_evenings)) close_evening(day);
            if (static_cast<int>(static_cast<unsigned>(day.day())) == day_of_filing &&
                static_cast<unsigned>(day.month()) % 3 == 1)
                file_return(day);
            if (day.month() == std::chrono::March && day.day() == std::chrono::day{1})
                write([&](store::Tx& tx) { return close_year(tx, year_of(day) - 1); });
        }
    }

private:
    int below(int end) { return static_cast<int>(random_() % static_cast<std::uint64_t>(end)); }

    template <class F>
    void write(F&& work) {
        (void)house_.database.write(shop_, work);
    }
    void post_all(const std::vector<Entry>& entries) {
        write([&](store::Tx& tx) -> Result<void> {
            for (const auto& entry : entries) (void)post(tx, entry);
            return {};
        });
    }
    Money stands(int account, CivilDate day) {
        return house_.database.read(shop_, [&](store::Tx& tx) { return standing_of(tx, account, day); });
    }

    std::optional<CivilDate> first_day() {
        return house_.database.read(shop_, [&](store::Tx& tx) -> std::optional<CivilDate> {
            std::optional<CivilDate> first;
            for (const auto year : years(tx))
                each_line(tx, year_period(year), [&](const PostedLine& line) {
                    if (!first || line.day < *first) first = line.day;
                });
            return first;
        });
    }

    // Most pay within some weeks, some a part of it, a few not at all; what was credited after it was paid goes back.
    void settle_open_items() {
        const auto items = house_.database.read(shop_, [&](store::Tx& tx) { return open_items(tx, today_); });
        for (const auto& item : items) {
            const bool owed_to_us = item.amount > Money{};
            const auto day = add_days(item.since, 2 + below(days_until_paid));
            if (day > today_) continue;
            const bool old = item.since < add_days(today_, -old_days);
            if (owed_to_us && ++seen_ % (old ? old_unpaid : unpaid) == 0) continue;
            auto amount = owed_to_us ? item.amount : -item.amount;
            if (owed_to_us && below(12) == 0) amount = amount.portion_half_up(1, 2);
            if (amount == Money{}) continue;
            write([&](store::Tx& tx) {
                return payments::take(tx, {item.document, amount, day, Means::bank},
                                      {.account = PersonId{0}, .today = today_});
            });
        }
    }

    void buy(CivilDate day) {
        const auto number = InvoiceNumber::parse("INK-" + std::to_string(++purchases_)).value();
        const bool rent = day.day() == std::chrono::day{1};
        Purchase purchase{.day = day, .document = number, .paid_from = account::bank, .lines = {}};
        if (rent)
            purchase.lines = {{account::costs, Money::of_cents(1'815'00), BoughtWith::standard, {}},
                              {account::costs, Money::of_cents(89'50), BoughtWith::no_vat, {}}};
        else
            purchase.lines = {
                {account::purchases, Money::of_cents(120'00 + below(900) * 100), BoughtWith::standard, {}}};
        write([&](store::Tx& tx) { return post_purchase(tx, purchase, day); });
    }

    void settle_cards(CivilDate day) {
        const auto waiting = stands(account::card_clearing, add_days(day, -1));
        if (waiting <= Money{}) return;
        post_all({entry_of_card_settlement(waiting, waiting.portion_half_up(card_fee_of_ten_thousand, 10'000), day)});
    }

    // Once in a while some change is missing; what is too much goes to the bank.
    void close_evening(CivilDate day) {
        const bool has_cash = house_.database.read(shop_, [&](store::Tx& tx) {
            const auto open = first_open_till_day(tx);
            return open && *open <= day;
        });
        if (!has_cash) return;
        auto expected = stands(account::till, day);
        if (expected > most_in_the_till) {
            post_all({entry_of_transfer({account::till,
                                         account::in_transit,
                                         expected - left_in_the_till,
                                         day,
                                         {},
                                         std::string(code(Reason::cash_moved))}),
                      entry_of_transfer({account::in_transit,
                                         account::bank,
                                         expected - left_in_the_till,
                                         day,
                                         {},
                                         std::string(code(Reason::cash_moved))})});
            expected = left_in_the_till;
        }
        const auto missing = below(25) == 0 && expected > Money::of_cents(5'00) ? Money::of_cents(50) : Money{};
        write([&](store::Tx& tx) {
            return bookkeeping::close_till(tx, day, std::max(expected - missing, Money{}), TillReason::wrong_change);
        });
    }

    void file_return(CivilDate day) {
        const auto before = add_months(day, -3);
        const auto to_settle = stands(account::vat_to_settle, day);
        write([&](store::Tx& tx) { return settle_vat(tx, year_of(before), quarter_of(before), day); });
        const auto owed = to_settle - stands(account::vat_to_settle, day);
        if (owed == Money{}) return;
        Entry entry{.kind = EntryKind::bank,
                    .day = day,
                    .document = {},
                    .memo = std::string(code(Reason::vat_paid)),
                    .lines = {}};
        add(entry.lines, account::vat_to_settle, owed);
        add(entry.lines, account::bank, -owed);
        post_all({entry});
    }

    const House& house_;
    ShopId shop_;
    CivilDate today_;
    std::mt19937_64 random_;
    int purchases_ = 0;
    int seen_ = 0;
};

}  // namespace

void invent_books(const House& house, ShopId shop, CivilDate today, std::uint64_t seed) {
    Bookkeeper(house, shop, today, seed).keep();
}

}  // namespace autojet::cli
