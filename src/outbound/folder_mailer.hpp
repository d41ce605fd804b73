// Messages as files, for a shop without a mail server. The one declared place where personal data lies in the open, so
// it is closed to other users and short-lived (policy K1, class mail_file).
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>

#include "base/clock.hpp"
#include "outbound/mailer.hpp"
#include "policy/period.hpp"

namespace autojet::outbound {

// Writes ENTRY.eml, mode 0600, into the folder (mode 0700), which is made when it is absent. The same entry again
// replaces its file. The age of a file counts by the clock.
class FolderMailer final : public Mailer {
public:
    FolderMailer(std::filesystem::path folder, const Clock& clock);

    // The file is on disk, whole, when this answers. Throws Broken when it cannot be written.
    Result<void> deliver(const Mail& mail) override;

private:
    std::filesystem::path folder_;
    const Clock& clock_;
};

// Deletes what this shop's messages left in the folder for longer than the period, unfinished files included; answers
// how many. Needed after a mail server was set up as well. A folder that is absent is empty.
std::size_t delete_old_mail_files(const std::filesystem::path& folder, ShopId shop, const policy::Period& period,
                                  Instant now);

// Deletes the files of this shop's messages whose entry is not wanted any more, whatever their age; answers how many.
std::size_t delete_mail_files_unless(const std::filesystem::path& folder, ShopId shop,
                                     const std::function<bool(std::int64_t entry)>& is_wanted);

}  // namespace autojet::outbound
