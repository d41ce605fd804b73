// A warrant has one holder: it is not copied to be kept for later.
// expect: use of deleted function|call to deleted constructor
#include <utility>

#include "policy/warrant.hpp"

using namespace autojet::policy;

Warrant<Purpose::contact> keep(Warrant<Purpose::contact>& warrant) {
#ifdef REFUSED
    return warrant;
#else
    return std::move(warrant);
#endif
}
