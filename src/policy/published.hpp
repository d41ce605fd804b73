#pragma once

#include <bitset>
#include <optional>
#include <string>

#include "policy/model.hpp"
#include "policy/tables.hpp"

namespace autojet::policy {

using Categories = std::bitset<all_categories.size()>;

// What one shop's published version allows: a subset of the program's ceiling, small enough to ask at every opening.
// The version may narrow the ceiling and never widens it, whatever its data says.
class Published {
public:
    // Prepared rows of the version are not in force and allow nothing. Words that the ceiling does not know are
    // ignored: a version of a newer program stays as narrow as this program can keep it.
    explicit Published(const Model& version);

    const std::string& version() const { return version_; }

    bool allows(Purpose purpose, Category category) const;
    // All that the purpose may open here.
    Categories opened_by(Purpose purpose) const { return opens_[static_cast<std::size_t>(purpose)]; }
    // A clause that the shop has taken into its version: a lookup at the vehicle register, a reminder, photos.
    bool has(Clause clause) const { return clauses_[static_cast<std::size_t>(clause)]; }
    bool names(Recipient recipient) const { return recipients_[static_cast<std::size_t>(recipient)]; }

    // The shop's period, or the ceiling's where the shop has none or a longer one; nothing for what is not personal.
    std::optional<Period> period(RetentionClass retention) const {
        return periods_[static_cast<std::size_t>(retention)];
    }

private:
    std::string version_;
    std::array<Categories, all_purposes.size()> opens_;
    std::bitset<all_recipients.size()> recipients_;
    std::bitset<all_clauses.size()> clauses_;
    std::array<std::optional<Period>, all_retention_classes.size()> periods_;
};

}  // namespace autojet::policy
