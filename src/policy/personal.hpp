#pragma once

#include <optional>
#include <utility>

#include "policy/warrant.hpp"

namespace autojet::privacy {
class Vault;
}

namespace autojet::policy {

// A piece of somebody's data, closed (lock 1). It can be moved and copied as it is; it cannot be printed, compared or
// converted. It opens with a warrant whose purpose the policy permits for the category: anything else does not compile.
//
// What was just collected from a form has no subject yet: it cannot be opened, and the vault does not store it, until
// it is assigned to a person's record.
template <class T, Category C>
class Personal {
public:
    using Value = T;
    static constexpr Category category = C;

    static Personal collected(T value) { return Personal{std::move(value), PersonId{0}}; }
    static Personal of(PersonId subject, T value) { return Personal{std::move(value), subject}; }

    PersonId subject() const { return subject_; }

    Personal assigned_to(PersonId subject) const& { return Personal{value_, subject}; }
    Personal assigned_to(PersonId subject) && { return Personal{std::move(value_), subject}; }

    // The value, after the opening is on record; throws NotCovered when the warrant is not for this person, this
    // category is not allowed by the shop's version, or nobody is the subject yet.
    template <Purpose P>
    requires(permits(P, C)) const T& open(const Warrant<P>& warrant) const& {
        warrant.use(subject_, C);
        return value_;
    }

    template <Purpose P>
    requires(permits(P, C)) T open(const Warrant<P>& warrant) && {
        warrant.use(subject_, C);
        return std::move(value_);
    }

    // The same, or nothing where the warrant does not cover it: for pages that show several people.
    template <Purpose P>
    requires(permits(P, C)) std::optional<T> open_if_covered(const Warrant<P>& warrant)
    const {
        if (!warrant.covers(subject_, C)) return std::nullopt;
        return open(warrant);
    }

private:
    // The vault seals the value and computes its blind index; neither shows it to anybody.
    friend class autojet::privacy::Vault;

    Personal(T value, PersonId subject) : value_{std::move(value)}, subject_{subject} {}

    const T& closed_value() const { return value_; }

    T value_;
    PersonId subject_;
};

}  // namespace autojet::policy
