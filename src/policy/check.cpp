#include "policy/check.hpp"

#include <iterator>

namespace autojet::policy {

std::vector<Finding> check(const Model& model, const Texts& texts) {
    auto findings = check_rows(model);
    for (auto more : {check_versions(model, texts), check_prose(model, texts)})
        findings.insert(findings.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    return findings;
}

std::vector<Finding> check(const Texts& texts) {
    const auto model = parse(texts.model);
    if (!model) return {{"privacy.toml", model.error().message}};
    return check(*model, texts);
}

}  // namespace autojet::policy
