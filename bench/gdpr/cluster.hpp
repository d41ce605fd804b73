// A PostgreSQL 15 of our own in a temporary folder, on a unix socket alone; it ends with this object, and with the
// process.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

namespace bench::gdpr {

class Cluster {
public:
    // Throws std::runtime_error when PostgreSQL is not there or does not start. As root it becomes the user postgres,
    // because PostgreSQL refuses to be root.
    Cluster();
    ~Cluster();
    Cluster(const Cluster&) = delete;
    Cluster& operator=(const Cluster&) = delete;

    // For libpq.
    [[nodiscard]] std::string address() const;

private:
    void initialize() const;
    void start();
    void wait_until_ready() const;

    std::filesystem::path folder_;
    pid_t server_ = -1;
};

}  // namespace bench::gdpr
