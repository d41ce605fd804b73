#include "calendar/state.hpp"

#include <gtest/gtest.h>

#include <set>

namespace autojet::calendar {
namespace {

constexpr Instant ten{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + std::chrono::hours{9}};

Booking booked(booking::Status status = booking::Status::confirmed) {
    Booking booking;
    booking.id = BookingId{7};
    booking.span = {ten, ten + std::chrono::hours{1}};
    booking.status = status;
    return booking;
}

std::map<std::int64_t, State> job(State state) {
    return {{7, state}};
}

TEST(State, tells_who_waits_and_who_leaves_the_vehicle) {
    EXPECT_EQ(state_of(booked(), {}, {}, ten), State::drop_off);
    EXPECT_EQ(state_of(booked(), {.person = {}, .waits = true}, {}, ten), State::waiting);
    EXPECT_EQ(state_of(booked(booking::Status::pending), {.person = {}, .waits = true}, {}, ten), State::pending);
}

TEST(State, calls_nobody_late_where_nobody_writes_down_who_has_come) {
    EXPECT_EQ(state_of(booked(), {}, {}, ten + late_after), State::drop_off);
    EXPECT_EQ(state_of(booked(), {}, {}, ten + std::chrono::hours{1}), State::done);
}

TEST(State, is_late_when_others_have_come_and_this_one_has_not) {
    const std::map<std::int64_t, State> others{{8, State::working}};
    EXPECT_EQ(state_of(booked(), {}, others, ten + late_after - std::chrono::seconds{1}), State::drop_off);
    EXPECT_EQ(state_of(booked(), {}, others, ten + late_after), State::late);
}

TEST(State, follows_the_work_and_is_late_when_that_goes_on_past_its_time) {
    EXPECT_EQ(state_of(booked(), {}, job(State::working), ten), State::working);
    EXPECT_EQ(state_of(booked(), {}, job(State::on_hold), ten + std::chrono::hours{1}), State::late);
    EXPECT_EQ(state_of(booked(), {}, job(State::ready), ten + std::chrono::hours{5}), State::ready);
    EXPECT_EQ(state_of(booked(), {}, job(State::done), ten), State::done);
}

TEST(State, has_a_word_and_a_drawing_of_its_own) {
    std::set<std::string_view> words, drawings, codes;
    for (const auto state : {State::pending, State::drop_off, State::waiting, State::late, State::working,
                             State::on_hold, State::ready, State::done}) {
        words.insert(label(state));
        drawings.insert(icon(state));
        codes.insert(code(state));
    }
    EXPECT_EQ(words.size(), 8U);
    EXPECT_EQ(drawings.size(), 8U);
    EXPECT_EQ(codes.size(), 8U);
}

}  // namespace
}  // namespace autojet::calendar
