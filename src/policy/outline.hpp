#pragma once

#include <string>

#include "policy/model.hpp"

namespace autojet::policy {

// The model as plain text for a terminal: what `autojet policy show` prints. Rows that are only prepared say so.
std::string outline(const Model& model, Language language);

}  // namespace autojet::policy
