#include "base/text.hpp"
#include "settings/kinds.hpp"
#include "shop/words.hpp"

namespace autojet::settings {

namespace {

class TextKind : public Kind {
public:
    std::string_view name() const override { return "text"; }
    std::string url(store::Tx&, const std::string& key) const override { return "/desk/settings/texts/" + key; }
    std::optional<Values> load(store::Tx& tx, const std::string& key) const override {
        if (!shop::find_text(key)) return std::nullopt;
        const auto look = shop::load_look(tx);
        const auto own = look.words.find(key);
        const auto wording = own == look.words.end() ? shop::Wording{} : own->second;
        return Values{{"nl", wording.nl}, {"en", wording.en}};
    }
    Errors check(store::Tx&, const std::string& key, const Values& wanted) const override {
        Errors errors;
        if (const auto* text = shop::find_text(key))
            for (const auto& [language, words] : wanted)
                if (const auto fine = shop::check_wording(*text, words, language); !fine)
                    errors.push_back(fine.error());
        return errors;
    }
    Result<void> apply(store::Tx& tx, const std::string& key, const std::optional<Values>& wanted) const override {
        const auto values = wanted.value_or(Values{});
        shop::set_words(tx, key, {value_in(values, "nl"), value_in(values, "en")});
        return {};
    }
    Result<std::string> read(std::string_view, const std::string& typed) const override {
        constexpr std::size_t longest_of_all = 1000;  // each text has its own limit, which check() knows
        return clean_text(typed, longest_of_all, "", Presence::optional);
    }
    std::string typed(std::string_view, const std::string& value, Language) const override { return value; }
    std::string title(store::Tx&, const std::string& key, const Values&, const Voice& say) const override {
        const auto* text = shop::find_text(key);
        return say("Text") + " “" + (text ? say(text->label) : key) + "”";
    }
    std::string label(std::string_view name, const Voice& say) const override {
        if (name == "nl") return say("In Dutch");
        return say("In English");
    }
    std::string show(store::Tx&, std::string_view, const std::string& value, const Voice& say) const override {
        return value.empty() ? say("as the program says it") : "“" + value + "”";
    }
};

class LookKind : public Kind {
public:
    std::string_view name() const override { return "look"; }
    std::string url(store::Tx&, const std::string&) const override { return "/desk/settings/look"; }
    std::optional<Values> load(store::Tx& tx, const std::string&) const override {
        const auto look = shop::load_look(tx);
        return Values{{"paint", look.colours.paint},
                      {"glow", look.colours.glow},
                      {"link", look.colours.link},
                      {"logo", look.logo ? look.logo->name : ""}};
    }
    Errors check(store::Tx& tx, const std::string&, const Values& wanted) const override {
        Errors errors;
        for (const auto& poor :
             shop::unreadable({value_in(wanted, "paint"), value_in(wanted, "glow"), value_in(wanted, "link")}))
            errors.push_back(
                {ErrorCode::invalid, "unreadable", "Text in this colour cannot be read well enough.", poor.field});
        if (const auto logo = value_in(wanted, "logo"); !logo.empty() && !shop::find_picture(tx, logo))
            errors.push_back({ErrorCode::invalid, "unknown_picture", "This picture is not there any more.", "logo"});
        return errors;
    }
    Result<void> apply(store::Tx& tx, const std::string&, const std::optional<Values>& wanted) const override {
        if (!wanted) return {};
        shop::set_colours(tx, {value_in(*wanted, "paint"), value_in(*wanted, "glow"), value_in(*wanted, "link")});
        shop::set_logo(tx, value_in(*wanted, "logo"));
        return {};
    }
    Result<std::string> read(std::string_view name, const std::string& typed) const override {
        if (name == "logo") return typed;
        const auto colour = shop::Colour::parse(trim(typed));
        if (!colour) return refuse(ErrorCode::invalid, "not_a_colour", "Please give a colour as #0a3442.");
        return colour->text();
    }
    std::string typed(std::string_view, const std::string& value, Language) const override { return value; }
    std::string title(store::Tx&, const std::string&, const Values&, const Voice& say) const override {
        return say("Logo and colours");
    }
    std::string label(std::string_view name, const Voice& say) const override {
        if (name == "paint") return say("Colour of header and buttons");
        if (name == "glow") return say("Colour that lights up");
        if (name == "link") return say("Colour of links");
        return say("Logo");
    }
    std::string show(store::Tx&, std::string_view name, const std::string& value, const Voice& say) const override {
        if (name == "logo") return say(value.empty() ? "none" : "a picture of your own");
        return value;
    }
};

}  // namespace

std::unique_ptr<Kind> text_kind() {
    return std::make_unique<TextKind>();
}
std::unique_ptr<Kind> look_kind() {
    return std::make_unique<LookKind>();
}

Settings all_settings() {
    std::vector<std::unique_ptr<Kind>> kinds;
    for (auto* make : {service_kind, order_kind, size_kind, hours_kind, holidays_kind, closure_kind, special_kind,
                       rules_kind, bay_kind, staff_kind, text_kind, look_kind})
        kinds.push_back(make());
    return Settings(std::move(kinds));
}

}  // namespace autojet::settings
