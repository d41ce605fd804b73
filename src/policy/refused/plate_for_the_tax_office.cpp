// P3: what the law asks opens no plate (policy P3).
// expect: no matching function for call|no matching member function
#include <string>

#include "policy/personal.hpp"

using namespace autojet::policy;

std::string look(const Personal<std::string, Category::vehicle>& value, const Warrant<Purpose::legal_duty>& warrant) {
#ifdef REFUSED
    return value.open(warrant);
#else
    return warrant.covers(value.subject(), Category::vehicle) ? "somebody" : "nobody";
#endif
}
