// P4: a name does not open to improve the service (policy P4).
// expect: no matching function for call|no matching member function
#include <string>

#include "policy/personal.hpp"

using namespace autojet::policy;

std::string most_loyal(const Personal<std::string, Category::name>& name,
                       const Warrant<Purpose::improvement>& warrant) {
#ifdef REFUSED
    return name.open(warrant);
#else
    return warrant.covers(name.subject(), Category::name) ? "somebody" : "nobody";
#endif
}
