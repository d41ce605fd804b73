#pragma once

#include <set>
#include <string>

#include "policy/model.hpp"

namespace autojet::policy {

// The parts of the pages that come from the model alone, as HTML. Pass what is in force.

std::string bases_table(const Model& model, Language language, std::set<std::string>& anchored);
std::string periods_table(const Model& model, Language language);
std::string purposes_table(const Model& model, Language language);
std::string recipients_table(const Model& model, Language language);
std::string cookies_table(const Model& model, Language language);
std::string measures_list(const Model& model, Language language);

}  // namespace autojet::policy
