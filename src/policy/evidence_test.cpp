#include "policy/evidence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "policy/check.hpp"

namespace autojet::policy {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view source = "void sweep() { forget(); }  // K2_is_kept";

std::string row(const std::string& number) {
    const std::string duty =
        number < "A" ? "law = \"GDPR 5\"\ntitle = { nl = \"plicht\", en = \"duty\" }\n" : std::string{};
    return "[[evidence]]\nnumber = \"" + number + "\"\n" + duty +
           "enforced = [\"sweep.cpp: sweep\"]\ntests = [\"sweep.cpp: K2_is_kept\"]\nobserved = [\"built_in\"]\n"
           "[evidence.sabotage]\nfile = \"sweep.cpp\"\nfind = \"forget();\"\nreplace = \"\"\nred = \"sweep.cpp: "
           "K2_is_kept\"\n";
}

std::string all_rows() {
    std::string text;
    for (const auto number : all_promises) text += row(std::string(number));
    for (int duty = 1; duty <= duty_count; ++duty) text += row(std::to_string(duty));
    return text;
}

std::vector<std::string> findings(const std::string& toml) {
    return check_evidence(read_evidence(toml), [](const std::string& file) -> std::optional<std::string> {
        if (file != "sweep.cpp") return std::nullopt;
        return std::string(source);
    });
}

std::string changed(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    if (at == std::string::npos) throw Broken("nothing to change");
    return text.replace(at, from.size(), to);
}

TEST(Evidence, of_every_promise_and_duty_is_asked_for) {
    EXPECT_THAT(findings(all_rows()), IsEmpty());
    EXPECT_THAT(findings(changed(all_rows(), row("K2"), "")), Contains("K2: has no evidence"));
    EXPECT_THAT(findings(changed(all_rows(), row("31"), "")), Contains("31: has no evidence"));
    EXPECT_THAT(findings(all_rows() + row("R3")), Contains("R3: has two rows"));
    EXPECT_THAT(findings(all_rows() + row("Z9")), Contains("Z9: is neither a promise nor a duty"));
}

TEST(Evidence, that_the_source_does_not_bear_out_is_found) {
    EXPECT_THAT(findings(changed(all_rows(), "sweep.cpp: sweep", "sweep.cpp: mop")),
                Contains(HasSubstr("has no \"mop\"")));
    EXPECT_THAT(findings(changed(all_rows(), "sweep.cpp: sweep", "gone.cpp: sweep")),
                Contains(HasSubstr("no file gone.cpp")));
    EXPECT_THAT(findings(changed(all_rows(), "enforced = [\"sweep.cpp: sweep\"]", "enforced = []")),
                Contains(HasSubstr("no code enforces it")));
    EXPECT_THAT(findings(changed(all_rows(), "tests = [\"sweep.cpp: K2_is_kept\"]", "tests = []")),
                Contains(HasSubstr("no test shows it")));
}

TEST(Evidence, needs_a_sabotage_that_changes_one_place_and_a_test_of_its_own) {
    EXPECT_THAT(findings(changed(all_rows(), "find = \"forget();\"", "find = \"e\"")),
                Contains(HasSubstr("times, not once")));
    EXPECT_THAT(findings(changed(all_rows(), "replace = \"\"", "replace = \"forget();\"")),
                Contains(HasSubstr("changes nothing")));
    EXPECT_THAT(findings(changed(all_rows(), "red = \"sweep.cpp: K2_is_kept\"", "red = \"sweep.cpp: sweep\"")),
                Contains(HasSubstr("not among its tests")));
}

TEST(Evidence, that_cannot_be_read_names_its_row) {
    EXPECT_THROW(read_evidence("[[evidence]]\nnumber = 5"), Broken);
    EXPECT_THROW(read_evidence("[[evidence]]\nnumber = \"K2\"\nenforced = [\"no citation\"]"), Broken);
    EXPECT_THROW(read_evidence("= ="), Broken);
}

}  // namespace
}  // namespace autojet::policy
