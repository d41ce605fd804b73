#include "base/text.hpp"
#include "settings/departures.hpp"
#include "settings/kinds.hpp"
#include "staff/workforce.hpp"

namespace autojet::settings {

namespace {

PersonId account_of(const std::string& key) {
    return PersonId{parse_whole(key).value_or(0)};
}

// Names are not in here: the pages open them where they may.
class StaffKind : public Kind {
public:
    std::string_view name() const override { return "staff"; }
    std::string url(store::Tx& tx, const std::string& key) const override {
        return load(tx, key) ? "/desk/settings/staff/" + key : "/desk/settings/staff";
    }
    std::optional<Values> load(store::Tx& tx, const std::string& key) const override {
        const auto colleague = staff::find_member(tx, account_of(key));
        if (!colleague) return std::nullopt;
        const auto leaves = planned_departure(tx, colleague->account);
        return Values{{"role", std::string(code(colleague->role))},
                      {"leaves", leaves ? format_date(*leaves) : ""},
                      {"account", colleague->departed ? "closed" : "open"}};
    }
    Errors check(store::Tx& tx, const std::string& key, const Values& wanted) const override {
        const auto account = account_of(key);
        const auto now = load(tx, key);
        if (!now || value_in(*now, "account") == "closed")
            return {{ErrorCode::conflict, "unknown_account",
                     "This account is closed and is not opened again. Invite the person anew.", "role"}};
        const bool goes = value_in(wanted, "role") != code(staff::Role::owner) || !value_in(wanted, "leaves").empty();
        if (goes && staff::is_last_owner(tx, account))
            return {{ErrorCode::conflict, "last_owner", "A shop keeps at least one owner who can sign in.",
                     value_in(wanted, "leaves").empty() ? "role" : "leaves"}};
        return {};
    }
    Result<void> apply(store::Tx& tx, const std::string& key, const std::optional<Values>& wanted) const override {
        if (!wanted)
            return refuse(ErrorCode::conflict, "in_use", "An account is not taken back. Let the person leave instead.");
        const auto role = staff::role_from_code(value_in(*wanted, "role"));
        if (!role)
            return refuse(ErrorCode::invalid, "unknown_role", "A role is owner, desk, mechanic or bookkeeper.", "role");
        if (auto changed = staff::change_role(tx, account_of(key), *role); !changed) return changed;
        const auto leaves = parse_date(value_in(*wanted, "leaves"));
        plan_departure(tx, account_of(key), leaves ? std::optional{*leaves} : std::nullopt);
        return {};
    }
    Result<std::string> read(std::string_view name, const std::string& typed) const override {
        if (name == "role" && !staff::role_from_code(typed))
            return refuse(ErrorCode::invalid, "unknown_role", "A role is owner, desk, mechanic or bookkeeper.");
        if (name != "leaves" || trim(typed).empty()) return std::string(trim(typed));
        const auto date = parse_date(trim(typed));
        if (!date) return refuse(ErrorCode::invalid, "not_a_date", "Please give a date.");
        return format_date(*date);
    }
    std::string typed(std::string_view, const std::string& value, Language) const override { return value; }
    std::string title(store::Tx&, const std::string&, const Values&, const Voice& say) const override {
        return say("User account");
    }
    std::string label(std::string_view name, const Voice& say) const override {
        if (name == "role") return say("Role");
        return say(name == "leaves" ? "Last working day" : "User account");
    }
    std::string show(store::Tx&, std::string_view name, const std::string& value, const Voice& say) const override {
        if (name == "role") {
            const auto role = staff::role_from_code(value);
            return role ? say(staff::label(*role)) : say("none");
        }
        if (name == "account") {
            if (value == "invited") return say("invited");
            if (value == "new_link") return say("a new link to set up the account");
            return say(value == "closed" ? "closed" : "open");
        }
        const auto date = parse_date(value);
        return date ? format_long_date(*date, say.language) : say("none");
    }
};

}  // namespace

std::unique_ptr<Kind> staff_kind() {
    return std::make_unique<StaffKind>();
}

}  // namespace autojet::settings
