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
        : subjects_{std::exchange(other.subjects_, {})},
          allowed_{std::exchange(other.allowed_, {})},
          record_{std::exchange(other.record_, nullptr)} {}
    Warrant& operator=(Warrant&&) = delete;
    ~Warrant() = default;

    static constexpr Purpose purpose = P;

    // True for a known subject of this warrant and a category that the shop's version allows.
    bool covers(PersonId subject, Category category) const {
        return record_ && subject != PersonId{0} && allowed_.test(static_cast<std::size_t>(category)) &&
               std::binary_search(subjects_.begin(), subjects_.end(), subject);
    }

    // Records the opening, or records the refusal and throws NotCovered.
    void use(PersonId subject, Category category) const {
        const Opening opening{subject, category, P};
        if (covers(subject, category)) return record_->opened(opening);
        if (record_) record_->refused(opening);
        throw NotCovered{"an opening for purpose " + std::string{name_of(P)} + " of category " +
                         std::string{name_of(category)} + " is not covered by its warrant"};
    }

private:
    friend class autojet::privacy::Gate;

    // `record` outlives the warrant. `allowed` is usually Published::opened_by(P), less what an objection or a
    // restriction takes.
    Warrant(std::vector<PersonId> subjects, Categories allowed, Openings& record)
        : subjects_{std::move(subjects)}, allowed_{allowed}, record_{&record} {
        std::sort(subjects_.begin(), subjects_.end());
    }

    std::vector<PersonId> subjects_;
    Categories allowed_;
    Openings* record_;
};

}  // namespace autojet::policy
