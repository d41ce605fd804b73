#include "privacy/actor.hpp"

namespace autojet::privacy {

std::string Actor::name_in_ledger() const {
    switch (kind) {
        case Kind::stranger:
            return "stranger";
        case Kind::person:
            return "person";
        case Kind::staff:
            return "staff:" + std::to_string(number);
        case Kind::job:
            return "job:" + job_name;
        case Kind::provider:
            return "provider";
    }
    return "";
}

}  // namespace autojet::privacy
