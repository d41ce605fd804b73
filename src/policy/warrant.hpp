#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "policy/openings.hpp"
#include "policy/published.hpp"

namespace autojet::privacy {
class Gate;
}

namespace autojet::policy {

// An opening that the warrant does not cover. It is a bug of the caller, or an attack: it never names the person.
struct NotCovered : Broken {
    using Broken::Broken;
};

// Somebody, and what of theirs a warrant opens.
struct Subject {
    PersonId person;
    Categories allowed;
};

// The right to open some people's data for one purpose, for as long as one response is made. Only the gate makes one
// (lock 4): it has asked who acts, whether the person objected, and what the shop's published version allows.
// It moves from the gate to its one holder and is never copied; what has been moved from covers nobody.
template <Purpose P>
class Warrant {
public:
    Warrant() = delete;
    Warrant(const Warrant&) = delete;
    Warrant& operator=(const Warrant&) = delete;
    Warrant(Warrant&& other) noexcept
        : subjects_{std::exchange(other.subjects_, {})}, record_{std::exchange(other.record_, nullptr)} {}
    Warrant& operator=(Warrant&&) = delete;
    ~Warrant() = default;

    static constexpr Purpose purpose = P;

    // True for a known subject of this warrant and a category that may be opened of theirs. Ask before opening the data
    // of several people: one who restricted theirs is left out (policy R5).
    bool covers(PersonId person, Category category) const {
        const auto found = std::lower_bound(subjects_.begin(), subjects_.end(), person, comes_before);
        return record_ && person != PersonId{0} && found != subjects_.end() && found->person == person &&
               found->allowed.test(static_cast<std::size_t>(category));
    }

    // Records the opening, or records the refusal and throws NotCovered.
    void use(PersonId person, Category category) const {
        const Opening opening{person, category, P};
        if (covers(person, category)) return record_->opened(opening);
        if (record_) record_->refused(opening);
        throw NotCovered{"an opening for purpose " + std::string{name_of(P)} + " of category " +
                         std::string{name_of(category)} + " is not covered by its warrant"};
    }

private:
    friend class autojet::privacy::Gate;

    // `record` outlives the warrant. What is allowed is usually Published::opened_by(P), less what an objection, a
    // restriction or an older version of the policy takes.
    Warrant(std::vector<Subject> subjects, Openings& record) : subjects_{std::move(subjects)}, record_{&record} {
        std::sort(subjects_.begin(), subjects_.end(),
                  [](const Subject& left, const Subject& right) { return left.person < right.person; });
    }

    static bool comes_before(const Subject& subject, PersonId person) { return subject.person < person; }

    std::vector<Subject> subjects_;
    Openings* record_;
};

}  // namespace autojet::policy
