#include "policy/prose.hpp"

#include <cmark.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include "base/text.hpp"
#include "policy/version.hpp"

namespace autojet::policy {
namespace {

constexpr std::array<std::string_view, 11> placeholders{
    "controller.name",    "controller.street",     "controller.postcode", "controller.town",
    "controller.country", "controller.kvk",        "controller.vat",      "controller.phone",
    "controller.email",   "controller.phone_link", "version.day",
};

std::string phone_link(const std::string& phone) {
    std::string link;
    std::copy_if(phone.begin(), phone.end(), std::back_inserter(link),
                 [](char c) { return c == '+' || (c >= '0' && c <= '9'); });
    return link;
}

std::string fact(std::string_view name, const Model& model, const Controller& controller, Language language) {
    if (name == "controller.name") return controller.name;
    if (name == "controller.street") return controller.street;
    if (name == "controller.postcode") return controller.postcode;
    if (name == "controller.town") return controller.town;
    if (name == "controller.country") return controller.country.in(language);
    if (name == "controller.kvk") return controller.kvk;
    if (name == "controller.vat") return controller.vat;
    if (name == "controller.phone") return controller.phone;
    if (name == "controller.email") return controller.email;
    if (name == "controller.phone_link") return phone_link(controller.phone);
    if (name == "version.day") return day_in_words(day_of(model.version), language);
    throw Broken{"policy prose has an unknown placeholder: " + std::string{name}};
}

// CommonMark lets a backslash make any ASCII punctuation literal, in text and in link targets.
std::string escape_markdown(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        const bool punctuation =
            (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
        if (punctuation) escaped += '\\';
        escaped += c >= 0 && c < ' ' ? ' ' : c;
    }
    return escaped;
}

// Calls `text` for what lies between placeholders and `name` for each placeholder.
template <class Text, class Name>
void walk_placeholders(std::string_view markdown, Text text, Name name) {
    for (;;) {
        const auto open = markdown.find("{{");
        const auto close = open == std::string_view::npos ? open : markdown.find("}}", open);
        text(markdown.substr(0, close == std::string_view::npos ? close : open));
        if (close == std::string_view::npos) return;
        name(markdown.substr(open + 2, close - open - 2));
        markdown.remove_prefix(close + 2);
    }
}

std::string to_html(const std::string& markdown) {
    const std::unique_ptr<char, void (*)(void*)> html{
        cmark_markdown_to_html(markdown.data(), markdown.size(), CMARK_OPT_VALIDATE_UTF8), std::free};
    if (!html) throw Broken{"policy prose could not be rendered"};
    return html.get();
}

bool is_citation(std::string_view text) {
    return text.size() >= 4 && text[0] == '[' && text[1] >= 'A' && text[1] <= 'Z' && text[2] >= '0' && text[2] <= '9' &&
           text[3] == ']';
}

// An unresolved [K2] reaches the HTML as it was written; inside a tag cmark percent-encodes or never has one.
std::string link_citations(std::string_view html, Language language, std::set<std::string>& anchored) {
    std::string linked;
    while (!html.empty()) {
        if (is_citation(html)) {
            linked += citation(std::string{html.substr(1, 2)}, language, anchored);
            html.remove_prefix(4);
        } else {
            linked += html.front();
            html.remove_prefix(1);
        }
    }
    return linked;
}

}  // namespace

std::string day_in_words(std::string_view iso_day, Language language) {
    static constexpr std::array<std::string_view, 12> nl{"januari",   "februari", "maart",    "april",
                                                         "mei",       "juni",     "juli",     "augustus",
                                                         "september", "oktober",  "november", "december"};
    static constexpr std::array<std::string_view, 12> en{"January",   "February", "March",    "April",
                                                         "May",       "June",     "July",     "August",
                                                         "September", "October",  "November", "December"};
    const auto month = iso_day.size() == 10 ? parse_whole(iso_day.substr(5, 2)) : std::nullopt;
    const auto day = iso_day.size() == 10 ? parse_whole(iso_day.substr(8, 2)) : std::nullopt;
    if (!month || !day || *month < 1 || *month > 12)
        throw Broken{"a policy version is no day: " + std::string{iso_day}};
    const auto& names = language == Language::nl ? nl : en;
    return std::to_string(*day) + " " + std::string{names[static_cast<std::size_t>(*month - 1)]} + " " +
           std::string{iso_day.substr(0, 4)};
}

std::string citation(const std::string& number, Language language, std::set<std::string>& anchored) {
    const std::string id = anchored.insert(number).second ? " id=\"" + number + "\"" : "";
    const std::string label = (language == Language::nl ? "Belofte " : "Promise ") + number;
    return "<a class=\"promise\"" + id + " href=\"#" + number + "\" aria-label=\"" + label + "\">" + number + "</a>";
}

Prose render(std::string_view markdown, const Model& model, const Controller& controller, Language language,
             std::set<std::string>& anchored) {
    const auto line_end = markdown.find('\n');
    if (!markdown.starts_with("# ") || line_end == std::string_view::npos) throw Broken{"policy prose without a title"};

    std::string filled;
    walk_placeholders(
        markdown.substr(line_end + 1), [&](std::string_view text) { filled += text; },
        [&](std::string_view name) { filled += escape_markdown(fact(name, model, controller, language)); });
    return {std::string{markdown.substr(2, line_end - 2)}, link_citations(to_html(filled), language, anchored)};
}

std::vector<std::string> unknown_placeholders(std::string_view markdown) {
    std::vector<std::string> unknown;
    walk_placeholders(
        markdown, [](std::string_view) {},
        [&](std::string_view name) {
            if (std::find(placeholders.begin(), placeholders.end(), name) == placeholders.end())
                unknown.emplace_back(name);
        });
    return unknown;
}

}  // namespace autojet::policy
