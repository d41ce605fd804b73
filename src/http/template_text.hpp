#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/html.hpp"

namespace autojet::http {

// The variables and sections of a template, for the check that nothing is missing. A section's `name` is its own.
struct TemplateShape {
    std::string name;
    std::vector<std::string> variables;
    std::vector<TemplateShape> sections;
};

// Of a prepared text. Throws Broken when sections do not close.
TemplateShape shape_of(std::string_view name, std::string_view text);

// In front of the name of a value that is trusted HTML, so that no plain text can have that name.
inline constexpr std::string_view trusted_prefix = "TRUSTED_";

// Turns what people write into what ctemplate reads, in one language.
class TemplateLoader {
public:
    TemplateLoader(std::span<const TemplateSource> sources, const Templates::AssetUrl& asset_url,
                   const Templates::Translate& translate)
        : sources_{sources}, asset_url_{asset_url}, translate_{translate} {}

    std::string prepare(std::string_view name, Language language, std::set<std::string>& untranslated) const;

private:
    std::string include(std::string_view name, int depth) const;
    std::string with_assets(std::string_view text) const;
    std::string with_messages(std::string_view text, Language language, std::set<std::string>& untranslated) const;

    std::span<const TemplateSource> sources_;
    const Templates::AssetUrl& asset_url_;
    const Templates::Translate& translate_;
};

// What {{NAME:pre_escape}} becomes: every character of HTML's own is escaped and line ends stay, for hidden fields and
// places that show what somebody wrote. ctemplate's modifier of that name lets "&lt;" pass as it is, so this one is
// ours.
inline constexpr std::string_view keep_lines_modifier = ":x-keep-lines";

}  // namespace autojet::http
