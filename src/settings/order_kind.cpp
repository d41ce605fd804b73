#include <algorithm>

#include "base/text.hpp"
#include "settings/kinds.hpp"
#include "settings/words.hpp"

namespace autojet::settings {

namespace {

std::vector<std::string> ids_of(store::Tx& tx) {
    std::vector<std::string> ids;
    for (const auto& service : scheduling::load_catalogue(tx)) ids.push_back(service.id);
    return ids;
}

class OrderKind : public Kind {
public:
    std::string_view name() const override { return "order"; }
    std::string url(store::Tx&, const std::string&) const override { return "/desk/settings/services"; }

    std::optional<Values> load(store::Tx& tx, const std::string&) const override {
        return Values{{"order", joined(ids_of(tx), ",")}};
    }
    Errors check(store::Tx& tx, const std::string&, const Values& wanted) const override {
        auto asked = split(value_in(wanted, "order"), ','), there = ids_of(tx);
        std::ranges::sort(asked);
        std::ranges::sort(there);
        if (asked == there) return {};
        return {{ErrorCode::conflict, "changed_since", "Services were added or taken away since.", "order"}};
    }
    Result<void> apply(store::Tx& tx, const std::string&, const std::optional<Values>& wanted) const override {
        if (wanted) scheduling::order_services(tx, split(value_in(*wanted, "order"), ','));
        return {};
    }
    Result<std::string> read(std::string_view, const std::string& typed) const override { return typed; }
    std::string typed(std::string_view, const std::string& value, Language) const override { return value; }
    std::string title(store::Tx&, const std::string&, const Values&, const Voice& say) const override {
        return say("Order of the services");
    }
    std::string label(std::string_view, const Voice& say) const override { return say("Order"); }
    std::string show(store::Tx& tx, std::string_view, const std::string& value, const Voice& say) const override {
        const auto catalogue = scheduling::load_catalogue(tx);
        std::vector<std::string> names;
        for (const auto& id : split(value, ',')) {
            const auto* service = scheduling::find_service(catalogue, id);
            names.push_back(service ? service->name(say.language) : id);
        }
        return joined(names, ", ");
    }
};

class SizeKind : public Kind {
public:
    std::string_view name() const override { return "size"; }
    std::string url(store::Tx&, const std::string& key) const override { return "/desk/settings/sizes/" + key; }

    std::optional<Values> load(store::Tx& tx, const std::string& key) const override {
        const auto size = scheduling::size_from_code(key);
        if (!size) return std::nullopt;
        const auto names = scheduling::load_sizes(tx);
        const auto found = names.find(*size);
        const auto own = found == names.end() ? scheduling::SizeName{} : found->second;
        return Values{{"name_nl", own.name_nl},
                      {"name_en", own.name_en},
                      {"examples_nl", own.examples_nl},
                      {"examples_en", own.examples_en}};
    }
    Errors check(store::Tx&, const std::string&, const Values&) const override { return {}; }
    Result<void> apply(store::Tx& tx, const std::string& key, const std::optional<Values>& wanted) const override {
        const auto values = wanted.value_or(Values{});
        scheduling::name_size(tx, scheduling::size_from_code(key).value(),
                              {value_in(values, "name_nl"), value_in(values, "name_en"),
                               value_in(values, "examples_nl"), value_in(values, "examples_en")});
        return {};
    }
    Result<std::string> read(std::string_view name, const std::string& typed) const override {
        constexpr std::size_t longest_name = 30, longest_examples = 120;
        return clean_line(typed, name.starts_with("name") ? longest_name : longest_examples, "", Presence::optional);
    }
    std::string typed(std::string_view, const std::string& value, Language) const override { return value; }
    std::string title(store::Tx&, const std::string& key, const Values&, const Voice& say) const override {
        const auto size = scheduling::size_from_code(key);
        return say("Vehicle size") + " “" + (size ? say(scheduling::label(*size)) : key) + "”";
    }
    std::string label(std::string_view name, const Voice& say) const override {
        if (name == "name_nl") return say("Name in Dutch");
        if (name == "name_en") return say("Name in English");
        if (name == "examples_nl") return say("Cars of this size, in Dutch");
        return say("Cars of this size, in English");
    }
    std::string show(store::Tx&, std::string_view, const std::string& value, const Voice& say) const override {
        return value.empty() ? say("as the program says it") : value;
    }
};

}  // namespace

std::unique_ptr<Kind> order_kind() {
    return std::make_unique<OrderKind>();
}
std::unique_ptr<Kind> size_kind() {
    return std::make_unique<SizeKind>();
}

}  // namespace autojet::settings
