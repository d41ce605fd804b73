#include "settings/thing.hpp"

#include <set>

#include "http/json.hpp"

namespace autojet::settings {

std::string value_in(const Values& values, std::string_view name) {
    const auto found = values.find(name);
    return found == values.end() ? "" : found->second;
}

std::vector<Difference> differences(const Values& before, const Values& after) {
    std::set<std::string> names;
    for (const auto* side : {&before, &after})
        for (const auto& [name, value] : *side) names.insert(name);
    std::vector<Difference> all;
    for (const auto& name : names)
        if (auto was = value_in(before, name), is = value_in(after, name); was != is)
            all.push_back({name, std::move(was), std::move(is)});
    return all;
}

std::string to_json(const Values& values) {
    http::JsonObject object;
    for (const auto& [name, value] : values) object[name] = value;
    return http::write_json(object);
}

Values from_json(std::string_view text) {
    const auto object = http::parse_json(text);
    if (!object) throw Broken("an entry of the log of settings cannot be read");
    Values values;
    for (const auto& [name, value] : *object) values[std::string(name)] = std::string(value.as_string());
    return values;
}

}  // namespace autojet::settings
