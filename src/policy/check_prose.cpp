#include <algorithm>

#include "policy/check.hpp"
#include "policy/prose.hpp"

namespace autojet::policy {
namespace {

using Findings = std::vector<Finding>;

bool mentions(std::string_view text, const std::string& words) {
    return text.find(words) != std::string_view::npos;
}

void check_citations(const std::string& where, std::string_view text, Findings& findings) {
    for (auto at = text.find('['); at != std::string_view::npos; at = text.find('[', at + 1)) {
        const auto close = text.find(']', at);
        if (close != at + 3 || text.substr(close + 1).starts_with('(')) continue;
        const auto number = text.substr(at + 1, 2);
        if (std::find(all_promises.begin(), all_promises.end(), number) == all_promises.end())
            findings.push_back({where, "cites an unknown promise: " + std::string{number}});
    }
}

// The text of that name, after it was found readable; empty when there is none.
std::string_view read(const Texts& texts, const std::string& file, Findings& findings) {
    const auto found = texts.prose.find(file);
    if (found == texts.prose.end()) {
        findings.push_back({"prose/" + file, "is missing"});
        return {};
    }
    const auto text = found->second;
    if (!text.starts_with("# ") || text.find('\n') == std::string_view::npos)
        findings.push_back({"prose/" + file, "does not begin with a title"});
    for (const auto& name : unknown_placeholders(text))
        findings.push_back({"prose/" + file, "has an unknown placeholder: " + name});
    check_citations("prose/" + file, text, findings);
    return text;
}

void check_chapter(const Chapter& chapter, const std::string& folder, const Texts& texts, Findings& findings) {
    const auto file = folder + std::string{chapter.name} + ".md";
    const auto text = read(texts, file, findings);
    if (text.empty()) return;
    for (const auto number : all_promises)
        if (number.front() == chapter.letter && !mentions(text, "[" + std::string{number} + "]"))
            findings.push_back({"prose/" + file, "does not cite " + std::string{number}});
}

}  // namespace

std::vector<Finding> check_prose(const Model& model, const Texts& texts) {
    Findings findings;
    for (const auto language : all_languages) {
        const auto folder = std::string{code(language)} + "/";
        for (const auto& chapter : chapters) check_chapter(chapter, folder, texts, findings);
        read(texts, folder + "staff-notice.md", findings);

        // policy C2
        const auto cookies = read(texts, folder + "cookie-policy.md", findings);
        for (const auto& cookie : in_force(model).cookies)
            if (!mentions(cookies, "`" + cookie.name + "`"))
                findings.push_back({"prose/" + folder + "cookie-policy.md", "does not name the cookie " + cookie.name});
    }
    return findings;
}

}  // namespace autojet::policy
