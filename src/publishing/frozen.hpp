// A version of the policy as its pages show it: with its own facts, periods and words, whatever came after it (policy
// V1).
#pragma once

#include <optional>
#include <string_view>

#include "policy/page.hpp"
#include "privacy/versions.hpp"
#include "shop/house.hpp"

namespace autojet::publishing {

// "Monday 23 November 2026": the day of a version, which is its name on the pages.
std::string day_text(std::string_view version, Language language);

class Frozen {
public:
    // A version of a time when words were not frozen has those of the program, and the facts of the shop of today.
    Frozen(privacy::Version version, const Shop& shop, const policy::Texts& of_the_program);
    Frozen(Frozen&&) = default;
    Frozen(const Frozen&) = delete;

    [[nodiscard]] const privacy::Version& version() const { return version_; }
    [[nodiscard]] const policy::Model& model() const { return model_; }
    [[nodiscard]] const policy::Texts& texts() const { return texts_; }

    [[nodiscard]] policy::Page policy_page(Language language) const;

private:
    privacy::Version version_;
    policy::Model model_;
    policy::Texts texts_;
};

std::optional<Frozen> find_frozen(const House& house, ShopId shop, std::string_view version,
                                  const policy::Texts& of_the_program);
// The one in force.
Frozen load_latest(const House& house, ShopId shop, const policy::Texts& of_the_program);

}  // namespace autojet::publishing
