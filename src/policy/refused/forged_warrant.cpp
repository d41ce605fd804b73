// Only the gate makes warrants (lock 4).
// expect: is private within this context|calling a private constructor
#include "policy/warrant.hpp"

using namespace autojet;
using namespace autojet::policy;

bool forge(PersonId ada, Openings& record) {
    Categories everything;
    everything.set();
#ifdef REFUSED
    const Warrant<Purpose::contact> warrant{{Subject{ada, everything}}, record};
    return warrant.covers(ada, Category::name);
#else
    return everything.all() && record.empty() && ada != PersonId{0};
#endif
}
