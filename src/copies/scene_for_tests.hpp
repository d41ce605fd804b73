// A shop with customers, its backups, and what comes back of them.
#pragma once

#include "booking/garage_for_tests.hpp"
#include "booking/retention.hpp"
#include "copies/backup.hpp"
#include "copies/replay.hpp"
#include "copies/restore.hpp"
#include "store/folder_for_tests.hpp"

namespace autojet::copies {

class SceneOfCopies : public booking::Garage {
protected:
    static booking::BookingFields of(const std::string& name, const std::string& email, const std::string& phone,
                                     const std::string& plate, const std::string& start) {
        auto fields = ada();
        fields.contact.name = name;
        fields.contact.email = email;
        fields.contact.phone = phone;
        fields.contact.plate = plate;
        fields.message = "Words of " + name;
        fields.start = start;
        return fields;
    }
    booking::Booking book_of(const booking::BookingFields& fields) {
        return house
            .write([&](store::Tx& tx) { return bookings.book(tx, request(fields), privacy::Actor::stranger()); })
            .value();
    }

    static std::vector<Holder> holders_of(const House& of) {
        return {{.name = "customers",
                 .knows = customers::exists,
                 .erase = [&of](store::Tx& tx, PersonId person) -> std::vector<Kept> {
                     booking::erase_with_bookings(tx, of.vault, person);
                     return {};
                 },
                 .index_again =
                     [&of](store::Tx& tx, PersonId after, int limit, policy::Openings& openings) {
                         return customers::index_again(tx, of, after, limit, openings);
                     },
                 .sealed = {{.table = "rights_request", .key_column = "request"},
                            {.table = "rights_contact", .key_column = "request"},
                            {.table = "rights_receipt", .key_column = "request"},
                            {.table = "rights_notice", .key_column = "request"},
                            {.table = "me_pass", .key_column = "pass"},
                            {.table = "accounts_document", .group_column = "year"},
                            {.table = "accounts_invoice", .group_column = "year"},
                            {.table = "consent", .group_column = "consent"}}}};
    }
    void erase(PersonId person) {
        (void)house.write([&](store::Tx& tx) -> Result<void> {
            booking::erase_with_bookings(tx, house->vault, person);
            return {};
        });
    }

    [[nodiscard]] Backup back_up(Kind kind) { return backups.back_up(kind, folder / code(kind)).value(); }

    // A house on what was restored, replayed to the end.
    std::unique_ptr<tests::HouseForTests> restored(const Backup& backup, const std::filesystem::path& data) {
        auto restore = Restore::of(backup.folder, made(data), house.keys()).value();
        while (restore.step()) {
        }
        auto back = std::make_unique<tests::HouseForTests>(data, house.folder() / "keys");
        const auto holders = holders_of(**back);
        Replay replay(**back, back->keys(), tests::HouseForTests::notes(), holders);
        while (replay.step()) {
        }
        restore.finish();
        return back;
    }
    static const std::filesystem::path& made(const std::filesystem::path& data) {
        std::filesystem::create_directories(data);
        return data;
    }

    store::FolderForTests folder;
    Backups backups{*house, house.keys(), {house.data(), house.folder() / "keys", tests::HouseForTests::notes()}};
};

}  // namespace autojet::copies
