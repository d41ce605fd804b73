#include "messaging/mail_files.hpp"

#include "outbound/mailer.hpp"

namespace autojet::messaging {

namespace {

constexpr std::string_view select_entries =
    "SELECT o.entry FROM outbox o JOIN booking b ON b.shop = o.shop AND b.booking = o.subject "
    "WHERE o.shop = $1 AND b.person = $2 AND o.event LIKE 'booking.%'";

}  // namespace

Holder mail_files_holder(std::filesystem::path folder) {
    const auto erase = [folder = std::move(folder)](store::Tx& tx, PersonId person) -> std::vector<Kept> {
        for (const auto entry : tx.all(
                 select_entries, [](const store::Row& row) { return row.integer(0); }, person))
            for (const std::string_view ending : {".eml", ".eml.part"})
                std::filesystem::remove(folder / outbound::entry_name(tx.shop(), entry).append(ending));
        return {};
    };
    // It knows nobody by itself: entries belong to bookings.
    return {.name = "mail files", .knows = [](store::Tx&, PersonId) { return false; }, .erase = erase};
}

}  // namespace autojet::messaging
