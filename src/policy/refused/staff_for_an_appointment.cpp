// P1: planning the work opens nothing of the people who work here (policy P1, T1).
// expect: no matching function for call|no matching member function
#include <string>

#include "policy/personal.hpp"

using namespace autojet::policy;

std::string look(const Personal<std::string, Category::staff>& value, const Warrant<Purpose::appointment>& warrant) {
#ifdef REFUSED
    return value.open(warrant);
#else
    return warrant.covers(value.subject(), Category::staff) ? "somebody" : "nobody";
#endif
}
