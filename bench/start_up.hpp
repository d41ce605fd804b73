// How long a server takes from exec to its first good answer, and from SIGTERM to its end.
#pragma once

#include <chrono>
#include <cstdint>

namespace bench {

using Milliseconds = std::chrono::duration<double, std::milli>;

struct StartUp {
    Milliseconds ready{};  // until GET /readyz is answered with 200
    Milliseconds stopped{};
};

// `command` is a null-terminated argument list, as execvp takes it; its output is discarded.
// Throws std::runtime_error when it ends by itself, or is not ready or not stopped within ten seconds.
StartUp time_start_up(std::uint16_t port, char** command);

}  // namespace bench
