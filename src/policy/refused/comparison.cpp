// Comparing is a way of guessing: lookup goes through the blind index.
// expect: no match for .operator==.|invalid operands to binary
#include <string>

#include "policy/personal.hpp"

using namespace autojet::policy;

using Name = Personal<std::string, Category::name>;

bool same(const Name& one, const Name& other) {
#ifdef REFUSED
    return one == other;
#else
    return one.subject() == other.subject();
#endif
}
