// A personal value cannot be written to a stream, so that it cannot reach a log.
// expect: no match for .operator<<.|invalid operands to binary
#include <ostream>
#include <string>

#include "policy/personal.hpp"

using namespace autojet::policy;

void log_booking(std::ostream& log, const Personal<std::string, Category::name>& name) {
#ifdef REFUSED
    log << name;
#else
    log << name.subject().value();
#endif
}
