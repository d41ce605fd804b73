#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "policy/model.hpp"
#include "policy/page_tables.hpp"
#include "policy/texts.hpp"

namespace autojet::policy {

// A part of a page. `html` is finished markup without headings, safe to insert as it is; `title` is plain text.
struct Section {
    std::string anchor;
    std::string title;
    std::string html;
};

// `updated` is a finished sentence: "Last updated 24 June 2026" (policy V2), or when the annex was generated.
struct Page {
    Language language = Language::nl;
    std::string title;
    std::string updated;
    std::string date;  // 2026-06-24
    std::vector<Section> sections;
};

// All of these show what is in force in the model, and the facts of the given controller (policy W1-W4).
// Prose that is missing or broken throws Broken: check() finds it first.

// The policy itself, one section per chapter.
Page policy_page(const Model& model, const Controller& controller, const Texts& texts, Language language);

// The cookie page (policy C2).
Page cookie_page(const Model& model, const Controller& controller, const Texts& texts, Language language);

// The notice for the shop's own people.
Page staff_notice(const Model& model, const Controller& controller, const Texts& texts, Language language);

// "Zo houden we ons eraan", "How this is kept today": what the running system does, dated by the day it was generated.
// It belongs below the policy page, under the id `annex`; its citations point at the ids of that page. Periods are the
// model's: pass the shop's own published version to show the shop's. Each period is shown with the day on which
// something of today would be gone (policy K1 to K3). `names` tells who a recipient is by name; without it only the
// kind is shown.
Page annex(const Model& model, Language language, std::chrono::year_month_day generated,
           const NamesOfRecipient& names = {});

}  // namespace autojet::policy
