#include "booking/calendar_file.hpp"

#include <gtest/gtest.h>
#include <libical/ical.h>

#include <memory>

namespace autojet::booking {
namespace {

struct Free {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};

// The file as a calendar program reads it.
class Reading {
public:
    explicit Reading(const std::string& text) : calendar_{icalparser_parse_string(text.c_str())} {
        if (calendar_) event_ = icalcomponent_get_first_component(calendar_.get(), ICAL_VEVENT_COMPONENT);
    }

    [[nodiscard]] bool is_valid() const {
        return event_ && icalrestriction_check(calendar_.get()) == 1 &&
               icalcomponent_count_errors(calendar_.get()) == 0;
    }
    [[nodiscard]] icalcomponent* event() const { return event_; }
    [[nodiscard]] icalcomponent* calendar() const { return calendar_.get(); }

private:
    std::unique_ptr<icalcomponent, Free> calendar_;
    icalcomponent* event_ = nullptr;
};

Instant instant(std::string_view text) {
    return parse_rfc3339(text).value();
}

CalendarEntry wash(Span span, Status status = Status::confirmed) {
    return {.uid = "7K3M9QXP@autojet.test",
            .version = 2,
            .written = instant("2026-11-23T08:00:00Z"),
            .span = span,
            .status = status,
            .summary = "Wassen; droog, én poets \\ bij AutoJet",
            .description =
                "Boekingsnummer: 7K3M-9QXP\nBekijk, verzet of annuleer je boeking: "
                "http://autojet.test/nl/booking/7K3M9QXP-abcdefghijklmnopqrstuv",
            .location = "AutoJet, Televisieweg 63, 1322 AJ Almere",
            .url = "http://autojet.test/nl/booking/7K3M9QXP-abcdefghijklmnopqrstuv",
            .organizer_name = "AutoJet \"Almere\"",
            .organizer_email = "info@autojet.test"};
}

Span span(std::string_view start, std::string_view end) {
    return {instant(start), instant(end)};
}

const Span tuesday = span("2026-12-01T09:00:00+01:00", "2026-12-01T10:30:00+01:00");

TEST(CalendarFile, reads_back_as_it_was_meant) {
    const auto entry = wash(tuesday);
    const Reading reading{calendar_file(entry)};
    ASSERT_TRUE(reading.is_valid()) << calendar_file(entry);
    EXPECT_EQ(icalcomponent_get_method(reading.calendar()), ICAL_METHOD_PUBLISH);
    EXPECT_EQ(icalcomponent_get_uid(reading.event()), entry.uid);
    EXPECT_EQ(icalcomponent_get_sequence(reading.event()), 2);
    EXPECT_EQ(icalcomponent_get_summary(reading.event()), entry.summary);
    EXPECT_EQ(icalcomponent_get_description(reading.event()), entry.description);
    EXPECT_EQ(icalcomponent_get_location(reading.event()), entry.location);
    EXPECT_EQ(icaltime_as_timet(icalcomponent_get_dtstart(reading.event())),
              entry.span.start.time_since_epoch().count());
    EXPECT_EQ(icaltime_as_timet(icalcomponent_get_dtend(reading.event())), entry.span.end.time_since_epoch().count());
}

TEST(CalendarFile, says_how_sure_the_appointment_is) {
    const std::pair<Status, icalproperty_status> expected[] = {{Status::pending, ICAL_STATUS_TENTATIVE},
                                                               {Status::confirmed, ICAL_STATUS_CONFIRMED},
                                                               {Status::cancelled, ICAL_STATUS_CANCELLED}};
    for (const auto& [status, word] : expected) {
        const Reading reading{calendar_file(wash(tuesday, status))};
        ASSERT_TRUE(reading.is_valid());
        EXPECT_EQ(icalcomponent_get_status(reading.event()), word);
    }
}

TEST(CalendarFile, is_right_on_both_days_that_shift_the_clock) {
    const auto spring = calendar_file(wash(span("2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00")));
    EXPECT_NE(spring.find("DTSTART:20260329T003000Z\r\n"), std::string::npos) << spring;
    EXPECT_NE(spring.find("DTEND:20260329T013000Z\r\n"), std::string::npos);
    const auto autumn = calendar_file(wash(span("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00")));
    EXPECT_NE(autumn.find("DTSTART:20261025T003000Z\r\n"), std::string::npos) << autumn;
    EXPECT_NE(autumn.find("DTEND:20261025T013000Z\r\n"), std::string::npos);
}

TEST(CalendarFile, has_lines_of_75_bytes_that_end_as_the_standard_says) {
    const auto text = calendar_file(wash(tuesday));
    for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end + 2) {
        end = text.find("\r\n", begin);
        ASSERT_NE(end, std::string::npos);
        EXPECT_LE(end - begin, 75U);
        EXPECT_EQ(text.substr(begin, end - begin).find('\n'), std::string::npos);
    }
}

TEST(CalendarFile, has_no_place_for_further_lines_in_its_texts) {
    auto entry = wash(tuesday);
    entry.summary = "Wash\r\nATTENDEE:mailto:cy@strangers.example";
    entry.location = "Here\nEND:VEVENT";
    const Reading reading{calendar_file(entry)};
    ASSERT_TRUE(reading.is_valid());
    EXPECT_EQ(icalcomponent_get_first_property(reading.event(), ICAL_ATTENDEE_PROPERTY), nullptr);
    EXPECT_EQ(icalcomponent_count_components(reading.calendar(), ICAL_VEVENT_COMPONENT), 1);
}

}  // namespace
}  // namespace autojet::booking
