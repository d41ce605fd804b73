// A shop whose customers use their rights: Ada books and signs in to `/me`, Bo works at the desk, Cy knows nothing.
#pragma once

#include "booking/booking_holder.hpp"
#include "booking/garage_for_tests.hpp"
#include "contact/contact_holder.hpp"
#include "contact/letters.hpp"
#include "rights/erasure.hpp"
#include "rights/mails.hpp"
#include "rights/rights_module.hpp"

namespace autojet::rights {

using tests::Answer;
using tests::Browser;
using tests::Fields;

inline constexpr std::string_view adas_address = "ada@customers.example";

class Counter : public booking::Garage {
protected:
    Counter() { module.module().add_routes(router); }

    booking::Booking book_as(const std::string& name, const std::string& email, const std::string& start,
                             ShopId shop = ShopId{1}) {
        auto fields = ada();
        fields.contact.name = name;
        fields.contact.email = email;
        fields.start = start;
        return book(request(fields), privacy::Actor::stranger(), shop).value();
    }
    booking::Booking book_as_ada(ShopId shop = ShopId{1}) {
        return book_as("Ada Lovelace", std::string(adas_address), "2026-11-24T10:00:00+01:00", shop);
    }

    std::vector<shop::OutboxEntry> waiting() {
        return house.read([](store::Tx& tx) { return shop::due_outbox_entries(tx, 100); });
    }
    // What is written for the newest entry of the outbox; nothing when nobody is to be told.
    std::optional<shop::WrittenMail> newest_mail() {
        const auto entries = waiting();
        for (const auto& writer : mail_writers(*house, holders))
            if (!entries.empty() && writer.event == entries.back().event)
                if (auto written = writer.write(house.autojet(), entries.back())) return *written;
        return std::nullopt;
    }
    static std::string part_behind(const std::string& text, const std::string& mark, std::size_t length) {
        const auto at = text.find(mark);
        return at == std::string::npos ? std::string{} : text.substr(at + mark.size(), length);
    }
    std::string code_for(const std::string& email) {
        Browser anybody(house, router);
        EXPECT_EQ(anybody.post("/en/me/codes", {{"email", email}}).location, "/en/me?asked=1");
        const auto mail = newest_mail();
        return mail ? part_behind(mail->text, "\n\n    ", 9) : std::string{};
    }
    Browser signed_in_as(const std::string& email) {
        Browser visitor(house, router);
        EXPECT_EQ(visitor.post("/en/me/session", {{"code", code_for(email)}}).location, "/en/me");
        EXPECT_TRUE(visitor.cookie("autojet_me"));
        return visitor;
    }

    std::vector<PersonId> persons_with(const std::string& email) {
        return house.read(
            [&](store::Tx& tx) { return house->vault.find(tx, privacy::IndexKind::email, Address::collected(email)); });
    }
    Request newest_request(ShopId shop = ShopId{1}) {
        auto all = house->database.read(shop, [](store::Tx& tx) { return all_requests(tx, 100); });
        return *std::ranges::max_element(all, {}, [](const Request& request) { return request.id; });
    }
    Written written(const Request& request) {
        return house.read([&](store::Tx& tx) { return load_written(tx, house->vault, request); });
    }
    std::string open(const Request& request, const std::optional<Words>& words) {
        policy::Openings openings;
        return house.read([&](store::Tx& tx) {
            const auto warrant = house->gate.warrant<policy::Purpose::rights>(tx, dee, {request.subject()}, openings);
            return words ? words->open(*warrant) : std::string{};
        });
    }
    Request ask(Kind kind, const std::string& contact = std::string(adas_address)) {
        return house
            .write([&](store::Tx& tx) -> Result<Request> {
                return open_request(tx, house->vault, house->shops.zone(tx.shop()),
                                    {.kind = kind,
                                     .channel = Channel::phone,
                                     .language = Language::en,
                                     .persons = {},
                                     .words = std::nullopt,
                                     .contact = Address::collected(contact),
                                     .identity = Identity::known});
            })
            .value();
    }
    template <class F>
    auto change(F&& work) {
        return house.write([&](store::Tx& tx) { return work(tx); });
    }

    std::vector<Holder> holders{booking::customers_holder(bookings), contact::letters_holder(*house),
                                rights_holder(*house)};
    staff::Desk desk{*house, [](ShopId) { return 0; }, [](ShopId) { return 0; }};
    RightsModule module{bookings, house.site(), desk, holders};
    http::Router router;
};

}  // namespace autojet::rights
