#include "messaging/door.hpp"

#include "http/log.hpp"
#include "outbound/folder_mailer.hpp"
#include "shop/outbox.hpp"

namespace autojet::messaging {

namespace {

using http::Level;

// A version that does not name the class allows no such files.
constexpr policy::Period not_at_all{0, policy::Unit::hours, policy::After::writing};

void delete_old(const House& house, const std::filesystem::path& folder, ShopId shop) {
    const auto period =
        house.policies.of(shop)->published.period(policy::RetentionClass::mail_file).value_or(not_at_all);
    const auto count = outbound::delete_old_mail_files(folder, shop, period, house.clock.now());
    if (count > 0) http::log(Level::info, "mail files of shop {}: {} deleted after their time", shop.value(), count);
}

}  // namespace

std::unique_ptr<outbound::Mailer> open_mailer(const std::optional<outbound::SmtpSettings>& server,
                                              outbound::Door::Judge judge, const std::filesystem::path& folder,
                                              const Clock& clock) {
    if (server) {
        auto mailer = std::make_unique<outbound::Door>(*server, std::move(judge));
        http::log(Level::info, "messages go to the mail server {}", server->url);
        return mailer;
    }
    http::log(Level::info, "no mail server is configured: messages are written as files to {}", folder.string());
    return std::make_unique<outbound::FolderMailer>(folder, clock);
}

Job mail_files_job(const House& house, std::filesystem::path folder) {
    return {"mail files", std::chrono::hours{1},
            [&house, folder = std::move(folder)](ShopId shop) { delete_old(house, folder, shop); }};
}

std::size_t delete_mail_files_of_erased(const House& house, const std::filesystem::path& folder, ShopId shop) {
    return house.database.read(shop, [&](store::Tx& tx) {
        return outbound::delete_mail_files_unless(
            folder, shop, [&](std::int64_t entry) { return shop::is_in_outbox(tx, shop::OutboxId{entry}); });
    });
}

}  // namespace autojet::messaging
