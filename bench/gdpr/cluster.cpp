#include "gdpr/cluster.hpp"

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <vector>

namespace bench::gdpr {

namespace {

const std::filesystem::path programs = "/usr/lib/postgresql/15/bin";
constexpr std::chrono::seconds patience{20};

// Durable as it comes, with memory for all of the records, and checkpoints that do not fall into a short measurement.
constexpr const char* settings = R"(
listen_addresses = ''
max_connections = 100
fsync = on
synchronous_commit = on
shared_buffers = 512MB
effective_cache_size = 2GB
work_mem = 16MB
wal_buffers = 16MB
max_wal_size = 8GB
checkpoint_timeout = 30min
random_page_cost = 1.1
jit = off
logging_collector = off
client_min_messages = warning
)";

const passwd* owner() {
    if (::geteuid() != 0) return nullptr;
    const auto* user = ::getpwnam("postgres");
    if (user == nullptr) throw std::runtime_error("there is no user postgres");
    return user;
}

[[noreturn]] void become(const passwd* user, const std::vector<const char*>& command) {
    const int nowhere = ::open("/dev/null", O_RDWR);
    ::dup2(nowhere, STDIN_FILENO);
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
    if (::chdir("/") != 0 || (user != nullptr && (::initgroups(user->pw_name, user->pw_gid) != 0 ||
                                                  ::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0)))
        ::_exit(126);
    ::prctl(PR_SET_PDEATHSIG, SIGINT);
    ::execv(command.front(), const_cast<char* const*>(command.data()));
    ::_exit(127);
}

pid_t start_as(const passwd* user, const std::vector<const char*>& command) {
    const pid_t child = ::fork();
    if (child < 0) throw std::runtime_error("cannot start another process");
    if (child == 0) become(user, command);
    return child;
}

}  // namespace

Cluster::Cluster() {
    std::string name = (std::filesystem::temp_directory_path() / "autojet-postgres-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = name;
    try {
        initialize();
        start();
        wait_until_ready();
    } catch (...) {
        this->~Cluster();
        throw;
    }
}

Cluster::~Cluster() {
    if (server_ > 0) {
        ::kill(server_, SIGINT);  // "fast shutdown"
        ::waitpid(server_, nullptr, 0);
    }
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

std::string Cluster::address() const {
    return "host=" + folder_.string() + " user=bench dbname=postgres";
}

void Cluster::initialize() const {
    const auto* user = owner();
    if (user != nullptr && ::chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0)
        throw std::runtime_error("the temporary folder cannot be given to the user postgres");
    const auto program = (programs / "initdb").string();
    const auto data = (folder_ / "data").string();
    const pid_t child = start_as(user, {program.c_str(), "-D", data.c_str(), "-U", "bench", "--auth=trust", "-E",
                                        "UTF8", "--locale=C", "--no-sync", nullptr});
    int status = 0;
    ::waitpid(child, &status, 0);
    if (status != 0) throw std::runtime_error("initdb of PostgreSQL 15 fails: is postgresql-15 installed?");
    std::ofstream(folder_ / "data" / "postgresql.conf", std::ios::app)
        << settings << "unix_socket_directories = '" << folder_.string() << "'\n";
}

void Cluster::start() {
    const auto program = (programs / "postgres").string();
    const auto data = (folder_ / "data").string();
    server_ = start_as(owner(), {program.c_str(), "-D", data.c_str(), nullptr});
}

void Cluster::wait_until_ready() const {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (PQping(address().c_str()) != PQPING_OK) {
        if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error("PostgreSQL does not start");
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
}

}  // namespace bench::gdpr
