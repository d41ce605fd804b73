// Data to take along: what the person provided themself, for a contract or with consent (policy R6, GDPR 20), as JSON
// and CSV. The JSON is described in assets/export-schema.json, and another shop reads it in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "shop/holder.hpp"

namespace autojet::rights {

inline constexpr std::string_view export_format = "autojet-export";
inline constexpr std::int64_t export_version = 1;
inline constexpr std::size_t longest_export = 1024 * 1024;  // bytes
inline constexpr std::size_t most_records = 2000;

// One record of an export: its kind and what was provided, by field.
struct Provided {
    std::string kind;
    std::int64_t person = 0;  // 1, 2, ...: records of one number belong together
    std::vector<std::pair<std::string, std::string>> values;

    friend bool operator==(const Provided&, const Provided&) = default;
};

// What was provided among the records of several persons, person by person.
std::vector<Provided> provided_of(const std::vector<std::vector<HeldRecord>>& persons);

std::string to_json(const std::vector<Provided>& records, std::string_view shop, Instant made);
// kind,person,field,value (RFC 4180).
std::string to_csv(const std::vector<Provided>& records);

// Reads an export. Refused with the field that is wrong, "records[3].values.person.email"; never with what stood there.
Result<std::vector<Provided>> from_json(std::string_view text);

}  // namespace autojet::rights
