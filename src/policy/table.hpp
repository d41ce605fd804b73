#pragma once

#include <string>
#include <vector>

namespace autojet::policy {

// A table of the page. Cells of `html` are trusted markup of ours; head and caption are text.
struct Table {
    std::string id;  // of its caption, unique on the page
    std::string caption;
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> html;
};

// The first cell of a row is its header; the frame can be scrolled by keyboard where it is too wide (WCAG 2.1.1).
std::string to_html(const Table& table);

}  // namespace autojet::policy
