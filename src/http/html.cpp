#include "http/html.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>
#include <ctemplate/template_emitter.h>
#include <ctemplate/template_modifiers.h>

#include "base/result.hpp"
#include "base/text.hpp"
#include "http/template_text.hpp"

namespace autojet::http {

namespace {

class KeepLines final : public ctemplate::TemplateModifier {
public:
    void Modify(const char* text, size_t size, const ctemplate::PerExpandData*, ctemplate::ExpandEmitter* out,
                const std::string&) const override {
        const auto escaped = escape_html({text, size});
        out->Emit(escaped.data(), escaped.size());
    }
};

// Once for the program: ctemplate knows modifiers by name.
bool know_modifiers() {
    static const KeepLines keep_lines;
    static const bool known =
        ctemplate::AddXssSafeModifier(std::string{keep_lines_modifier.substr(1)}.c_str(), &keep_lines);
    return known;
}

}  // namespace

Dict& Dict::set(std::string_view name, std::string_view text) {
    if (name.starts_with(trusted_prefix))
        throw Broken{"text for a place that takes trusted HTML: " + std::string{name}};
    values_.emplace_back(name, is_utf8(text) ? std::string{text} : repaired_utf8(text));
    return *this;
}

Dict& Dict::set(std::string_view name, long long number) {
    return set(name, std::string_view{std::to_string(number)});
}

Dict& Dict::set_trusted_html(std::string_view name, std::string_view html) {
    values_.emplace_back(std::string{trusted_prefix} + std::string{name}, html);
    return *this;
}

Dict::Section& Dict::section(std::string_view name) {
    const auto found = std::ranges::find(sections_, name, &Section::name);
    return found != sections_.end() ? *found : sections_.emplace_back(Section{std::string{name}, {}});
}

Dict& Dict::show(std::string_view name) {
    if (auto& place = section(name); place.shown.empty()) place.shown.emplace_back();
    return *this;
}

Dict& Dict::add(std::string_view name) {
    return section(name).shown.emplace_back();
}

struct Templates::Loaded {
    ctemplate::TemplateCache cache;
    std::map<std::string, TemplateShape, std::less<>> shapes;
    std::set<std::string> untranslated;
    Missing missing = Missing::empty;

    void load(const TemplateSource& source, const TemplateLoader& loader, Language language);
    void fill(ctemplate::TemplateDictionary& place, const Dict& values) const;

    static std::string key(std::string_view name, Language language) {
        return std::string{code(language)} + ":" + std::string{name};
    }
};

// The name of a cached template must not look like a file, or ctemplate would look for one.
void Templates::Loaded::load(const TemplateSource& source, const TemplateLoader& loader, Language language) {
    const auto text = loader.prepare(source.name, language, untranslated);
    shapes.insert_or_assign(std::string{source.name}, shape_of(source.name, text));
    const auto whole = "{{%AUTOESCAPE context=\"HTML\"}}" + text;
    if (!cache.StringToTemplateCache(key(source.name, language), whole.data(), whole.size(),
                                     ctemplate::STRIP_BLANK_LINES))
        throw Broken{"this template cannot be parsed: " + std::string{source.name}};
}

void Templates::Loaded::fill(ctemplate::TemplateDictionary& place, const Dict& values) const {
    const auto as_string = [](std::string_view text) { return ctemplate::TemplateString{text.data(), text.size()}; };
    for (const auto& [name, value] : values.values_) place.SetValueWithoutCopy(as_string(name), as_string(value));
    for (const auto& section : values.sections_)
        for (const auto& shown : section.shown) fill(*place.AddSectionDictionary(as_string(section.name)), shown);
}

Templates::Templates(std::span<const TemplateSource> sources, AssetUrl asset_url, Translate translate, Missing missing)
    : loaded_{std::make_unique<Loaded>()} {
    if (!know_modifiers()) throw Broken{"ctemplate does not take a modifier of ours"};
    loaded_->missing = missing;
    const TemplateLoader loader{sources, asset_url, translate};
    for (const auto language : all_languages)
        for (const auto& source : sources) loaded_->load(source, loader, language);
    loaded_->cache.Freeze();
}

Templates::~Templates() = default;
Templates::Templates(Templates&&) noexcept = default;

// Values and sections of a place are looked for from the inside out, as ctemplate does.
void Templates::check(const TemplateShape& shape, const std::vector<const Dict*>& places) {
    for (const auto& variable : shape.variables) {
        const bool set = std::ranges::any_of(places, [&](const Dict* place) {
            return std::ranges::any_of(place->values_, [&](const auto& value) { return value.first == variable; });
        });
        if (!set) throw Broken{"the template " + shape.name + " has no value for " + variable};
    }
    for (const auto& inner : shape.sections) {
        for (auto place = places.rbegin(); place != places.rend(); ++place) {
            const auto section = std::ranges::find((*place)->sections_, inner.name, &Dict::Section::name);
            if (section == (*place)->sections_.end()) continue;
            for (const auto& shown : section->shown) {
                auto inside = places;
                inside.push_back(&shown);
                check(inner, inside);
            }
            break;
        }
    }
}

std::string Templates::render(std::string_view name, Language language, const Dict& values) const {
    const auto shape = loaded_->shapes.find(name);
    if (shape == loaded_->shapes.end()) throw Broken{"there is no template " + std::string{name}};
    if (loaded_->missing == Missing::strict) check(shape->second, {&values});

    ctemplate::TemplateDictionary root{"page"};
    loaded_->fill(root, values);
    std::string page;
    if (!loaded_->cache.ExpandNoLoad(Loaded::key(name, language), ctemplate::STRIP_BLANK_LINES, &root, nullptr, &page))
        throw Broken{"this template cannot be rendered: " + std::string{name}};
    return page;
}

std::vector<std::string> Templates::untranslated() const {
    return {loaded_->untranslated.begin(), loaded_->untranslated.end()};
}

}  // namespace autojet::http
