// The files of messages, as part of what is kept about the people they were written to.
#pragma once

#include <filesystem>

#include "shop/holder.hpp"

namespace autojet::messaging {

// Erases the files of messages about this person's bookings. It goes by their entries in the outbox, so it comes before
// the holder that deletes those.
[[nodiscard]] Holder mail_files_holder(std::filesystem::path folder);

}  // namespace autojet::messaging
