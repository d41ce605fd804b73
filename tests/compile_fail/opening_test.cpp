#include <gtest/gtest.h>

#include <string>

#include "policy/personal.hpp"

namespace autojet::privacy {

// Stands in for the gate: warrants for whom and what a test says.
class Gate {
public:
    template <policy::Purpose P>
    static policy::Warrant<P> warrant(const std::vector<PersonId>& subjects, policy::Categories allowed,
                                      policy::Openings& record) {
        std::vector<policy::Subject> covered;
        for (const auto subject : subjects) covered.push_back({subject, allowed});
        return policy::Warrant<P>{std::move(covered), record};
    }
};

}  // namespace autojet::privacy

namespace autojet::policy {
namespace {

using Name = Personal<std::string, Category::name>;
using Contact = Personal<std::string, Category::contact>;

const PersonId ada{11};
const PersonId cy{12};

class Opens : public testing::Test {
protected:
    Warrant<Purpose::contact> warrant_for(std::vector<PersonId> subjects) {
        return privacy::Gate::warrant<Purpose::contact>(std::move(subjects), Categories{}.set(), record);
    }

    Openings record;
};

TEST_F(Opens, a_covered_subject_and_records_it_once) {
    const auto name = Name::of(ada, "Ada");
    const auto warrant = warrant_for({cy, ada});
    EXPECT_EQ(name.open(warrant), "Ada");
    EXPECT_EQ(name.open(warrant), "Ada");
    EXPECT_EQ(record.take_opened(), (std::vector<Opening>{{ada, Category::name, Purpose::contact}}));
    EXPECT_TRUE(record.empty());
}

TEST_F(Opens, nobody_whom_the_warrant_does_not_cover) {
    const auto warrant = warrant_for({ada});
    EXPECT_THROW(Name::of(cy, "Cy").open(warrant), NotCovered);
    EXPECT_TRUE(record.take_opened().empty());
    EXPECT_EQ(record.take_refused(), (std::vector<Opening>{{cy, Category::name, Purpose::contact}}));
}

TEST_F(Opens, nothing_that_has_no_subject_yet) {
    const auto warrant = warrant_for({ada, PersonId{0}});
    const auto typed = Contact::collected("ada@example.nl");
    EXPECT_THROW(typed.open(warrant), NotCovered);
    EXPECT_EQ(typed.assigned_to(ada).open(warrant), "ada@example.nl");
}

TEST_F(Opens, no_category_that_the_shop_has_not_published) {
    Categories only_names;
    only_names.set(static_cast<std::size_t>(Category::name));
    const auto warrant = privacy::Gate::warrant<Purpose::contact>({ada}, only_names, record);
    EXPECT_EQ(Name::of(ada, "Ada").open(warrant), "Ada");
    EXPECT_THROW(Contact::of(ada, "ada@example.nl").open(warrant), NotCovered);
}

TEST_F(Opens, nothing_with_a_warrant_that_was_handed_on) {
    auto first = warrant_for({ada});
    const auto second = std::move(first);
    EXPECT_FALSE(first.covers(ada, Category::name));
    EXPECT_THROW(Name::of(ada, "Ada").open(first), NotCovered);
    EXPECT_EQ(Name::of(ada, "Ada").open(second), "Ada");
}

TEST_F(Opens, without_naming_anybody_in_a_refusal) {
    try {
        Name::of(cy, "Cy Vreemdeling").open(warrant_for({ada}));
        FAIL();
    } catch (const NotCovered& refusal) {
        const std::string words = refusal.what();
        EXPECT_EQ(words.find("Cy"), std::string::npos);
        EXPECT_EQ(words.find("12"), std::string::npos);
        EXPECT_NE(words.find("contact"), std::string::npos);
    }
}

TEST_F(Opens, a_temporary_by_giving_its_value_away) {
    const auto warrant = warrant_for({ada});
    const std::string kept = Name::of(ada, std::string(100, 'a')).open(warrant);
    EXPECT_EQ(kept.size(), 100u);
}

}  // namespace
}  // namespace autojet::policy
