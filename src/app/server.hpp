// Serves an installation until it is told to stop.
#pragma once

#include "app/config.hpp"

namespace autojet::app {

// Sets the shop up when the folder is empty, prints where it can be reached, and answers requests until SIGTERM or
// SIGINT; requests in flight finish.
void serve(Config config);

}  // namespace autojet::app
