#include "tests/support/policy_for_tests.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/result.hpp"

namespace autojet::tests {

namespace {

std::string model_of_the_source() {
    std::ifstream file(std::filesystem::path(AUTOJET_SOURCE_DIR) / "policy" / "privacy.toml");
    return {std::istreambuf_iterator<char>(file), {}};
}

// Replaces the first `what` after the row begins.
void replace_in_row(std::string& model, const std::string& row, std::string_view begins, std::string_view ends,
                    std::string_view with) {
    const auto kind = row.substr(0, row.find(' '));
    const auto start = model.find("[[" + kind + "]]\nname = \"" + row.substr(row.find(' ') + 1) + "\"");
    const auto from = model.find(begins, start);
    const auto to = model.find(ends, from);
    if (start == std::string::npos || from == std::string::npos || to == std::string::npos)
        throw Broken("the policy has no such row");
    model.replace(from, to + ends.size() - from, with);
}

std::string under(std::string_view version) {
    auto model = model_of_the_source();
    const auto from = model.find("\nversion = ") + 1;
    return model.replace(from, model.find('\n', from) - from, "version = \"" + std::string(version) + "\"");
}

}  // namespace

std::string policy_with(std::string_view version, std::initializer_list<std::string_view> rows) {
    auto model = under(version);
    for (const auto row : rows) replace_in_row(model, std::string(row), "prepared = true", "\n", "");
    return model;
}

std::string policy_with_period(std::string_view version, std::string_view retention, std::string_view period) {
    auto model = under(version);
    replace_in_row(model, "retention " + std::string(retention), "period = ", "\n",
                   "period = " + std::string(period) + "\n");
    return model;
}

}  // namespace autojet::tests
