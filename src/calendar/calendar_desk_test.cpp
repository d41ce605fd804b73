// The pages of the calendar: what they open, for whom, and what they never show.
#include "calendar/workshop_for_tests.hpp"
#include "http/json.hpp"

namespace autojet::calendar {
namespace {

class CalendarPages : public Workshop {
protected:
    CalendarPages() {
        booking_module.add(module.parts());
        booking_module.module().add_routes(router);
        module.module().add_routes(router);
        dee_account = house.number("SELECT MAX(account) FROM staff_account WHERE shop = $1");
    }

    tests::Fields form(const Booking& booking) {
        const auto now = where(booking);
        const auto local = house->shops.zone(house.autojet()).to_local(now.span.start);
        return {{"date", format_date(date_of(local))},
                {"time", format_time_of_day(local)},
                {"minutes", std::to_string((now.span.end - now.span.start) / minutes{1})},
                {"bay", std::to_string(now.bay.value())},
                {"person", "0"},
                {"seen", seen_word(now)}};
    }
    static tests::Fields with(tests::Fields fields, const std::string& name, const std::string& value) {
        for (auto& field : fields)
            if (field.first == name) field.second = value;
        return fields;
    }
    static std::string path(const Booking& booking) { return "/desk/bookings/" + booking.reference; }

    staff::Desk desk{*house, [](ShopId) { return 0; }, [](ShopId) { return 0; }};
    booking::AvailabilityCache cache{house->database};
    booking::BookingModule booking_module{bookings, house.site(), desk, cache};
    std::map<std::int64_t, State> jobs;
    CalendarModule module{bookings, desk, [this](store::Tx&, Span) { return jobs; }};
    http::Router router;
    tests::Browser bo = tests::signed_in(house, router, house.autojet(), staff::Role::mechanic);
    tests::Browser cy{house, router};
    std::int64_t dee_account = 0;
};

TEST_F(CalendarPages, of_a_day_tell_who_comes_and_the_ledger_says_so) {
    const auto ada = booked();
    const auto answer = bo.get("/desk/day/events?date=2026-11-24");
    EXPECT_EQ(answer.status, 200);
    const auto event = http::parse_json(answer.body)->at("events").as_array().at(0).as_object();
    EXPECT_EQ(event.at("reference").as_string(), ada.reference.c_str());
    EXPECT_EQ(event.at("start").as_string(), "2026-11-24T10:00:00");  // on the shop's clock
    EXPECT_EQ(event.at("end").as_string(), "2026-11-24T10:45:00");
    EXPECT_EQ(event.at("name").as_string(), "Ada Lovelace");
    EXPECT_EQ(event.at("plate").as_string(), "54-JG-PV");
    EXPECT_EQ(event.at("seen").as_string(), seen_word(where(ada)).c_str());
    EXPECT_TRUE(house.ledger().back().find("opened appointment: name, vehicle") != std::string::npos)
        << house.ledger().back();
}

TEST_F(CalendarPages, of_a_week_name_nobody_and_open_nothing) {
    booked();
    const auto before = house.ledger().size();
    const auto answer = bo.get("/desk/week/events?date=2026-11-25");
    EXPECT_TRUE(answer.shows("Hand wash"));
    for (const auto* data : {"Lovelace", "54-JG-PV", "ada@"}) EXPECT_FALSE(answer.shows(data)) << data;
    EXPECT_EQ(house.ledger().size(), before);
}

TEST_F(CalendarPages, are_for_staff_of_the_shop_alone) {
    const auto ada = booked();
    auto elsewhere = tests::signed_in(house, router, house.other_shop());
    for (const auto* url : {"/desk/day/events?date=2026-11-24", "/desk/week/events?date=2026-11-24", "/desk/wall",
                            "/desk/day/sheet?date=2026-11-24"}) {
        EXPECT_EQ(cy.get(url).status, 303) << url;
        EXPECT_FALSE(elsewhere.get(url).shows(ada.reference.substr(0, 4))) << url;
    }
    EXPECT_EQ(elsewhere.get(path(ada) + "/moves").status, 404);
    EXPECT_EQ(elsewhere.post(path(ada) + "/moves", form(ada)).status, 404);
    EXPECT_EQ(elsewhere.post(path(ada) + "/moves/reversal", {{"move", "1"}}).status, 404);
    EXPECT_EQ(cy.post(path(ada) + "/moves", form(ada)).status, 401);
    EXPECT_EQ(bo.post_forged(path(ada) + "/moves", form(ada)).status, 403);
}

TEST_F(CalendarPages, a_day_that_is_none_is_refused) {
    for (const auto* date : {"", "tomorrow", "2026-02-30", "2026-11-24T10:00"})
        EXPECT_EQ(bo.get("/desk/day/events?date=" + std::string(date)).status, 422) << date;
}

TEST_F(CalendarPages, plan_a_booking_anew_by_a_form_and_undo_it_there) {
    const auto ada = booked();
    EXPECT_TRUE(bo.get(path(ada)).shows("name=\"minutes\""));
    const auto moved = bo.post(path(ada) + "/moves", with(form(ada), "time", "13:30"));
    EXPECT_EQ(moved.location, path(ada) + "?told=later#plan");
    EXPECT_EQ(where(ada).span.start, booking::tuesday_at_ten + minutes{210});
    const auto page = bo.get(path(ada) + "?told=later");
    EXPECT_TRUE(page.shows("Planned anew. The customer hears of it in two minutes, unless you undo it."));
    EXPECT_TRUE(page.shows("Tue 24 Nov, 10:00–10:45 → Tue 24 Nov, 13:30–14:15"));
    const auto at = page.body.find("name=\"move\" value=\"") + 19;
    const auto id = page.body.substr(at, page.body.find('"', at) - at);
    EXPECT_EQ(bo.post(path(ada) + "/moves/reversal", {{"move", id}}).status, 303);
    EXPECT_EQ(where(ada).span.start, booking::tuesday_at_ten);
    EXPECT_TRUE(bo.get(path(ada) + "/moves").shows("undone"));
}

TEST_F(CalendarPages, show_each_refusal_beside_its_field_and_keep_what_was_typed) {
    const auto ada = booked();
    const auto refused = [&](const std::string& name, const std::string& value, const std::string& message) {
        const auto answer = bo.post(path(ada) + "/moves", with(form(ada), name, value));
        EXPECT_TRUE(answer.status == 422 || answer.status == 409) << name << " " << value << " " << answer.status;
        EXPECT_TRUE(answer.shows("id=\"" + name + "-error\"")) << name << " " << value;
        EXPECT_TRUE(answer.shows(message)) << name << " " << value;
    };
    refused("date", "soon", "");
    refused("time", "25:00", "");
    refused("time", "10:02", "steps of five minutes");
    refused("minutes", "-45", "steps of five minutes");
    refused("minutes", "99999999999999999999", "steps of five minutes");
    refused("bay", "", "Please choose a bay.");
    refused("bay", std::to_string(lift.value()), "This bay is not fit for this service.");
    refused("person", "77", "Please choose somebody who works here.");
    const auto typed = bo.post(path(ada) + "/moves", with(with(form(ada), "minutes", "7"), "time", "14:20"));
    EXPECT_TRUE(typed.shows("value=\"14:20\"") && typed.shows("value=\"7\""));
}

TEST_F(CalendarPages, the_second_of_two_sees_how_it_stands_and_chooses) {
    const auto ada = booked();
    const auto stale = with(form(ada), "time", "15:00");
    ASSERT_TRUE(plan(ada, later(ada, hours{1})));
    const auto answer = bo.post(path(ada) + "/moves", stale);
    EXPECT_EQ(answer.status, 409);
    EXPECT_TRUE(answer.shows("Tue 24 Nov, 11:00–11:45"));
    EXPECT_TRUE(answer.shows("value=\"15:00\""));
    EXPECT_TRUE(answer.shows(seen_word(where(ada))));  // sending it again is a choice
}

TEST_F(CalendarPages, of_a_person_have_a_column_and_a_list_for_each_who_does_work) {
    const auto ada = booked();
    EXPECT_FALSE(bo.get("/desk/day?date=2026-11-24").shows("data-person="));
    ASSERT_TRUE(bo.post(path(ada) + "/moves", with(form(ada), "person", std::to_string(dee_account))).status == 303);
    EXPECT_EQ(where(ada).plan.person, PersonId{dee_account});
    const auto page = bo.get("/desk/day?by=person&date=2026-11-24");
    EXPECT_TRUE(page.shows("data-person=\"" + std::to_string(dee_account) + "\""));
    EXPECT_TRUE(page.shows("Nobody yet"));
    EXPECT_TRUE(page.shows("data-live-part=\"people\""));
}

TEST_F(CalendarPages, W5_the_wall_names_nobody_and_shows_no_plate) {
    const auto ada = booked();
    house.clock.set(booking::tuesday_at_ten + minutes{5});
    jobs[ada.id.value()] = State::working;
    const auto before = house.ledger().size();
    const auto wall = tests::signed_in(house, router).get("/desk/wall");
    EXPECT_TRUE(wall.shows("Hand wash"));
    EXPECT_TRUE(wall.shows(short_reference(ada)));
    EXPECT_TRUE(wall.shows("In progress"));
    for (const auto* data : {"Ada", "Lovelace", "54-JG-PV", "54JGPV", "Volvo", "ada@", "12345678", "key lies"})
        EXPECT_FALSE(wall.shows(data)) << data;
    EXPECT_FALSE(wall.shows(ada.reference)) << "whole references are for the counter";
    EXPECT_EQ(house.ledger().size(), before);
}

TEST_F(CalendarPages, the_sheet_has_all_that_one_needs_when_the_power_is_gone) {
    const auto ada = booked();
    const auto sheet = bo.get("/desk/day/sheet?date=2026-11-24");
    for (const auto* data :
         {"Ada Lovelace", "54-JG-PV", "+31 6 12345678", "Blue Volvo", "Hand wash", "10:00–10:45", "The key"})
        EXPECT_TRUE(sheet.shows(data)) << data;
    EXPECT_FALSE(sheet.shows("/desk/day/sheet/mailing")) << "that is the owner's";
}

TEST_F(CalendarPages, R5_of_who_is_only_kept_show_when_and_nothing_else) {
    const auto ada = booked();
    (void)house.write([&](store::Tx& tx) -> Result<void> {
        privacy::restrict_use(tx, ada.person, privacy::Ground::claim);
        return {};
    });
    for (const auto* url : {"/desk/day/events?date=2026-11-24", "/desk/day/sheet?date=2026-11-24"}) {
        const auto page = bo.get(url);
        for (const auto* data : {"Lovelace", "54-JG-PV", "Hand wash"}) EXPECT_FALSE(page.shows(data)) << url << data;
        EXPECT_TRUE(page.shows("10:00")) << url;
    }
}

}  // namespace
}  // namespace autojet::calendar
