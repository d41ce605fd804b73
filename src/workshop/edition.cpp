#include "workshop/edition.hpp"

namespace autojet::workshop {

Result<void> unchanged_since(const Edition& edition, std::int64_t seen) {
    if (edition.version == seen) return {};
    return refuse(ErrorCode::conflict, std::string(changed_meanwhile),
                  "Somebody else changed this while you were at it. Please choose what it shall say.");
}

}  // namespace autojet::workshop
