#pragma once

#include <string>

#include "policy/model.hpp"

namespace autojet::policy {

// The model as TOML that parse() reads back as the same model.
std::string to_toml(const Model& model);

}  // namespace autojet::policy
