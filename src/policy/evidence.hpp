// What shows that the promises are kept: policy/evidence.toml, a row for each promise and for each duty of the law.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/model.hpp"

namespace autojet::policy {

// "src/booking/retention.cpp: forget_expired": a file, and a text that stands in it: a function, a test's name.
struct Citation {
    std::string file;
    std::string text;
};

// The one edit of the source that switches an enforcement off, and the test that must turn red then.
struct Sabotage {
    std::string file;
    std::string find;  // stands in the file exactly once
    std::string replace;
    Citation red;
};

struct Evidence {
    std::string number;  // "K2", or "31" for a duty
    Words title;         // of a duty; of a promise the model has it
    std::string law;     // of a duty, "GDPR 18(1)"
    std::vector<Citation> enforced;
    std::vector<Citation> tests;
    std::vector<std::string> observed;  // names of observers of the running system
    Sabotage sabotage;

    [[nodiscard]] bool is_duty() const { return !number.empty() && number.front() >= '0' && number.front() <= '9'; }
};

inline constexpr int duty_count = 50;

// Throws Broken, naming the row, when the file is not as it must be.
std::vector<Evidence> read_evidence(std::string_view toml);

// What is missing or wrong, such as a promise without a test, or a citation that the source tree does not bear out;
// `read` answers with the content of a file of the source tree, or with nothing. Empty when all is well.
using ReadFile = std::function<std::optional<std::string>(const std::string&)>;
std::vector<std::string> check_evidence(const std::vector<Evidence>& rows, const ReadFile& read);

}  // namespace autojet::policy
