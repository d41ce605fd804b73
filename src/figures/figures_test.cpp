#include "figures/figures.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>
#include <random>
#include <set>

#include "base/result_for_tests.hpp"
#include "booking/garage_for_tests.hpp"
#include "figures/chart.hpp"
#include "privacy/shown.hpp"
#include "privacy/standing.hpp"
#include "tests/support/policy_for_tests.hpp"

namespace autojet::figures {
namespace {

using namespace std::chrono_literals;
using booking::Booking;
using booking::Status;
using policy::Purpose;

const Window november = parse_window("2026-11").value();
const Words english{Language::en, [](std::string_view text) { return std::string(text); }};

TEST(Window, is_read_by_its_name_and_by_nothing_else) {
    for (const std::string name : {"2026-11", "2026-01", "2026-Q4", "2026-Q1", "2026", "2001"})
        EXPECT_EQ(parse_window(name)->name(), name);
    for (const std::string name : {"", "2026-13", "2026-00", "2026-Q5", "2026-Q0", "26", "2026-1", "2026-11-01", "1999",
                                   "2100", "-026", "2026-+1", "abcd", "2026-Qx"})
        EXPECT_FALSE(parse_window(name)) << name;
    EXPECT_EQ(parse_window("2024-02")->until, (CivilDate{2024y / 2 / 29}));
    EXPECT_EQ(parse_window("2026-11")->words(Language::en), "November 2026");
    EXPECT_EQ(parse_window("2026-Q4")->words(Language::nl), "Kwartaal 4 2026");
}

RC_GTEST_PROP(Window, follows_the_one_before_without_a_gap, (std::uint16_t day)) {
    const CivilDate some{std::chrono::sys_days{2005y / 1 / 1} + std::chrono::days{day % 30000}};
    for (const auto length : {Length::month, Length::quarter, Length::year}) {
        const auto window = window_of(length, some);
        RC_ASSERT(window.from <= some && some <= window.until);
        RC_ASSERT(add_days(window.before().until, 1) == window.from);
        RC_ASSERT(window.before().name() != window.name());
    }
}

class Counting : public booking::Garage {
protected:
    Booking insert(PersonId person, Instant start, Minutes length, const std::string& service = "hand-wash",
                   Status status = Status::confirmed, Instant created = tests::monday_morning) {
        static std::int64_t number = 0;
        const Booking made{.id = booking::BookingId{++number},
                           .reference = "R" + std::to_string(number),
                           .person = person,
                           .service = service,
                           .size = booking::VehicleSize::small,
                           .resource = scheduling::ResourceId{1},
                           .span = {start, start + length},
                           .price = Money::of_cents(1000 + number % 7 * 333),
                           .status = status,
                           .channel = booking::Channel::website,
                           .policy_version = "2026-06-24",
                           .created = created};
        write([&](store::Tx& tx) { booking::insert(tx, made, std::nullopt); });
        return made;
    }
    void write(const std::function<void(store::Tx&)>& work) {
        EXPECT_TRUE(house.write([&](store::Tx& tx) -> Result<void> { return work(tx), Result<void>{}; }));
    }
    Result<Figures> counted(const Window& window, const Visits& visits = {}) {
        return house.read([&](store::Tx& tx) {
            return count(tx, *house, bookings.timetable(house.autojet())->rules, window, visits, dee, openings);
        });
    }
    // One by one, through the gate: nobody would call it fast.
    Figures recounted(const std::vector<Booking>& all, const Window& window) {
        Figures sums;
        const auto& zone = bookings.timetable(house.autojet())->rules.zone;
        std::map<std::string, int> times;
        for (const auto& one : all) {
            const auto day = date_of(zone.to_local(one.span.start));
            if (day < window.from || day > window.until) continue;
            const bool covered = house.read([&](store::Tx& tx) {
                policy::Openings nowhere;
                const auto warrant = house->gate.warrant<Purpose::improvement>(tx, dee, {one.person}, nowhere);
                return warrant && warrant->covers(one.person, policy::Category::appointment);
            });
            if (!covered) {
                ++sums.left_out;
            } else if (one.status == Status::cancelled) {
                ++sums.cancelled;
            } else {
                ++sums.appointments;
                sums.agreed += one.price;
                sums.whole.booked += std::chrono::duration_cast<Minutes>(one.span.end - one.span.start);
                ++times[one.service];
            }
        }
        for (const auto& [service, count] : times) sums.services.push_back({service, count, {}});
        return sums;
    }

    policy::Openings openings;
};

// Years of their own for each round, and people of their own, in one shop.
TEST_F(Counting, is_the_sum_of_a_recount_of_everybody_who_may_be_counted) {
    std::mt19937 random(20261123);
    const auto below = [&](int end) { return static_cast<int>(random() % static_cast<unsigned>(end)); };
    const std::array<std::string, 3> services{"hand-wash", "oil", "gone"};
    const std::array statuses{Status::pending, Status::confirmed, Status::cancelled};
    for (int round = 0; round < 12; ++round) {
        const auto name = std::to_string(2030 + round);
        const Instant new_year{std::chrono::sys_days{std::chrono::year{2030 + round} / 1 / 1}};
        const auto nth = [&](int n) { return PersonId{100 * (round + 1) + n}; };
        std::vector<Booking> all;
        for (int n = below(60); n > 0; --n)
            all.push_back(insert(nth(below(12)), new_year + std::chrono::hours{below(365 * 24) - 12},
                                 Minutes{5 * (1 + below(40))}, services.at(random() % 3), statuses.at(random() % 3),
                                 new_year - std::chrono::hours{below(2000)}));
        write([&](store::Tx& tx) {
            for (int n = 0; n < 12; ++n) {
                const auto wish = below(6);
                if (wish == 1) privacy::object(tx, nth(n), privacy::Aim::improvement);
                if (wish == 2) privacy::object(tx, nth(n), privacy::Aim::marketing);
                if (wish == 3) privacy::restrict_use(tx, nth(n), privacy::Ground::claim);
            }
        });
        for (const auto& part : {name + "-03", name + "-Q4", name}) {
            const auto window = parse_window(part).value();
            const auto sums = counted(window).value();
            const auto right = recounted(all, window);
            EXPECT_EQ(sums.appointments, right.appointments) << part;
            EXPECT_EQ(sums.cancelled, right.cancelled) << part;
            EXPECT_EQ(sums.left_out, right.left_out) << part;
            EXPECT_EQ(sums.agreed, right.agreed) << part;
            EXPECT_EQ(sums.whole.booked, right.whole.booked) << part;
            EXPECT_EQ(sums.services.size(), right.services.size()) << part;
            for (const auto& service : right.services) {
                const auto found = std::ranges::find(sums.services, service.service, &ServiceUse::service);
                ASSERT_NE(found, sums.services.end()) << part;
                EXPECT_EQ(found->times, service.times) << part;
            }
            EXPECT_EQ(std::accumulate(sums.lead.begin(), sums.lead.end(), 0), right.appointments) << part;
        }
    }
}

TEST_F(Counting, P4_leaves_out_who_knows_only_a_policy_that_did_not_say_so) {
    auto without = tests::policy_with("2026-11-01", {});
    const std::string row = "number = \"P4\"\n";
    without.insert(without.find(row) + row.size(), "prepared = true\n");
    write([&](store::Tx& tx) { EXPECT_TRUE(privacy::publish(tx, without)); });
    write([&](store::Tx& tx) { privacy::record_told(tx, PersonId{7}, "2026-11-01", privacy::Told::by_mail); });
    write([&](store::Tx& tx) { EXPECT_TRUE(privacy::publish(tx, tests::policy_with("2026-11-02", {}))); });
    write([&](store::Tx& tx) { privacy::record_told(tx, PersonId{8}, "2026-11-02", privacy::Told::by_mail); });
    const std::vector<Booking> all{insert(PersonId{7}, booking::tuesday_at_ten, 45min),
                                   insert(PersonId{8}, booking::tuesday_at_ten, 90min)};
    const auto sums = counted(november).value();
    EXPECT_EQ(sums.left_out, 1);
    EXPECT_EQ(sums.whole.booked, 90min);
    EXPECT_EQ(recounted(all, november).left_out, 1);
}

TEST_F(Counting, P4_is_refused_to_a_role_without_this_purpose_and_the_ledger_says_so) {
    insert(PersonId{7}, booking::tuesday_at_ten, 45min);
    const auto bo = privacy::Actor::staff(PersonId{5}, privacy::set_of({Purpose::appointment}));
    const auto refused = house.read([&](store::Tx& tx) {
        return count(tx, *house, bookings.timetable(house.autojet())->rules, november, {}, bo, openings);
    });
    EXPECT_EQ(reason_of(refused), "no_warrant");
    house->ledger.settle(house.autojet(), bo, openings);
    EXPECT_EQ(house.ledger().back(), "staff:5 refused improvement: appointment");
}

TEST_F(Counting, knows_how_many_hours_the_bays_were_open) {
    insert(PersonId{7}, booking::tuesday_at_ten, 60min);
    auto sums = counted(november).value();
    const auto& tuesday = sums.days.at(23);
    EXPECT_EQ(tuesday.available, 2 * 10h);
    EXPECT_EQ(tuesday.booked, 60min);
    EXPECT_EQ(tuesday.percent(), 5);
    EXPECT_FALSE(sums.days.at(21).percent()) << "on Sunday nothing is open";
    write([&](store::Tx& tx) {
        const auto bay = bookings.timetable(house.autojet())->rules.resources.front().id;
        EXPECT_TRUE(scheduling::block(tx, bay, {booking::tuesday_at_ten, booking::tuesday_at_ten + 10h},
                                      scheduling::BlockReason::maintenance));
    });
    EXPECT_EQ(counted(november)->days.at(23).available, 12h) << "until it closes";
    const auto weeks = by_week(sums.days);
    EXPECT_EQ(weeks.size(), 6U);
    EXPECT_EQ(weeks.at(4).booked, 60min);
}

TEST_F(Counting, tells_who_did_not_come_only_where_arrivals_are_noted) {
    std::vector<Booking> all;
    for (int n = 0; n < 6; ++n) all.push_back(insert(PersonId{10 + n}, booking::tuesday_at_ten + n * 1h, 60min));
    insert(PersonId{30}, booking::tuesday_at_ten + 24h, 60min);
    house.clock.advance(72h);
    EXPECT_FALSE(counted(november)->no_shows);
    const auto visits = [&](store::Tx&, scheduling::Span) {
        std::vector<Visit> seen;
        for (int n = 0; n < 5; ++n)
            seen.push_back(
                {all[static_cast<std::size_t>(n)].id, booking::tuesday_at_ten, booking::tuesday_at_ten + (n + 1) * 1h});
        return seen;
    };
    const auto sums = counted(november, visits).value();
    EXPECT_EQ(sums.no_shows, 1) << "of the day after nobody knows";
    EXPECT_EQ(sums.ready_median, 180);
}

TEST_F(Counting, groups_lead_times_by_days_on_the_calendar) {
    for (const int days : {0, 1, 2, 3, 4, 7, 8, 14, 15, 90})
        insert(PersonId{7}, booking::tuesday_at_ten, 45min, "oil", Status::confirmed,
               booking::tuesday_at_ten - std::chrono::days{days});
    const auto sums = counted(november).value();
    EXPECT_EQ(sums.lead, (LeadGroups{1, 1, 2, 2, 2, 2}));
    EXPECT_EQ(sums.lead_median, 4);
}

TEST(Sheets, tell_no_number_of_fewer_than_five) {
    Figures figures;
    figures.services = {{"oil", 12, Money::of_cents(120'000)}, {"wash", 4, Money::of_cents(9'999)}};
    figures.lead = {5, 4, 0, 0, 0, 0};
    const auto sheet = services(figures, {}, english);
    EXPECT_EQ(sheet.rows, (std::vector<std::vector<std::string>>{{"oil", "12", "€1,200.00"},
                                                                 {"Other services", "fewer than 5", "–"}}));
    EXPECT_EQ(csv_of(sheet), "Service,Times,\"Agreed, including VAT\"\r\noil,12,1200.00\r\nOther services,<5,\r\n");
    EXPECT_EQ(lead_times(figures, english).rows.at(1).at(1), "fewer than 5");
    EXPECT_EQ(count_words(0, english), "0");
    EXPECT_EQ(count_words(5, english), "5");
}

TEST(Chart, is_a_picture_with_a_name_and_no_style_of_its_own) {
    const auto svg = bars_svg({{"<1>", 5, 10}, {"2", -5, 0}}, {"x", "Hours & days", "10 hours"});
    EXPECT_NE(svg.find("role=\"img\" aria-labelledby=\"x-picture\""), std::string::npos);
    EXPECT_NE(svg.find("<title id=\"x-picture\">Hours &amp; days</title>"), std::string::npos);
    EXPECT_NE(svg.find("&lt;1&gt;"), std::string::npos);
    EXPECT_EQ(svg.find("style="), std::string::npos);
    EXPECT_EQ(svg.find("height=\"-"), std::string::npos);
    EXPECT_EQ(svg.find("\"-"), std::string::npos);
}

RC_GTEST_PROP(Chart, stays_inside_its_picture, (std::vector<std::uint16_t> values)) {
    std::vector<Bar> bars;
    for (const auto value : values) bars.push_back({"x", value, 2 * value});
    for (const auto& svg : {bars_svg(bars, {"x", "x", "x"}), lying_bars_svg(bars, {"x", "x", "x"})})
        for (auto at = svg.find(" y=\""); at != std::string::npos; at = svg.find(" y=\"", at + 1))
            RC_ASSERT(svg[at + 4] != '-');
}

class FiguresPage : public Counting {
protected:
    FiguresPage() { figures.module().add_routes(router); }

    staff::Desk desk{*house, [](ShopId) { return 0; }, [](ShopId) { return 0; }};
    FiguresDesk figures{*house, bookings, desk};
    http::Router router;
    tests::Browser owner = tests::signed_in(house, router, house.autojet(), staff::Role::owner);
};

TEST_F(FiguresPage, shows_charts_with_their_tables_and_what_is_not_counted) {
    const auto empty = owner.get("/desk/figures").body;
    EXPECT_NE(empty.find("Nothing to show in this period yet."), std::string::npos);
    for (int n = 0; n < 6; ++n) insert(PersonId{10 + n}, booking::tuesday_at_ten + n * 1h, 60min);
    insert(PersonId{30}, booking::tuesday_at_ten, 60min);
    write([&](store::Tx& tx) { privacy::object(tx, PersonId{30}, privacy::Aim::improvement); });
    const auto page = owner.get("/desk/figures?period=2026-11");
    EXPECT_TRUE(page.shows("November 2026"));
    EXPECT_TRUE(page.shows("October 2026"));
    EXPECT_TRUE(page.shows("<strong>6</strong>"));
    EXPECT_TRUE(page.shows("role=\"img\""));
    EXPECT_TRUE(page.shows("<th scope=\"row\">Hand wash</th><td>6</td>"));
    EXPECT_TRUE(page.shows("Not counted"));
    EXPECT_TRUE(house.ledger().back().ends_with(" opened improvement: appointment"));
}

TEST_F(FiguresPage, gives_each_chart_as_a_file_and_nothing_else) {
    for (int n = 0; n < 6; ++n) insert(PersonId{10 + n}, booking::tuesday_at_ten + n * 1h, 60min);
    EXPECT_TRUE(owner.get("/desk/figures/utilisation?period=2026-11").shows("\r\n2026-11-24,6.0,20.0,30\r\n"));
    EXPECT_TRUE(owner.get("/desk/figures/services?period=2026-11").shows("\r\nHand wash,6,"));
    EXPECT_TRUE(owner.get("/desk/figures/takings?period=2026-11").shows("\r\n2025-12,0.00,0.00,0.00\r\n"));
    EXPECT_TRUE(owner.get("/desk/figures/lead-times?period=2026-11").shows("\r\n1 day,6\r\n"));
    EXPECT_EQ(owner.get("/desk/figures/people").status, 404);
    EXPECT_TRUE(owner.get("/desk/figures?period=%27;").shows("November 2026")) << "what is no period is this month";
}

TEST_F(FiguresPage, is_for_the_owner_and_the_bookkeeper_of_this_shop) {
    for (int n = 0; n < 6; ++n) insert(PersonId{10 + n}, booking::tuesday_at_ten + n * 1h, 60min);
    tests::Browser cy(house, router);
    EXPECT_EQ(cy.get("/desk/figures").status, 303);
    for (const auto role : {staff::Role::desk, staff::Role::mechanic})
        EXPECT_EQ(tests::signed_in(house, router, house.autojet(), role).get("/desk/figures").status, 403);
    EXPECT_TRUE(tests::signed_in(house, router, house.autojet(), staff::Role::bookkeeper)
                    .get("/desk/figures")
                    .shows("<strong>6</strong>"));
    EXPECT_FALSE(tests::signed_in(house, router, house.other_shop(), staff::Role::owner)
                     .get("/desk/figures")
                     .shows("<strong>6</strong>"));
}

}  // namespace
}  // namespace autojet::figures
