#pragma once

#include <chrono>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "policy/model.hpp"

namespace autojet::policy {

// Who a recipient is today, as plain text in the language of the page: "Mail Ltd, Dublin, Ireland".
using NamesOfRecipient = std::function<std::vector<std::string>(const RecipientRow&, Language)>;

// The parts of the pages that come from the model alone, as HTML. Pass what is in force.

std::string bases_table(const Model& model, Language language, std::set<std::string>& anchored);
// With the day on which what begins on `today` is gone.
std::string periods_table(const Model& model, Language language, std::chrono::year_month_day today);
std::string purposes_table(const Model& model, Language language);
std::string recipients_table(const Model& model, Language language, const NamesOfRecipient& names);
std::string cookies_table(const Model& model, Language language);
// The clauses that this version has beside the text and that `wanted` picks; nothing when there is none (policy D0).
std::string clauses_list(const Model& model, Language language, const std::function<bool(const ClauseRow&)>& wanted);
std::string measures_list(const Model& model, Language language);

}  // namespace autojet::policy
