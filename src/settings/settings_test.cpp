#include "settings/settings.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.hpp"
#include "booking/garage_for_tests.hpp"
#include "settings/kinds.hpp"
#include "settings/words.hpp"

namespace autojet::settings {
namespace {

const Thing wash{"service", "hand-wash"};
const Thing week{"hours", std::string(week_key)};
const PersonId dee_account{9};

class SettingsTest : public booking::Garage {
protected:
    Values load(const Thing& thing) {
        return house.read(
            [&](store::Tx& tx) { return settings.kind(thing.kind).load(tx, thing.key).value_or(Values{}); });
    }
    std::optional<Values> find(const Thing& thing) {
        return house.read([&](store::Tx& tx) { return settings.kind(thing.kind).load(tx, thing.key); });
    }
    Result<ChangeId> change(const Thing& thing, const std::optional<Values>& wanted) {
        return house.write(
            [&](store::Tx& tx) { return settings.change(tx, thing, wanted, dee_account, newest_of(tx, thing)); });
    }
    Result<ChangeId> set(const Thing& thing, const std::string& name, const std::string& value) {
        auto wanted = load(thing);
        wanted[name] = value;
        return change(thing, wanted);
    }
    Result<ChangeId> undo(ChangeId id) {
        return house.write([&](store::Tx& tx) { return settings.undo(tx, id, dee_account); });
    }
    std::vector<Change> log() {
        return house.read([](store::Tx& tx) { return newest_changes(tx, std::nullopt, "", 1000); });
    }

    const Settings settings = all_settings();
};

TEST_F(SettingsTest, a_change_is_in_the_log_with_what_it_was_and_who_did_it) {
    const auto id = set(wash, price_name(scheduling::VehicleSize::van), "19900").value();
    const auto entry = log().front();
    EXPECT_EQ(entry.id, id);
    EXPECT_EQ(entry.account, dee_account);
    EXPECT_EQ(entry.before, (Values{{"price_van", "6500"}}));
    EXPECT_EQ(entry.after, (Values{{"price_van", "19900"}}));
    const auto catalogue = house.read(scheduling::load_catalogue);
    EXPECT_EQ(scheduling::find_service(catalogue, "hand-wash")->find_offer(scheduling::VehicleSize::van)->price.cents(),
              19900);
    EXPECT_EQ(change(wash, load(wash)).value(), ChangeId{}) << "what changes nothing is no entry";
    EXPECT_EQ(log().size(), 1u);
}

TEST_F(SettingsTest, an_undo_takes_back_its_change_alone_and_is_an_entry_itself) {
    const auto price = set(wash, "price_van", "19900").value();
    ASSERT_TRUE(set(wash, "name_en", "Hand wash by Bo"));
    const auto undone = undo(price).value();
    EXPECT_EQ(value_in(load(wash), "price_van"), "6500");
    EXPECT_EQ(value_in(load(wash), "name_en"), "Hand wash by Bo");
    EXPECT_EQ(log().front().undoes, price);
    EXPECT_EQ(undo(price).error().reason, "undone_already");
    ASSERT_TRUE(undo(undone)) << "an undo can be undone";
    EXPECT_EQ(value_in(load(wash), "price_van"), "19900");
}

TEST_F(SettingsTest, an_undo_is_refused_when_something_newer_stands_on_it) {
    const auto first = set(wash, "price_van", "19900").value();
    const auto second = set(wash, "price_van", "20900").value();
    EXPECT_EQ(undo(first).error().reason, "changed_since");
    ASSERT_TRUE(undo(second));
    EXPECT_TRUE(undo(first));
}

TEST_F(SettingsTest, the_second_of_two_editors_is_refused_until_they_have_seen_the_first) {
    const auto seen = house.read([](store::Tx& tx) { return newest_of(tx, wash); });
    auto mine = load(wash);
    mine["price_van"] = "7000";
    ASSERT_TRUE(set(wash, "name_nl", "Handwas plus"));
    const auto refused = house.write([&](store::Tx& tx) { return settings.change(tx, wash, mine, dee_account, seen); });
    EXPECT_EQ(refused.error().reason, "changed_meanwhile");
    EXPECT_EQ(value_in(load(wash), "price_van"), "6500");
}

TEST_F(SettingsTest, a_service_that_was_booked_is_retired_and_never_taken_away) {
    ASSERT_TRUE(book(request(ada())));
    EXPECT_EQ(change(wash, std::nullopt).error().reason, "in_use");
    const auto wanted = at(booking::tuesday_at_ten + std::chrono::hours{1});
    ASSERT_TRUE(set(wash, "retired", "yes"));
    EXPECT_EQ(book(wanted).error().reason, "unknown_service");
    EXPECT_EQ(book(wanted, dee).error().reason, "unknown_service");
    ASSERT_TRUE(set(wash, "retired", ""));
    EXPECT_TRUE(book(wanted));
}

TEST_F(SettingsTest, a_service_of_the_desk_is_booked_by_staff_alone) {
    const auto wanted = at(booking::tuesday_at_ten);
    ASSERT_TRUE(set(wash, "online", ""));
    EXPECT_EQ(book(wanted).error().reason, "unknown_service");
    EXPECT_TRUE(book(wanted, dee));
}

TEST_F(SettingsTest, a_buffer_keeps_the_bay_free_afterwards_and_is_given_back_with_the_booking) {
    ASSERT_TRUE(set(wash, "buffer", "30"));
    const auto first = book(at(booking::tuesday_at_ten)).value();
    EXPECT_EQ(first.span.end - first.span.start, std::chrono::minutes{45});
    EXPECT_EQ(book(at(booking::tuesday_at_ten + std::chrono::hours{1})).error().reason, "slot_taken");
    ASSERT_TRUE(cancel(first, dee));
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM claim WHERE shop = $1"), 0);
}

TEST_F(SettingsTest, a_bay_takes_what_fits_and_nothing_while_it_is_out_of_order) {
    const Thing bay{"bay", "1"};
    ASSERT_TRUE(set(bay, "sizes", "van"));
    EXPECT_EQ(book(at(booking::tuesday_at_ten)).error().reason, "slot_taken");
    ASSERT_TRUE(set(bay, "sizes", ""));
    ASSERT_TRUE(set(bay, "state", "out_of_order"));
    EXPECT_EQ(book(at(booking::tuesday_at_ten), dee).error().reason, "slot_taken");
    ASSERT_TRUE(set(bay, "state", "in_use"));
    ASSERT_TRUE(book(at(booking::tuesday_at_ten)));
    EXPECT_EQ(set(bay, "state", "retired").error().reason, "in_use");
}

TEST_F(SettingsTest, a_service_can_be_bound_to_bays) {
    ASSERT_TRUE(set(wash, "bays", "2"));
    const auto booked = book(at(booking::tuesday_at_ten)).value();
    EXPECT_EQ(booked.resource, scheduling::ResourceId{2});
}

TEST_F(SettingsTest, a_holiday_is_closed_by_choice_and_special_hours_win) {
    const Thing holidays{"holidays", "all"};
    const auto christmas = CivilDate{std::chrono::year{2026} / 12 / 25};
    const auto open = [&](CivilDate day) { return !timetables.of(house.autojet())->rules.open_spans(day).empty(); };
    EXPECT_FALSE(open(christmas));
    ASSERT_TRUE(set(holidays, "christmas", ""));
    EXPECT_TRUE(open(christmas));
    ASSERT_TRUE(set(holidays, "christmas", "yes"));
    const auto special = change({"special", "2026-12-25"}, Values{{"hours", "10:00-12:00"}}).value();
    EXPECT_TRUE(open(christmas));
    ASSERT_TRUE(undo(special));
    EXPECT_FALSE(open(christmas));
    const auto liberation = CivilDate{std::chrono::year{2027} / 5 / 5};
    EXPECT_TRUE(open(liberation));
    ASSERT_TRUE(set(holidays, "liberation_day", "yes"));
    EXPECT_FALSE(open(liberation));
}

TEST_F(SettingsTest, a_closed_period_may_not_overlap_another) {
    ASSERT_TRUE(change({"closure", "2026-12-20"}, Values{{"last", "2026-12-31"}}));
    EXPECT_EQ(change({"closure", "2026-12-24"}, Values{{"last", "2026-12-25"}}).error().reason, "overlapping");
    EXPECT_EQ(change({"closure", "2027-01-05"}, Values{{"last", "2027-01-01"}}).error().reason, "out_of_range");
    EXPECT_EQ(change({"closure", "never"}, Values{{"last", "2027-01-01"}}).error().reason, "not_a_date");
}

TEST_F(SettingsTest, colours_that_cannot_be_read_are_refused) {
    const Thing look{"look", "all"};
    EXPECT_EQ(set(look, "link", "#9fe8e0").error().reason, "unreadable");
    EXPECT_EQ(set(look, "paint", "#ffff00").error().reason, "unreadable");
    EXPECT_TRUE(set(look, "paint", "#4a1530"));
    EXPECT_EQ(set(look, "logo", "deadbeef").error().reason, "unknown_picture");
}

TEST_F(SettingsTest, the_log_is_kept_as_long_as_the_ledger) {
    ASSERT_TRUE(set(wash, "price_van", "7000"));
    const auto published = house->policies.of(house.autojet())->published;
    const auto forget = [&] {
        return house.write([&](store::Tx& tx) -> Result<std::int64_t> { return forget_changes(tx, published); })
            .value();
    };
    EXPECT_EQ(forget(), 0);
    house.clock.advance(std::chrono::days{366 * 8});
    EXPECT_EQ(house.read([&](store::Tx& tx) { return overdue(tx, published).front().count; }), 1);
    EXPECT_EQ(forget(), 1);
    EXPECT_TRUE(log().empty());
}

// A random change of a random thing, checked; nothing when it is refused.
std::pair<Thing, Values> random_change(const std::function<Values(const Thing&)>& load) {
    const auto any = [](auto... values) { return *rc::gen::element(std::string(values)...); };
    const Thing thing{any("service", "hours", "holidays", "rules", "bay", "text", "size", "look"), ""};
    const auto set = [&](std::string key, const std::string& name, const std::string& value) {
        const Thing whole{thing.kind, std::move(key)};
        auto wanted = load(whole);
        wanted[name] = value;
        return std::pair{whole, wanted};
    };
    if (thing.kind == "service")
        return any("price", "text") == "price"
                   ? set(any("hand-wash", "oil"), any("price_small", "price_van"),
                         std::to_string(*rc::gen::inRange(0, 99999)))
                   : set(any("hand-wash", "oil"), any("name_nl", "about_en", "icon"), any("wash", "oil", "pet"));
    if (thing.kind == "hours")
        return set("week", any("1", "3", "6", "7"), any("", "09:00-17:00", "08:00-12:00 13:00-18:00"));
    if (thing.kind == "holidays") return set("all", any("christmas", "kings_day"), any("", "yes"));
    if (thing.kind == "rules") return set("all", any("notice", "step"), any("5", "30", "60"));
    if (thing.kind == "bay")
        return set(any("1", "2"), any("sizes", "state"), any("small,van", "in_use", "out_of_order"));
    if (thing.kind == "text") return set(any("home_title", "foot"), any("nl", "en"), any("", "Welcome at {shop}"));
    if (thing.kind == "size") return set(any("small", "van"), any("name_nl", "examples_en"), any("", "Piccolo"));
    return set("all", any("paint", "link"), any("#05212a", "#4a1530", "#00656c"));
}

bool is_sane(const std::pair<Thing, Values>& wanted) {
    if (wanted.first.kind != "bay") return true;
    const auto state = value_in(wanted.second, "state");
    return (state == "in_use" || state == "out_of_order") && value_in(wanted.second, "sizes") != "in_use" &&
           value_in(wanted.second, "sizes") != "out_of_order";
}

RC_GTEST_FIXTURE_PROP(SettingsTest, changes_undone_from_the_newest_on_leave_everything_as_it_was, ()) {
    std::map<std::string, std::pair<Thing, Values>> before;
    std::vector<ChangeId> made;
    for (int n = *rc::gen::inRange(1, 8); n > 0; --n) {
        const auto wanted = random_change([&](const Thing& thing) { return load(thing); });
        if (!is_sane(wanted)) continue;
        before.try_emplace(wanted.first.kind + "/" + wanted.first.key, wanted.first, load(wanted.first));
        const auto done = change(wanted.first, wanted.second);
        if (done && *done != ChangeId{}) made.push_back(*done);
    }
    for (auto id = made.rbegin(); id != made.rend(); ++id) RC_ASSERT(undo(*id).has_value());
    for (const auto& [name, was] : before) RC_ASSERT(differences(load(was.first), was.second).empty());
}

TEST(Spans, are_read_in_order_and_may_not_overlap) {
    EXPECT_EQ(read_spans("13:00-18:00 08:00-12:00").value(), "08:00-12:00 13:00-18:00");
    EXPECT_EQ(read_spans("").value(), "");
    EXPECT_EQ(read_spans("20:00-02:00").value(), "20:00-02:00");
    EXPECT_EQ(read_spans("08:00-13:00 12:00-18:00").error().reason, "overlapping");
    EXPECT_EQ(read_spans("20:00-02:00 21:00-22:00").error().reason, "overlapping");
    for (const auto* wrong : {"08:00", "08:00-", "25:00-26:00", "08:00-08:00", "nine-five"})
        EXPECT_EQ(read_spans(wrong).error().reason, "not_a_time") << wrong;
}

}  // namespace
}  // namespace autojet::settings
