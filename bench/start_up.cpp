#include "start_up.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>
#include <thread>

#include "loopback.hpp"

namespace bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::microseconds between_looks{200};
constexpr std::chrono::seconds patience{10};

pid_t start(char** command) {
    const pid_t child = ::fork();
    if (child != 0) return child;
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
    ::execvp(command[0], command);
    ::_exit(127);
}

bool is_ready(std::uint16_t port) {
    const auto socket = Socket::connect(port);
    if (!socket) return false;
    socket->send(get_request(port, "/readyz"));
    std::string bytes;
    while (!whole_answer(bytes)) socket->receive_more(bytes);
    return whole_answer(bytes)->status == 200;
}

// False when it did not end on SIGTERM in time; then it is ended by force.
bool end(pid_t child) {
    const auto deadline = Clock::now() + patience;
    ::kill(child, SIGTERM);
    while (::waitpid(child, nullptr, WNOHANG) == 0) {
        if (Clock::now() > deadline) {
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            return false;
        }
        std::this_thread::sleep_for(between_looks);
    }
    return true;
}

void wait_until_ready(std::uint16_t port, pid_t child) {
    const auto deadline = Clock::now() + patience;
    while (!is_ready(port)) {
        if (::waitpid(child, nullptr, WNOHANG) == child) throw std::runtime_error("the server has ended by itself");
        if (Clock::now() > deadline) {
            end(child);
            throw std::runtime_error("the server is not ready after ten seconds");
        }
        std::this_thread::sleep_for(between_looks);
    }
}

}  // namespace

StartUp time_start_up(std::uint16_t port, char** command) {
    const auto begin = Clock::now();
    const pid_t child = start(command);
    if (child < 0) throw std::runtime_error("cannot start another process");
    wait_until_ready(port, child);
    const auto ready = Clock::now();
    if (!end(child)) throw std::runtime_error("the server does not stop within ten seconds");
    return {ready - begin, Clock::now() - ready};
}

}  // namespace bench
