#pragma once

#include "policy/model.hpp"

namespace autojet::policy {

// "24 maanden na de laatste afspraak", "24 months after the last appointment".
Words in_words(const Period& period);

}  // namespace autojet::policy
