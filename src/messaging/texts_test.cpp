#include "messaging/texts.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <memory>

#include "shop/outbox.hpp"

namespace autojet::messaging {
namespace {

using booking::Status;

// The Dutch of po/nl.po, compiled as the build does it.
const Messages& messages() {
    static const Messages loaded = [] {
        const auto command = std::string{"msgfmt -o - '"} + AUTOJET_SOURCE_DIR + "/po/nl.po'";
        const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe{::popen(command.c_str(), "r"), ::pclose};
        std::string bytes;
        for (int c = 0; pipe && (c = std::fgetc(pipe.get())) != EOF;) bytes += static_cast<char>(c);
        return Messages{bytes};
    }();
    return loaded;
}

Shop autojet() {
    return {.id = ShopId{1},
            .name = "AutoJet",
            .street = "Televisieweg 63",
            .postcode = "1322 AJ",
            .city = "Almere",
            .phone = "+31613906099",
            .email = "info@autojet.test",
            .kvk = {},
            .vat = {},
            .url = "https://autojet.test",
            .hosts = {}};
}

BookingNews news(std::string_view event, Status status, std::string name = "Ada") {
    return {.event = event,
            .status = status,
            .name = std::move(name),
            .service = "Hand wash (Medium)",
            .when = "Tuesday 1 December 2026, 09:00",
            .until = "10:30",
            .price = "€49.00",
            .reference = "7K3M-9QXP",
            .reason = {},
            .manage_url = "https://autojet.test/en/booking/7K3M9QXP-x"};
}

bool says(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

TEST(Texts, tell_all_that_somebody_needs_to_come_at_the_right_time) {
    const auto text = booking_text(news(shop::booking_received, Status::pending), autojet(), messages(), Language::en);
    EXPECT_EQ(text.subject, "We have received your booking: Tuesday 1 December 2026, 09:00");
    EXPECT_EQ(text.body,
              "Hello Ada,\n"
              "\n"
              "Thank you for your booking. We hold this time for you and confirm it as soon as we can. You will hear "
              "from us.\n"
              "\n"
              "  Service     Hand wash (Medium)\n"
              "  When        Tuesday 1 December 2026, 09:00 to 10:30\n"
              "  Where       AutoJet, Televisieweg 63, 1322 AJ Almere\n"
              "  Price       €49.00 including VAT\n"
              "  Reference   7K3M-9QXP\n"
              "\n"
              "See, move or cancel your booking:\n"
              "https://autojet.test/en/booking/7K3M9QXP-x\n"
              "\n"
              "The attached file puts the appointment into your calendar.\n"
              "\n"
              "YOU CAN OBJECT\n"
              "We also look at which services are chosen, and when, to do better. Never with names. If you do not want "
              "that, tell us at any time.\n"
              "https://autojet.test/en/privacy#R4\n"
              "\n"
              "Questions? Call +31 6 13906099 or reply to this message.\n"
              "\n"
              "AutoJet\n"
              "\n"
              "What we keep about you, for how long and which rights you have:\n"
              "https://autojet.test/en/privacy\n");
}

TEST(Texts, R4_duty_38_the_first_message_shows_the_right_to_object_apart_from_everything_else) {
    const auto first = booking_text(news(shop::booking_received, Status::pending), autojet(), messages(), Language::en);
    EXPECT_TRUE(says(first.body, "\n\nYOU CAN OBJECT\n"));
    const auto later = booking_text(news(shop::booking_moved, Status::pending), autojet(), messages(), Language::en);
    EXPECT_FALSE(says(later.body, "OBJECT"));
}

TEST(Texts, are_whole_in_dutch) {
    for (const auto event :
         {shop::booking_received, shop::booking_confirmed, shop::booking_moved, shop::booking_cancelled})
        for (const auto status : {Status::pending, Status::confirmed, Status::cancelled}) {
            auto told = news(event, status);
            told.reason = "x";
            const auto english = booking_text(told, autojet(), messages(), Language::en);
            const auto dutch = booking_text(told, autojet(), messages(), Language::nl);
            EXPECT_NE(english.subject, dutch.subject);
            EXPECT_FALSE(says(dutch.subject + dutch.body, "{"));
            for (const std::string_view word :
                 {"Hello", " your ", " you ", "Questions", "appointment", "including", "reason"})
                EXPECT_FALSE(says(dutch.body, word)) << word << " in\n" << dutch.body;
        }
    EXPECT_NE(contact_text(autojet(), messages(), Language::nl).body,
              contact_text(autojet(), messages(), Language::en).body);
}

TEST(Texts, promise_only_what_is_true) {
    const auto body = [](std::string_view event, Status status) {
        return booking_text(news(event, status), autojet(), messages(), Language::en).body;
    };
    EXPECT_TRUE(says(body(shop::booking_received, Status::confirmed), "Your appointment is confirmed."));
    EXPECT_TRUE(
        says(body(shop::booking_moved, Status::pending), "We hold it for you and confirm it as soon as we can."));
    EXPECT_TRUE(says(body(shop::booking_moved, Status::confirmed), "a new time, and it is confirmed"));
    const auto cancelled = body(shop::booking_cancelled, Status::cancelled);
    EXPECT_TRUE(says(cancelled, "is cancelled"));
    EXPECT_TRUE(says(cancelled, "https://autojet.test/en/book\n"));
    EXPECT_FALSE(says(cancelled, "/booking/"));
}

TEST(Texts, carry_no_link_that_somebody_typed_as_their_name) {
    const auto greeting = [](std::string name) {
        const auto body = booking_text(news(shop::booking_received, Status::pending, std::move(name)), autojet(),
                                       messages(), Language::en)
                              .body;
        return body.substr(0, body.find('\n'));
    };
    for (const auto* name :
         {"cheap.example", "https://cheap", "Go to cheap.example now", "www.x", "cy@strangers.example", "a/b"})
        EXPECT_EQ(greeting(name), "Hello,") << name;
    for (const auto* name : {"J.P. de Vries", "Ada", "Dr. Ünal", "Ada B.", "O'Neill-Öz"})
        EXPECT_EQ(greeting(name), std::string{"Hello "} + name + ",");
}

TEST(Texts, read_no_braces_in_what_people_typed) {
    EXPECT_TRUE(says(booking_text(news(shop::booking_received, Status::pending, "{name}{price} {"), autojet(),
                                  messages(), Language::en)
                         .body,
                     "Hello {name}{price} {,\n"));
}

TEST(Texts, tell_the_shop_that_somebody_wrote_and_nothing_more) {
    const auto text = contact_text(autojet(), messages(), Language::en);
    EXPECT_EQ(text.subject, "A message is waiting at the desk");
    EXPECT_TRUE(says(text.body, "https://autojet.test/desk/messages\n"));
}

}  // namespace
}  // namespace autojet::messaging
