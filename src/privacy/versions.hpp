// The versions of a shop's policy, frozen: whole, as published, and never changed again (policy V1, V2).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/texts.hpp"
#include "store/tx.hpp"

namespace autojet::privacy {

// Puts a version in force, with the words of its pages ("nl/who.md" -> text). Refuses a model that does not parse, or a
// version that the shop has already (`already_published`).
Result<void> publish(store::Tx& tx, std::string_view model_toml, const policy::Texts::Files& prose = {});

struct VersionDates {
    std::string version;
    Instant from;
    std::optional<Instant> until;  // nothing: it is in force
};
// Newest first.
std::vector<VersionDates> versions_of(store::Tx& tx);

struct Version {
    VersionDates dates;
    std::string model_toml;
    std::map<std::string, std::string, std::less<>> prose;
    std::string digest;  // as it was written at publication; empty for one of a time when none was written

    // Of what is stored now.
    [[nodiscard]] std::string computed_digest() const;
    // The words of the program with those of this version in their place. Lives no longer than both.
    [[nodiscard]] policy::Texts texts(const policy::Texts& of_the_program) const;
};
std::optional<Version> find_version(store::Tx& tx, std::string_view version);

// Versions that are no longer what was published: their content has another digest. Empty is well (policy V1).
std::vector<std::string> changed_versions(store::Tx& tx);

}  // namespace autojet::privacy
