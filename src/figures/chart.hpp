// Charts as pictures inside the page: no script, no library. The table beside them says the same.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace autojet::figures {

struct Bar {
    std::string label;
    std::int64_t value = 0;  // less than nothing is drawn as nothing
    std::int64_t of = 0;     // what it could have been, drawn around it
};

struct ChartWords {
    std::string id;     // unique on the page
    std::string title;  // of the picture, for who cannot see it
    std::string most;   // the value at the top of the scale, in words; empty: none is written
};

// Standing bars, as many as there are; of many labels only some are written.
std::string bars_svg(const std::vector<Bar>& bars, const ChartWords& words);
// Lying bars below their labels.
std::string lying_bars_svg(const std::vector<Bar>& bars, const ChartWords& words);

}  // namespace autojet::figures
