// There is no warrant out of nothing.
// expect: use of deleted function|call to deleted constructor
#include "policy/warrant.hpp"

using namespace autojet::policy;

bool out_of_nothing() {
#ifdef REFUSED
    const Warrant<Purpose::contact> warrant;
    return warrant.covers({}, Category::name);
#else
    return Warrant<Purpose::contact>::purpose == Purpose::contact;
#endif
}
