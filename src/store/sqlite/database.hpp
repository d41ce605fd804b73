// SQLite as the Database: one writing thread with group commit, a few reading connections beside it.
#pragma once

#include <memory>
#include <string>

#include "store/database.hpp"

namespace autojet::store::sqlite {

struct Options {
    std::string path;
    int readers = 6;
    int largest_group = 128;  // transactions that share one commit at most
};

// Opens the file, making it when it is absent. Throws Broken when it cannot be used.
std::unique_ptr<Database> open(const Options& options, const Clock& clock);

// A single connection, for migrations and for looking at the catalogue before the database is opened.
std::unique_ptr<Connection> connect(const std::string& path);

}  // namespace autojet::store::sqlite
