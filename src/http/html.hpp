#pragma once

#include <functional>
#include <list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/language.hpp"

namespace autojet::http {

// The values of one page. Text is escaped where it lands, by its context: text, attribute, address.
class Dict {
public:
    Dict& set(std::string_view name, std::string_view text);
    Dict& set(std::string_view name, const char* text) { return set(name, std::string_view{text}); }
    Dict& set(std::string_view name, const std::string& text) { return set(name, std::string_view{text}); }
    Dict& set(std::string_view name, long long number);
    Dict& set(std::string_view name, int number) { return set(name, static_cast<long long>(number)); }
    Dict& set(std::string_view name, long number) { return set(name, static_cast<long long>(number)); }
    Dict& set(std::string_view name, std::size_t number) { return set(name, static_cast<long long>(number)); }
    // Shows {{#section}}...{{/section}} once, with the values of this dict.
    Dict& show(std::string_view section);
    // Shows it once more, with values of its own (and those around it); answers the place for those.
    Dict& add(std::string_view section);
    // HTML that the program itself made, for {{NAME:none}}; plain text never reaches such a place.
    Dict& set_trusted_html(std::string_view name, std::string_view html);

private:
    friend class Templates;

    struct Section {
        std::string name;
        std::list<Dict> shown;  // whoever fills one keeps its place
    };

    std::vector<std::pair<std::string, std::string>> values_;
    std::vector<Section> sections_;

    Section& section(std::string_view name);
};

struct TemplateShape;

struct TemplateSource {
    std::string_view name;
    std::string_view text;
};

// Every page in every language, prepared when the program starts. In a template, {{NAME}} is a value,
// {{#PART}}..{{/PART}} a section, {{>other.html}} the text of another template, [[English text]] a message that gets
// translated, @@site.css@@ the address of an asset. Attribute values are always quoted. A value that begins an address
// may be a path, http or https and becomes "#" otherwise, so other schemes stand in the template: href="tel:{{PHONE}}";
// a value in a query comes percent-encoded.
class Templates {
public:
    using AssetUrl = std::function<std::string(std::string_view name)>;
    // An empty answer means that there is no translation; English needs none.
    using Translate = std::function<std::string(Language, std::string_view msgid)>;

    // `strict`: a variable without a value throws Broken when rendering, for tests; otherwise it is empty.
    enum class Missing { empty, strict };

    // Throws Broken at a template that cannot be parsed, an unknown include or an unknown asset.
    Templates(std::span<const TemplateSource> sources, AssetUrl asset_url, Translate translate,
              Missing missing = Missing::empty);
    ~Templates();
    Templates(Templates&&) noexcept;

    // Safe from any thread. Throws Broken when there is no such template.
    std::string render(std::string_view name, Language language, const Dict& values) const;

    // "nl: Choose a time", sorted: messages without a translation.
    std::vector<std::string> untranslated() const;

private:
    struct Loaded;

    static void check(const TemplateShape& shape, const std::vector<const Dict*>& places);

    std::unique_ptr<Loaded> loaded_;
};

}  // namespace autojet::http
