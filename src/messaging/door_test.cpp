#include "messaging/door.hpp"

#include <gtest/gtest.h>

#include "booking/retention.hpp"
#include "messaging/scene_for_tests.hpp"
#include "messaging/worker.hpp"
#include "tests/support/smtp_server_for_tests.hpp"

namespace autojet::messaging {
namespace {

namespace fs = std::filesystem;

Result<void> everybody(ShopId, policy::Recipient) {
    return {};
}

class DoorTest : public testing::Test, protected Scene {
protected:
    std::ptrdiff_t files() const { return std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}); }

    tests::TemporaryFolder temporary;
    fs::path folder = temporary.path() / "outbox";
};

TEST_F(DoorTest, is_a_folder_without_a_mail_server_and_a_file_stays_seven_days) {
    const auto mailer = open_mailer(std::nullopt, everybody, folder, house.clock);
    Messenger to_folder{bookings, *mailer};
    const auto booking = book();
    to_folder.deliver_due(house.autojet());
    ASSERT_EQ(files(), 1);
    const auto file = fs::directory_iterator {
        folder
        } -> path();
    EXPECT_EQ(file.filename().string().find("ada"), std::string::npos);
    EXPECT_NE(tests::read_file(file).find("To: ada@customers.example\r\n"), std::string::npos);

    const auto job = mail_files_job(*house, folder);
    house.clock.advance(std::chrono::days{7} - std::chrono::seconds{1});
    job.run(house.autojet());
    EXPECT_EQ(files(), 1);
    house.clock.advance(std::chrono::seconds{1});
    job.run(house.other_shop());
    EXPECT_EQ(files(), 1);
    job.run(house.autojet());
    EXPECT_EQ(files(), 0);
}

TEST_F(DoorTest, R3_the_mail_files_of_who_was_erased_go_with_them) {
    const auto mailer = open_mailer(std::nullopt, everybody, folder, house.clock);
    Messenger to_folder{bookings, *mailer};
    const auto of_ada = book();
    book("bo@customers.example");
    to_folder.deliver_due(house.autojet());
    ASSERT_EQ(files(), 2);
    EXPECT_EQ(delete_mail_files_of_erased(*house, folder, house.autojet()), 0U);

    const Worker worker{*house, to_folder, [&](ShopId shop) { delete_mail_files_of_erased(*house, folder, shop); }};
    (void)house.write([&](store::Tx& tx) -> Result<void> {
        booking::erase_with_bookings(tx, house->vault, of_ada.person);
        return {};
    });
    for (int n = 0; n < 1000 && files() != 1; ++n) std::this_thread::sleep_for(std::chrono::milliseconds{5});
    ASSERT_EQ(files(), 1);
    EXPECT_NE(tests::read_file(fs::directory_iterator { folder } -> path()).find("bo@customers.example"),
              std::string::npos);
}

TEST_F(DoorTest, is_the_mail_server_when_there_is_one) {
    const tests::SmtpServer server;
    const auto mailer = open_mailer(outbound::SmtpSettings{.url = server.url(), .user = {}, .password = {}, .from = {}},
                                    everybody, folder, house.clock);
    Messenger to_server{bookings, *mailer};
    book();
    EXPECT_EQ(words(to_server.deliver_due(house.autojet())), "delivered:1");
    EXPECT_EQ(server.taken().size(), 1U);
    EXPECT_FALSE(fs::exists(folder));
}

}  // namespace
}  // namespace autojet::messaging
