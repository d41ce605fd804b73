// PostgreSQL 15 with the same records in the clear, an index on every metadata column, and a log row for each access,
// written in the same transaction.
#pragma once

#include <string>

#include "gdpr/engine.hpp"

namespace bench::gdpr {

// Makes the tables anew in the database at this address (as libpq takes it) and fills them with the records.
std::unique_ptr<Engine> load_postgres(const std::string& address);

}  // namespace bench::gdpr
