#include "privacy/limits.hpp"

namespace autojet::privacy {

Limit limit_of_standing(store::Tx&, PersonId, policy::Purpose, const InForce&) {
    return {};
}

Limit limit_of_version(store::Tx&, PersonId, policy::Purpose, const InForce&) {
    return {};
}

}  // namespace autojet::privacy
