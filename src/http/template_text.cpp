#include "http/template_text.hpp"

#include <algorithm>

#include "base/result.hpp"
#include "base/text.hpp"

namespace autojet::http {

namespace {

constexpr int max_include_depth = 8;

// Replaces each `open`...`close` by what `replace` makes of the text between them.
template <class Replace>
std::string replace_each(std::string_view text, std::string_view open, std::string_view close, Replace&& replace) {
    std::string result;
    for (;;) {
        const auto begin = text.find(open);
        const auto end = begin == std::string_view::npos ? begin : text.find(close, begin + open.size());
        if (end == std::string_view::npos) break;
        result += text.substr(0, begin);
        result += replace(text.substr(begin + open.size(), end - begin - open.size()));
        text.remove_prefix(end + close.size());
    }
    return result.append(text);
}

bool is_name(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(text, [](char c) { return is_ascii_upper(c) || is_ascii_digit(c) || c == '_'; });
}

// Only values, sections, comments and includes; ctemplate's other markers could switch the escaping off.
std::string checked_marker(std::string_view marker) {
    if (marker.starts_with('!')) return "";
    if (marker.starts_with('#') || marker.starts_with('/')) {
        if (!is_name(marker.substr(1))) throw Broken{"no section of a template: {{" + std::string{marker} + "}}"};
        return "{{" + std::string{marker} + "}}";
    }
    const auto colon = std::min(marker.find(':'), marker.size());
    const auto name = marker.substr(0, colon);
    const auto modifier = marker.substr(colon);
    if (!is_name(name) || name.starts_with(trusted_prefix) ||
        (!modifier.empty() && modifier != ":none" && modifier != ":pre_escape"))
        throw Broken{"no value of a template: {{" + std::string{marker} + "}}"};
    if (modifier == ":pre_escape") return "{{" + std::string{name} + std::string{keep_lines_modifier} + "}}";
    if (modifier != ":none") return "{{" + std::string{name} + "}}";
    return "{{" + std::string{trusted_prefix} + std::string{name} + ":none}}";
}

std::string in_one_line(std::string_view message) {
    std::string line;
    bool gap = false;
    for (const char c : trim(message)) {
        const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!space && gap) line += ' ';
        if (!space) line += c;
        gap = space;
    }
    return line;
}

}  // namespace

std::string TemplateLoader::prepare(std::string_view name, Language language,
                                    std::set<std::string>& untranslated) const {
    const auto text = with_messages(with_assets(include(name, 0)), language, untranslated);
    return replace_each(text, "{{", "}}", checked_marker);
}

std::string TemplateLoader::include(std::string_view name, int depth) const {
    const auto source = std::ranges::find(sources_, name, &TemplateSource::name);
    if (source == sources_.end()) throw Broken{"there is no template " + std::string{name}};
    if (depth > max_include_depth) throw Broken{"templates include each other: " + std::string{name}};
    return replace_each(source->text, "{{>", "}}",
                        [&](std::string_view other) { return include(trim(other), depth + 1); });
}

std::string TemplateLoader::with_assets(std::string_view text) const {
    return replace_each(text, "@@", "@@", [&](std::string_view name) { return escape_html(asset_url_(name)); });
}

std::string TemplateLoader::with_messages(std::string_view text, Language language,
                                          std::set<std::string>& untranslated) const {
    return replace_each(text, "[[", "]]", [&](std::string_view written) {
        const auto msgid = in_one_line(written);
        auto message = language == Language::en ? msgid : translate_(language, msgid);
        if (message.empty()) {
            untranslated.insert(std::string{code(language)} + ": " + msgid);
            message = msgid;
        }
        return escape_html(message);
    });
}

TemplateShape shape_of(std::string_view name, std::string_view text) {
    std::vector<TemplateShape> open{{std::string{name}, {}, {}}};
    replace_each(text, "{{", "}}", [&](std::string_view marker) {
        if (marker.starts_with('#')) {
            open.push_back({std::string{marker.substr(1)}, {}, {}});
        } else if (marker.starts_with('/')) {
            auto closed = std::move(open.back());
            open.pop_back();
            if (open.empty() || closed.name != marker.substr(1))
                throw Broken{"a section of the template " + std::string{name} + " does not close: " + closed.name};
            open.back().sections.push_back(std::move(closed));
        } else {
            open.back().variables.emplace_back(marker.substr(0, marker.find(':')));
        }
        return std::string{};
    });
    if (open.size() != 1) throw Broken{"a section of the template " + std::string{name} + " does not close"};
    return std::move(open.front());
}

}  // namespace autojet::http
