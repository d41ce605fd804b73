// The way that the vault takes is not open to others.
// expect: is private within this context|is a private member
#include <string>

#include "policy/personal.hpp"

using namespace autojet::policy;

auto peek(const Personal<std::string, Category::contact>& contact) {
#ifdef REFUSED
    return contact.closed_value();
#else
    return contact.subject();
#endif
}
