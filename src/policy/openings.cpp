#include "policy/openings.hpp"

#include <algorithm>
#include <utility>

namespace autojet::policy {
namespace {

std::vector<Opening> each_once(std::vector<Opening> openings) {
    std::sort(openings.begin(), openings.end());
    openings.erase(std::unique(openings.begin(), openings.end()), openings.end());
    return openings;
}

}  // namespace

std::vector<Opening> Openings::take_opened() {
    return each_once(std::exchange(opened_, {}));
}
std::vector<Opening> Openings::take_refused() {
    return each_once(std::exchange(refused_, {}));
}

}  // namespace autojet::policy
