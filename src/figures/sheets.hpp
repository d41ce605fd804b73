// A sheet: a chart, its table, and the same as a file.
#pragma once

#include "bookkeeping/turnover.hpp"
#include "figures/counting.hpp"

namespace autojet::figures {

struct Sheet {
    std::string id;     // in addresses and names of files: "utilisation"
    std::string title;  // in the language of the reader, as all words here
    std::string note;
    std::string svg;  // empty: there is nothing to draw
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::vector<std::string>> values;  // of the rows, for machines; the head is the same
};

// What sheets are made with.
struct Words {
    Language language{};
    std::function<std::string(std::string_view english)> say;
};

Sheet utilisation(const Figures& figures, const Window& window, const Words& words);
Sheet takings(const std::vector<bookkeeping::Turnover>& months, const Words& words);
Sheet services(const Figures& figures, const scheduling::Catalogue& catalogue, const Words& words);
Sheet lead_times(const Figures& figures, const Words& words);

// "12", or that it is fewer than is told.
std::string count_words(int count, const Words& words);

// RFC 4180.
std::string csv_of(const Sheet& sheet);

}  // namespace autojet::figures
