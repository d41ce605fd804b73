#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "settings/kinds.hpp"
#include "settings/words.hpp"

namespace autojet::settings {

namespace {

using scheduling::all_sizes;
using scheduling::BayKind;
using scheduling::Minutes;
using scheduling::Service;

constexpr std::string_view select_booked = "SELECT 1 FROM booking WHERE shop = $1 AND service = $2 LIMIT 1";

constexpr std::size_t longest_name = 60;
constexpr std::size_t longest_about = 300;
constexpr std::int64_t longest_work = 24 * 60;
constexpr std::int64_t highest_price = 100'000'00;

constexpr std::array<std::string_view, 14> icons{"wash",      "interior", "complete", "polish", "coating",
                                                 "headlight", "leather",  "pet",      "tyre",   "oil",
                                                 "battery",   "check",    "airco",    "spark"};

struct Label {
    std::string_view name, text;
};
constexpr std::array<Label, 11> value_labels{{{"name_nl", "Name in Dutch"},
                                              {"name_en", "Name in English"},
                                              {"about_nl", "Description in Dutch"},
                                              {"about_en", "Description in English"},
                                              {"icon", "Drawing"},
                                              {"needs", "Kind of bay"},
                                              {"bays", "Only in these bays"},
                                              {"buffer", "Bay kept free afterwards"},
                                              {"online", "Can be booked on the website"},
                                              {"price_from", "Prices are “from” prices"},
                                              {"retired", "Not offered any more"}}};

std::optional<scheduling::VehicleSize> size_behind(std::string_view name, std::string_view prefix) {
    return name.starts_with(prefix) ? scheduling::size_from_code(name.substr(prefix.size())) : std::nullopt;
}

Result<std::string> read_price(const std::string& typed) {
    if (trim(typed).empty()) return std::string{};
    const auto price = Money::parse(trim(typed));
    if (!price) return tl::unexpected(price.error());
    if (price->cents() < 0 || price->cents() > highest_price)
        return refuse(ErrorCode::invalid, "out_of_range", "Please give a price from € 0 to € 100,000.");
    return std::to_string(price->cents());
}

class ServiceKind : public Kind {
public:
    std::string_view name() const override { return "service"; }
    std::string url(store::Tx& tx, const std::string& key) const override {
        return load(tx, key) ? "/desk/settings/services/" + key : "/desk/settings/services";
    }

    std::optional<Values> load(store::Tx& tx, const std::string& key) const override {
        const auto catalogue = scheduling::load_catalogue(tx);
        const auto* service = scheduling::find_service(catalogue, key);
        return service ? std::optional{values_of(*service)} : std::nullopt;
    }

    Errors check(store::Tx& tx, const std::string&, const Values& wanted) const override {
        Errors errors;
        bool any = false;
        for (const auto size : all_sizes) {
            const auto minutes = value_in(wanted, minutes_name(size)), price = value_in(wanted, price_name(size));
            any = any || !minutes.empty();
            if (minutes.empty() != price.empty())
                errors.push_back({ErrorCode::invalid, "required",
                                  "Please give both the time and the price, or neither.",
                                  minutes.empty() ? minutes_name(size) : price_name(size)});
        }
        if (!any)
            errors.push_back({ErrorCode::invalid, "required", "Please give time and price for at least one size.",
                              minutes_name(all_sizes.front())});
        for (const auto& bay : split(value_in(wanted, "bays"), ','))
            if (!tx.has(select_bay, parse_whole(bay).value_or(0)))
                errors.push_back(
                    {ErrorCode::invalid, "unknown_bay", "One of these bays is not there any more.", "bays"});
        return errors;
    }

    Result<void> apply(store::Tx& tx, const std::string& key, const std::optional<Values>& wanted) const override {
        if (!wanted) {
            if (tx.has(select_booked, key))
                return refuse(ErrorCode::conflict, "in_use", "Bookings name this service. Retire it instead.");
            scheduling::remove_service(tx, key);
            return {};
        }
        const auto service = service_from(key, *wanted);
        if (load(tx, key))
            scheduling::change_service(tx, service);
        else
            scheduling::add_service(tx, service);
        return {};
    }

    Result<std::string> read(std::string_view name, const std::string& typed) const override {
        if (name.starts_with("name_")) return clean_line(typed, longest_name, "");
        if (name.starts_with("about_")) return clean_text(typed, longest_about, "", Presence::optional);
        if (name.starts_with("price_") && name != "price_from") return read_price(typed);
        if (name.starts_with("minutes_"))
            return trim(typed).empty() ? Result<std::string>{std::string{}}
                                       : read_number(typed, 5, longest_work, scheduling::quantum_length.count());
        if (name == "buffer")
            return read_number(trim(typed).empty() ? "0" : typed, 0, scheduling::longest_buffer.count(),
                               scheduling::quantum_length.count());
        if (name == "icon" && std::ranges::find(icons, typed) == icons.end())
            return refuse(ErrorCode::invalid, "unknown_icon", "Please choose a drawing from the list.");
        if (name == "needs" && !scheduling::bay_kind_from_code(typed))
            return refuse(ErrorCode::invalid, "unknown_kind", "Please choose a kind of bay.");
        if (name == "online" || name == "price_from" || name == "retired") return yes_or_no(typed == yes);
        return typed;
    }

    std::string typed(std::string_view name, const std::string& value, Language language) const override {
        if (!size_behind(name, "price_") || value.empty()) return value;
        auto text = Money::of_cents(parse_whole(value).value_or(0)).decimal();
        if (language == Language::nl) std::ranges::replace(text, '.', ',');
        return text;
    }

    std::string title(store::Tx& tx, const std::string& key, const Values& values, const Voice& say) const override {
        const std::string name = say.language == Language::nl ? "name_nl" : "name_en";
        auto called = value_in(values, name);
        if (called.empty()) called = value_in(load(tx, key).value_or(Values{}), name);
        return say("Service") + " “" + (called.empty() ? key : called) + "”";
    }

    std::string label(std::string_view name, const Voice& say) const override {
        if (const auto size = size_behind(name, "price_"))
            return say("Price for size") + " " + say(scheduling::label(*size));
        if (const auto size = size_behind(name, "minutes_"))
            return say("Time for size") + " " + say(scheduling::label(*size));
        const auto* found = std::ranges::find(value_labels, name, &Label::name);
        return found == value_labels.end() ? std::string(name) : say(found->text);
    }

    std::string show(store::Tx& tx, std::string_view name, const std::string& value, const Voice& say) const override {
        if (name == "online" || name == "price_from" || name == "retired") return say(value.empty() ? "no" : "yes");
        if (name == "bays") {
            std::vector<std::string> names;
            for (const auto& bay : split(value, ','))
                tx.each(
                    select_bay, [&](const store::Row& row) { names.push_back(row.text(0)); },
                    parse_whole(bay).value_or(0));
            return names.empty() ? say("every bay of its kind") : joined(names, ", ");
        }
        if (value.empty()) return say("not offered");
        if (size_behind(name, "price_")) return Money::of_cents(parse_whole(value).value_or(0)).display(say.language);
        if (size_behind(name, "minutes_") || name == "buffer") return value + " min";
        if (name == "needs" && value == "lift") return say("Lift");
        if (name == "needs") return say("Wash and care");
        return value;
    }

private:
    static constexpr std::string_view select_bay = "SELECT name FROM resource WHERE shop = $1 AND resource = $2";
};

}  // namespace

std::unique_ptr<Kind> service_kind() {
    return std::make_unique<ServiceKind>();
}

std::string price_name(scheduling::VehicleSize size) {
    return "price_" + std::string(code(size));
}
std::string minutes_name(scheduling::VehicleSize size) {
    return "minutes_" + std::string(code(size));
}
std::span<const std::string_view> service_icons() {
    return icons;
}

Service service_from(const std::string& id, const Values& values) {
    Service service{.id = id,
                    .needs = scheduling::bay_kind_from_code(value_in(values, "needs")).value_or(BayKind::care),
                    .icon = value_in(values, "icon"),
                    .name_nl = value_in(values, "name_nl"),
                    .name_en = value_in(values, "name_en"),
                    .about_nl = value_in(values, "about_nl"),
                    .about_en = value_in(values, "about_en"),
                    .offers = {},
                    .bays = {},
                    .buffer = Minutes{parse_whole(value_in(values, "buffer")).value_or(0)},
                    .price_from = !value_in(values, "price_from").empty(),
                    .online = !value_in(values, "online").empty(),
                    .retired = !value_in(values, "retired").empty()};
    for (const auto size : all_sizes)
        if (const auto minutes = parse_whole(value_in(values, minutes_name(size))))
            service.offers.push_back({size, Minutes{*minutes},
                                      Money::of_cents(parse_whole(value_in(values, price_name(size))).value_or(0))});
    for (const auto& bay : split(value_in(values, "bays"), ','))
        service.bays.push_back(scheduling::ResourceId{parse_whole(bay).value_or(0)});
    return service;
}

Values values_of(const Service& service) {
    Values values{{"name_nl", service.name_nl},
                  {"name_en", service.name_en},
                  {"about_nl", service.about_nl},
                  {"about_en", service.about_en},
                  {"icon", service.icon},
                  {"needs", std::string(code(service.needs))},
                  {"buffer", std::to_string(service.buffer.count())},
                  {"price_from", yes_or_no(service.price_from)},
                  {"online", yes_or_no(service.online)},
                  {"retired", yes_or_no(service.retired)}};
    std::vector<std::string> bays;
    for (const auto bay : service.bays) bays.push_back(std::to_string(bay.value()));
    values["bays"] = joined(bays, ",");
    for (const auto size : all_sizes) {
        const auto* offer = service.find_offer(size);
        values[minutes_name(size)] = offer ? std::to_string(offer->duration.count()) : "";
        values[price_name(size)] = offer ? std::to_string(offer->price.cents()) : "";
    }
    return values;
}

std::string new_service_id(store::Tx& tx, std::string_view name) {
    std::string id;
    for (const char c : ascii_lower(name))
        if (is_ascii_lower(c) || is_ascii_digit(c))
            id += c;
        else if (!id.empty() && id.back() != '-')
            id += '-';
    while (!id.empty() && id.back() == '-') id.pop_back();
    if (id.empty() || id == "new") id = "service";
    const auto catalogue = scheduling::load_catalogue(tx);
    auto free = id;
    for (int n = 2; scheduling::find_service(catalogue, free); ++n) free = id + "-" + std::to_string(n);
    return free;
}

}  // namespace autojet::settings
