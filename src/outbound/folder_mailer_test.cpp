#include "outbound/folder_mailer.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <vector>

#include "tests/support/smtp_server_for_tests.hpp"

namespace autojet::outbound {
namespace {

namespace fs = std::filesystem;
using tests::read_file;
using tests::TemporaryFolder;

constexpr policy::Period seven_days{7, policy::Unit::days, policy::After::writing};
const Instant now{std::chrono::seconds{1796119200}};

Mail letter(const std::string& entry) {
    return {.shop = ShopId{1},
            .about = {},
            .entry = entry,
            .date = now,
            .from = "info@shop.example",
            .from_name = "AutoJet",
            .reply_to = {},
            .to = "ada@customers.example",
            .subject = "Your appointment",
            .text = "Hello Ada\n",
            .html = {},
            .attachments = {},
            .message_id = "<" + entry + "@shop.example>",
            .headers = {}};
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& file : fs::directory_iterator{folder}) names.push_back(file.path().filename().string());
    std::ranges::sort(names);
    return names;
}

unsigned mode_of(const fs::path& path) {
    struct stat facts {};
    EXPECT_EQ(::lstat(path.c_str(), &facts), 0);
    return facts.st_mode & 0777U;
}

class FolderMailerTest : public testing::Test {
protected:
    TemporaryFolder temporary;
    fs::path folder = temporary.path() / "data" / "outbox";
    ManualClock clock{now};
    FolderMailer mailer{folder, clock};
};

TEST_F(FolderMailerTest, writes_the_whole_message_for_the_owner_of_the_program_alone) {
    ASSERT_TRUE(mailer.deliver(letter("1-42")));
    EXPECT_EQ(names_in(folder), std::vector<std::string>{"1-42.eml"});
    EXPECT_EQ(read_file(folder / "1-42.eml"), rfc5322(letter("1-42")).value());
    EXPECT_EQ(mode_of(folder / "1-42.eml"), 0600U);
    EXPECT_EQ(mode_of(folder), 0700U);
}

TEST_F(FolderMailerTest, writes_the_same_entry_over_its_file) {
    ASSERT_TRUE(mailer.deliver(letter("1-42")));
    auto again = letter("1-42");
    again.text = "Hello again\n";
    ASSERT_TRUE(mailer.deliver(again));
    EXPECT_EQ(names_in(folder).size(), 1U);
    EXPECT_NE(read_file(folder / "1-42.eml").find("Hello again"), std::string::npos);
}

TEST_F(FolderMailerTest, follows_no_link_and_leaves_no_folder) {
    fs::create_symlink(temporary.path() / "elsewhere", folder / "1-42.eml.part");
    EXPECT_THROW((void)mailer.deliver(letter("1-42")), Broken);
    EXPECT_FALSE(fs::exists(temporary.path() / "elsewhere"));
    for (const auto* entry : {"../1-42", "1/42", "", "ada", "."}) {
        auto mail = letter("1-42");
        mail.entry = entry;
        EXPECT_EQ(mailer.deliver(mail).error().reason, "mail_refused") << entry;
    }
}

TEST_F(FolderMailerTest, refuses_what_is_no_message) {
    auto mail = letter("1-42");
    mail.subject = "x\r\nBcc: cy@strangers.example";
    EXPECT_EQ(mailer.deliver(mail).error().reason, "mail_refused");
    EXPECT_TRUE(names_in(folder).empty());
}

TEST_F(FolderMailerTest, throws_when_the_disk_does_not_take_it) {
    fs::remove(folder);
    EXPECT_THROW((void)mailer.deliver(letter("1-42")), Broken);
}

TEST_F(FolderMailerTest, keeps_files_seven_days_and_those_of_other_shops_untouched) {
    ASSERT_TRUE(mailer.deliver(letter("1-42")));
    ASSERT_TRUE(mailer.deliver(letter("11-7")));
    clock.advance(std::chrono::days{3});
    ASSERT_TRUE(mailer.deliver(letter("1-43")));
    fs::rename(folder / "1-43.eml", folder / "1-43.eml.part");

    EXPECT_EQ(
        delete_old_mail_files(folder, ShopId{1}, seven_days, now + std::chrono::days{7} - std::chrono::seconds{1}), 0U);
    EXPECT_EQ(delete_old_mail_files(folder, ShopId{1}, seven_days, now + std::chrono::days{7}), 1U);
    EXPECT_EQ(names_in(folder), (std::vector<std::string>{"1-43.eml.part", "11-7.eml"}));
    EXPECT_EQ(delete_old_mail_files(folder, ShopId{1}, seven_days, now + std::chrono::days{10}), 1U);
    EXPECT_EQ(names_in(folder), std::vector<std::string>{"11-7.eml"});
    EXPECT_EQ(delete_old_mail_files(folder / "absent", ShopId{1}, seven_days, now), 0U);
}

}  // namespace
}  // namespace autojet::outbound
