#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "policy/model.hpp"

namespace autojet::policy {

// A text of policy/prose: CommonMark that begins with "# Title". [K2] cites a promise; {{controller.name}} stands for a
// fact.
struct Prose {
    std::string title;
    std::string html;
};

// "24 juni 2026", "24 June 2026" for "2026-06-24".
std::string day_in_words(std::string_view iso_day, Language language);

// A citation as a small link. The first one of a page carries the id that the others point to; `anchored` remembers
// which.
std::string citation(const std::string& number, Language language, std::set<std::string>& anchored);

// Renders with facts filled in as text (never as markup), raw HTML and unsafe links left out, citations made links.
// Throws Broken on a text without a title or with an unknown placeholder: check() finds both before a build is done.
Prose render(std::string_view markdown, const Model& model, const Controller& controller, Language language,
             std::set<std::string>& anchored);

// The placeholders of a text that stand for nothing.
std::vector<std::string> unknown_placeholders(std::string_view markdown);

}  // namespace autojet::policy
