#pragma once

#include "policy/model.hpp"

namespace autojet::policy {

// How the pages name what a row has.

Words in_words(Basis basis);                              // "performance of the contract"
Words in_words(Role role);                                // "processor: works on our instructions"
Words life_in_words(int days);                            // "until you close your browser", "30 days at most"
Words titles_in_words(const std::vector<Words>& titles);  // "your name, your phone number and your plate"

}  // namespace autojet::policy
