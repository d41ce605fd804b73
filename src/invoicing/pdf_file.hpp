#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "base/time.hpp"

namespace autojet::invoicing::paper {

struct FileAbout {
    Language language = Language::nl;
    CivilDate date;
    std::vector<std::string> figure_texts;  // what each figure shows, in their order, for who does not see them
    bool has_images = false;
    std::string_view ubl;  // attached where it is not empty
};

// The drawn PDF, whole: with its language, the words for what is drawn, and the same invoice for machines
// (/AFRelationship Alternative). Its identifier follows from its content.
std::string finish_file(const std::string& drawn, const FileAbout& about);

}  // namespace autojet::invoicing::paper
