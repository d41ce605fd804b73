// The proof: for each promise of the policy, and each duty of the law, what enforces it, what tests it, and what the
// running system saw when it last looked (GDPR 5(2)). The build has checked that the cited code and tests are there
// (tools/evidence_check), and `./dev sabotage` that each test can fail.
#pragma once

#include <string>
#include <vector>

#include "policy/evidence.hpp"
#include "shop/house.hpp"
#include "shop/observation.hpp"

namespace autojet::proof {

std::string_view code(Verdict verdict);   // "not_yet_due"
std::string_view label(Verdict verdict);  // English, msgid

// What an observer saw, and when.
struct Seen {
    std::string observer;
    Observation observation;
    Instant checked;
};

// One promise or duty. It fails when anything that was seen of it fails; it is not yet due while nothing could be
// judged.
struct Row {
    const policy::Evidence* evidence = nullptr;
    policy::Words title;
    std::vector<Seen> seen;
    Verdict verdict{};
    std::optional<Instant> checked;  // the oldest look; absent: nobody has looked yet
};

class Proof {
public:
    // Throws Broken when the evidence cites an observer that nobody is.
    Proof(const House& house, std::vector<policy::Evidence> evidence, std::vector<Observer> observers);

    // Looks at everything of the shop now, and keeps what was seen. One observer that throws fails; the others go on.
    void check(ShopId shop) const;

    // By what was seen last, in the order of the evidence.
    [[nodiscard]] std::vector<Row> rows(ShopId shop) const;

    [[nodiscard]] const House& house() const { return house_; }

private:
    [[nodiscard]] Observation look(ShopId shop, const Observer& observer) const;
    [[nodiscard]] policy::Words title_of(const policy::Evidence& evidence, const policy::Model& model) const;

    const House& house_;
    std::vector<policy::Evidence> evidence_;
    std::vector<Observer> observers_;
};

// How many observers saw a promise broken when they last looked: the desk's alarm.
std::int64_t count_failures(store::Tx& tx);

// {"shop", "promises": [{"number", "title", "verdict", "checked", "enforced", "tests", "observed"}], "duties": [...]}
std::string json_of(const Shop& shop, const std::vector<Row>& rows, Language language);

bool any_fails(const std::vector<Row>& rows);

}  // namespace autojet::proof
