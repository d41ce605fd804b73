#include <algorithm>
#include <map>

#include "policy/check.hpp"
#include "policy/difference.hpp"
#include "policy/fingerprint.hpp"

namespace autojet::policy {
namespace {

using Findings = std::vector<Finding>;
using Digests = std::map<std::string, std::string, std::less<>>;

constexpr std::string_view prose_folder = "../prose/";

// Lines as b2sum writes them: 64 hexadecimal digits, two spaces, a path relative to published/.
Digests read_index(std::string_view index, Findings& findings) {
    Digests digests;
    while (!index.empty()) {
        const auto line = index.substr(0, index.find('\n'));
        index.remove_prefix(std::min(index.size(), line.size() + 1));
        if (line.size() < 67 || line.substr(64, 2) != "  ")
            findings.push_back({"published/index.b2sum", "has a line that is no digest of a file"});
        else
            digests.emplace(line.substr(66), line.substr(0, 64));
    }
    return digests;
}

void check_published(const Texts& texts, const Digests& digests, Findings& findings) {
    for (const auto& [file, text] : texts.published) {
        const auto digest = digests.find(file);
        if (digest == digests.end())
            findings.push_back({"published/" + file, "is not in the index"});
        else if (digest->second != fingerprint(text))
            findings.push_back({"published/" + file, "was changed after it was published"});
    }
    for (const auto& [file, digest] : digests)
        if (!file.starts_with(prose_folder) && !texts.published.contains(file))
            findings.push_back({"published/" + file, "was published and is gone"});
}

// The index remembers the prose of the latest version only: new words need a new version, since the page is dated
// (policy V2).
void check_frozen_prose(const Texts& texts, const Digests& digests, Findings& findings) {
    for (const auto& [file, text] : texts.prose) {
        const auto digest = digests.find(std::string{prose_folder} + file);
        if (digest == digests.end())
            findings.push_back({"prose/" + file, "is not in the index of the latest version"});
        else if (digest->second != fingerprint(text))
            findings.push_back({"prose/" + file, "was changed without a new version"});
    }
    for (const auto& [file, digest] : digests)
        if (file.starts_with(prose_folder) && !texts.prose.contains(file.substr(prose_folder.size())))
            findings.push_back({"prose/" + file.substr(prose_folder.size()), "was published and is gone"});
}

void check_against_latest(const Model& model, const Texts& texts, Findings& findings) {
    if (texts.published.empty()) {
        findings.push_back({"published", "has no version"});
        return;
    }
    const auto& [file, text] = *texts.published.rbegin();
    const auto latest = parse(text);
    if (!latest) {
        findings.push_back({"published/" + file, latest.error().message});
        return;
    }
    if (file != latest->version + ".toml")
        findings.push_back({"published/" + file, "holds version " + latest->version});
    if (model.version != latest->version)
        findings.push_back(
            {"privacy.toml", "is of version " + model.version + ", the latest published one is " + latest->version});
    for (const auto& change : difference(in_force(*latest), in_force(model)))
        if (change.effect == Effect::widens)
            findings.push_back({"privacy.toml", "is wider than version " + latest->version + ": " + change.words.en});
}

}  // namespace

std::vector<Finding> check_versions(const Model& model, const Texts& texts) {
    Findings findings;
    const auto digests = read_index(texts.index, findings);
    check_published(texts, digests, findings);
    check_frozen_prose(texts, digests, findings);
    check_against_latest(model, texts, findings);
    return findings;
}

}  // namespace autojet::policy
