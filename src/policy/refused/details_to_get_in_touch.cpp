// P2: getting in touch opens no address and no VAT number (policy P2).
// expect: no matching function for call|no matching member function
#include <string>

#include "policy/personal.hpp"

using namespace autojet::policy;

std::string look(const Personal<std::string, Category::details>& value, const Warrant<Purpose::contact>& warrant) {
#ifdef REFUSED
    return value.open(warrant);
#else
    return warrant.covers(value.subject(), Category::details) ? "somebody" : "nobody";
#endif
}
