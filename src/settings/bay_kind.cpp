#include "base/text.hpp"
#include "settings/kinds.hpp"
#include "settings/words.hpp"

namespace autojet::settings {

namespace {

using scheduling::BayState;
using scheduling::ResourceId;

constexpr std::string_view select_bay =
    "SELECT kind, name, state, sizes FROM resource WHERE shop = $1 AND resource = $2";
constexpr std::string_view select_used =
    "SELECT 1 FROM booking WHERE shop = $1 AND resource = $2 UNION ALL "
    "SELECT 1 FROM block WHERE shop = $1 AND resource = $2 UNION ALL "
    "SELECT 1 FROM claim WHERE shop = $1 AND resource = $2 UNION ALL "
    "SELECT 1 FROM service_bay WHERE shop = $1 AND resource = $2 LIMIT 1";
// Whatever holds it: a booking, a block, or work of another kind.
constexpr std::string_view select_claims_ahead =
    "SELECT 1 FROM claim WHERE shop = $1 AND resource = $2 AND quantum >= $3 LIMIT 1";
constexpr std::string_view select_highest = "SELECT COALESCE(MAX(resource), 0) + 1 FROM resource WHERE shop = $1";

constexpr std::size_t longest_name = 40;

ResourceId id_of(const std::string& key) {
    return ResourceId{parse_whole(key).value_or(0)};
}

class BayOfShop : public Kind {
public:
    std::string_view name() const override { return "bay"; }
    std::string url(store::Tx& tx, const std::string& key) const override {
        return load(tx, key) ? "/desk/settings/bays/" + key : "/desk/settings/bays";
    }
    std::optional<Values> load(store::Tx& tx, const std::string& key) const override {
        return tx.find(
            select_bay,
            [](const store::Row& row) {
                return Values{
                    {"kind", row.text(0)}, {"name", row.text(1)}, {"state", row.text(2)}, {"sizes", row.text(3)}};
            },
            id_of(key));
    }
    Errors check(store::Tx& tx, const std::string& key, const Values& wanted) const override {
        const bool retires = value_in(wanted, "state") == code(BayState::retired);
        const auto quantum = tx.now().time_since_epoch() / scheduling::quantum_length;
        if (retires && tx.has(select_claims_ahead, id_of(key), quantum))
            return {{ErrorCode::conflict, "in_use", "Something is planned in this bay. Move it to another bay first.",
                     "state"}};
        return {};
    }
    Result<void> apply(store::Tx& tx, const std::string& key, const std::optional<Values>& wanted) const override {
        if (wanted) {
            scheduling::set_resource(tx, bay_from(key, *wanted));
            return {};
        }
        if (tx.has(select_used, id_of(key)))
            return refuse(ErrorCode::conflict, "in_use",
                          "This bay has been used. Say that it is not used any more instead.");
        scheduling::remove_resource(tx, id_of(key));
        return {};
    }
    Result<std::string> read(std::string_view name, const std::string& typed) const override {
        if (name == "name") return clean_line(typed, longest_name, "");
        if (name == "kind" && !scheduling::bay_kind_from_code(typed))
            return refuse(ErrorCode::invalid, "unknown_kind", "Please choose a kind of bay.");
        if (name == "state" && !scheduling::bay_state_from_code(typed))
            return refuse(ErrorCode::invalid, "unknown_state", "Please choose one of these.");
        if (name == "sizes") {
            const auto sizes = scheduling::sizes_from(typed);
            if (sizes.empty()) return refuse(ErrorCode::invalid, "required", "Please choose at least one size.");
            return sizes.size() == scheduling::all_sizes.size() ? "" : scheduling::text_of(sizes);
        }
        return typed;
    }
    std::string typed(std::string_view name, const std::string& value, Language) const override {
        return name == "sizes" && value.empty()
                   ? scheduling::text_of({scheduling::all_sizes.begin(), scheduling::all_sizes.end()})
                   : value;
    }
    std::string title(store::Tx& tx, const std::string& key, const Values& values, const Voice& say) const override {
        auto called = value_in(values, "name");
        if (called.empty()) called = value_in(load(tx, key).value_or(Values{}), "name");
        return say("Bay") + " “" + (called.empty() ? key : called) + "”";
    }
    std::string label(std::string_view name, const Voice& say) const override {
        if (name == "kind") return say("Kind of bay");
        if (name == "name") return say("Name");
        if (name == "state") return say("Use");
        return say("Sizes that fit");
    }
    std::string show(store::Tx&, std::string_view name, const std::string& value, const Voice& say) const override {
        if (name == "kind" && value == "lift") return say("Lift");
        if (name == "kind") return say("Wash and care");
        if (name == "state") {
            const auto state = scheduling::bay_state_from_code(value);
            return state ? say(scheduling::label(*state)) : "–";
        }
        if (name == "sizes") {
            std::vector<std::string> names;
            for (const auto size : scheduling::sizes_from(value)) names.push_back(say(scheduling::label(size)));
            return names.empty() ? say("every size") : joined(names, ", ");
        }
        return value.empty() ? "–" : value;
    }
};

}  // namespace

std::unique_ptr<Kind> bay_kind() {
    return std::make_unique<BayOfShop>();
}

scheduling::Resource bay_from(const std::string& key, const Values& values) {
    return {.id = id_of(key),
            .kind = scheduling::bay_kind_from_code(value_in(values, "kind")).value_or(scheduling::BayKind::care),
            .name = value_in(values, "name"),
            .state = scheduling::bay_state_from_code(value_in(values, "state")).value_or(BayState::in_use),
            .sizes = scheduling::sizes_from(value_in(values, "sizes"))};
}

std::string new_bay_key(store::Tx& tx) {
    return std::to_string(tx.find(select_highest, [](const store::Row& row) { return row.integer(0); }).value_or(1));
}

std::vector<booking::Booking> planned_in(store::Tx& tx, ResourceId bay) {
    const auto far = tx.now() + std::chrono::years{10};
    auto bookings = booking::between(tx, {tx.now(), std::chrono::floor<std::chrono::seconds>(far)});
    std::erase_if(bookings, [&](const auto& booking) { return booking.resource != bay; });
    return bookings;
}

}  // namespace autojet::settings
