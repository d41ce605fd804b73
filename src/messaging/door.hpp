// Which door the messages take, and how long their files stay.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "outbound/door.hpp"
#include "shop/house.hpp"
#include "shop/module.hpp"

namespace autojet::messaging {

// The door to the mail server, or files in `folder` when there is none; the log says which. Throws Broken for settings
// that outbound::check refuses, and when the folder cannot be made.
std::unique_ptr<outbound::Mailer> open_mailer(const std::optional<outbound::SmtpSettings>& server,
                                              outbound::Door::Judge judge, const std::filesystem::path& folder,
                                              const Clock& clock);

// Every hour: deletes mail files that are older than the shop's policy lets them be (policy K1, class mail_file).
// Needed with a mail server too, for the files from before there was one.
Job mail_files_job(const House& house, std::filesystem::path folder);

// Deletes the mail files whose entry has left the outbox, with the person whom it concerned (policy R3): they are
// copies. Answers how many.
std::size_t delete_mail_files_of_erased(const House& house, const std::filesystem::path& folder, ShopId shop);

}  // namespace autojet::messaging
