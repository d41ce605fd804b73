#pragma once

#include <string>

#include "base/result.hpp"

namespace autojet {

// Why it was refused, or "" when it was not: a claim that does not hold fails its test and breaks nothing else.
template <class T>
std::string reason_of(const Result<T>& result) {
    return result ? std::string() : result.error().reason;
}

}  // namespace autojet
