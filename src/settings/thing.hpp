// What can be set: a service, the hours of the week, a text. Each is a handful of named values, so that one log and one
// way to take a change back serve them all.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/messages.hpp"
#include "base/result.hpp"
#include "store/tx.hpp"

namespace autojet::settings {

// Canonical texts by name: "price.van" is "18900", "online" is "yes" or "". What is absent is as empty.
using Values = std::map<std::string, std::string, std::less<>>;
std::string value_in(const Values& values, std::string_view name);

// Which thing: ("service", "hand-wash").
struct Thing {
    std::string kind;
    std::string key;

    friend bool operator==(const Thing&, const Thing&) = default;
};

// Says it in the language of who reads.
struct Voice {
    const Messages& messages;
    Language language;

    std::string operator()(std::string_view english) const { return messages.translate(language, english); }
};

// All things of one kind. Nothing else writes them.
class Kind {
public:
    virtual ~Kind() = default;

    [[nodiscard]] virtual std::string_view name() const = 0;  // "service": stable, in the log
    // Where it is changed; of one that is gone, where the others are.
    [[nodiscard]] virtual std::string url(store::Tx& tx, const std::string& key) const = 0;

    // As it is; nothing when there is none.
    [[nodiscard]] virtual std::optional<Values> load(store::Tx& tx, const std::string& key) const = 0;
    // Each refusal names its value as field. Looks at what the database holds, and changes nothing.
    virtual Errors check(store::Tx& tx, const std::string& key, const Values& wanted) const = 0;
    // Writes what has been checked; nothing: takes it away. Refuses where something depends on it.
    virtual Result<void> apply(store::Tx& tx, const std::string& key, const std::optional<Values>& wanted) const = 0;

    // What somebody typed, as it is kept; and back. Refusals name no field.
    [[nodiscard]] virtual Result<std::string> read(std::string_view name, const std::string& typed) const = 0;
    [[nodiscard]] virtual std::string typed(std::string_view name, const std::string& value,
                                            Language language) const = 0;

    // "Service “Hand wash”", from the values or from what is known of it; then "Price for Van", then "€ 49,00".
    [[nodiscard]] virtual std::string title(store::Tx& tx, const std::string& key, const Values& values,
                                            const Voice& say) const = 0;
    [[nodiscard]] virtual std::string label(std::string_view value_name, const Voice& say) const = 0;
    [[nodiscard]] virtual std::string show(store::Tx& tx, std::string_view value_name, const std::string& value,
                                           const Voice& say) const = 0;
};

// What differs, by name: as it was and as it becomes.
struct Difference {
    std::string name, before, after;
};
std::vector<Difference> differences(const Values& before, const Values& after);

std::string to_json(const Values& values);
Values from_json(std::string_view text);  // throws Broken when it is none of ours

}  // namespace autojet::settings
