// Versions of the policy that a shop might publish, made from the model in the source.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace autojet::tests {

// policy/privacy.toml under another version, with these prepared rows in force: "purpose reminder", "clause reminder".
std::string policy_with(std::string_view version, std::initializer_list<std::string_view> rows);

// The same with another period of one class: "customer", "{ months = 12, after = \"last_appointment\" }".
std::string policy_with_period(std::string_view version, std::string_view retention, std::string_view period);

}  // namespace autojet::tests
