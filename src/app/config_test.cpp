#include "app/config.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/result_for_tests.hpp"
#include "store/folder_for_tests.hpp"

namespace autojet::app {
namespace {

namespace fs = std::filesystem;

class ConfigFile : public ::testing::Test {
protected:
    // "" when it was read, else the message of the refusal.
    std::string read(std::string_view text) {
        const auto done = read_config_file(folder.write("autojet.toml", text), config);
        if (!done) {
            EXPECT_EQ(reason_of(done), "bad_config");
        }
        return done ? "" : done.error().message;
    }

    store::FolderForTests folder;
    Config config;
};

TEST_F(ConfigFile, says_everything_that_it_may_say) {
    EXPECT_EQ(read("url = \"https://autojet.test/\"\n"
                   "trusted_proxy = \"10.0.0.1\"\n"
                   "[mail]\n"
                   "url = \"smtps://mail.test\"\n"
                   "user = \"autojet\"\n"
                   "password = \"secret\"\n"
                   "from = \"info@autojet.test\"\n"),
              "");
    EXPECT_EQ(config.url, "https://autojet.test/");
    EXPECT_EQ(config.trusted_proxy, "10.0.0.1");
    EXPECT_EQ(config.mail.url, "smtps://mail.test");
    EXPECT_EQ(config.mail.password, "secret");
    EXPECT_EQ(config.mail.from, "info@autojet.test");
}

TEST_F(ConfigFile, may_be_empty) {
    config.url = "https://kept.test";
    EXPECT_EQ(read(""), "");
    EXPECT_EQ(config.url, "https://kept.test");
}

TEST_F(ConfigFile, is_refused_with_the_line_that_is_wrong) {
    EXPECT_EQ(read("\nurll = \"x\"\n").substr(0, 7), "line 2:") << "unknown";
    EXPECT_EQ(read("url = \"x\"\n\ntrusted_proxy = 7\n").substr(0, 7), "line 3:") << "no text";
    EXPECT_EQ(read("url = \"x\"\nurl = \"y\"\n").substr(0, 7), "line 2:") << "twice";
    EXPECT_EQ(read("url = \n").substr(0, 7), "line 1:") << "no TOML";
    EXPECT_EQ(read("[mail]\nurl = \"x\"\nhost = \"y\"\n").substr(0, 7), "line 3:") << "unknown in its table";
    EXPECT_EQ(read("[post]\nurl = \"x\"\n").substr(0, 7), "line 1:") << "an unknown table";
    EXPECT_EQ(read("mail = \"x\"\n").substr(0, 7), "line 1:");
    EXPECT_EQ(read("[mail.mail]\nurl = \"x\"\n").substr(0, 7), "line 1:");
}

TEST_F(ConfigFile, never_repeats_a_secret_in_its_refusal) {
    EXPECT_EQ(read("[mail]\npassword = hunter2\n").find("hunter2"), std::string::npos);
    EXPECT_EQ(read("[mail]\npasswort = \"hunter2\"\n").find("hunter2"), std::string::npos);
}

TEST_F(ConfigFile, that_is_not_there_is_refused) {
    EXPECT_EQ(reason_of(read_config_file(folder / "absent.toml", config)), "bad_config");
}

TEST_F(ConfigFile, of_any_bytes_is_read_or_refused) {
    EXPECT_TRUE(rc::check([&](const std::string& text) { (void)read(text); }));
}

// "address port", or "" when it was refused.
std::string listen(const std::string& text) {
    Config config;
    const auto read = read_listen_address(text, config);
    if (read) return config.address + " " + std::to_string(config.port);
    EXPECT_EQ(reason_of(read), "bad_address");
    EXPECT_EQ(config.address + ":" + std::to_string(config.port), "127.0.0.1:8080") << "a refusal changes nothing";
    return "";
}

TEST(ListenAddress, is_an_address_and_a_port) {
    EXPECT_EQ(listen("127.0.0.1:8080"), "127.0.0.1 8080");
    EXPECT_EQ(listen("0.0.0.0:80"), "0.0.0.0 80");
    EXPECT_EQ(listen("localhost:65535"), "localhost 65535");
    EXPECT_EQ(listen("[::1]:8080"), "::1 8080");
    EXPECT_EQ(listen("[::]:8080"), ":: 8080");
}

TEST(ListenAddress, is_refused_when_it_is_half) {
    for (const auto* text :
         {"", ":", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0x50", "127.0.0.1:80x", "127.0.0.1: 80",
          "127.0.0.1:-1", "127.0.0.1:65536", "127.0.0.1:99999999999", "[::1]", "[::1:8080", "[]:80", "[:80", "::1]:80"})
        EXPECT_EQ(listen(text), "") << text;
}

TEST(Loopback, is_this_machine_and_nothing_that_looks_like_it) {
    for (const auto* address : {"127.0.0.1", "127.8.8.8", "::1", "localhost"})
        EXPECT_TRUE(is_loopback(address)) << address;
    for (const auto* address :
         {"", "0.0.0.0", "::", "10.0.0.1", "1270.0.0.1", "128.0.0.1", "localhost.test", "127.0.0.1.evil.test", "127."})
        EXPECT_FALSE(is_loopback(address)) << address;
}

class CompleteConfig : public ::testing::Test {
protected:
    std::string completed() {
        const auto done = complete(config);
        return done ? "" : done.error().reason;
    }
    CompleteConfig() { config.data = folder / "data"; }

    store::FolderForTests folder;
    Config config;
};

TEST_F(CompleteConfig, puts_the_keys_beside_the_data) {
    EXPECT_EQ(completed(), "");
    EXPECT_EQ(config.keys, folder / "data-keys");
    config = Config{};
    config.data = folder.path() / "data/";
    EXPECT_EQ(completed(), "") << "a slash at the end is no folder inside";
    EXPECT_EQ(config.keys, folder / "data-keys");
}

TEST_F(CompleteConfig, refuses_keys_inside_the_data_whatever_way_leads_there) {
    fs::create_directories(folder / "data" / "deep");
    fs::create_directory_symlink(folder / "data", folder / "link");
    for (const auto& keys :
         {folder / "data", folder / "data/", folder / "data" / "keys", folder / "data" / "deep" / "keys",
          folder / "other" / ".." / "data" / "keys", folder / "link" / "keys", folder / "data" / "..keys"}) {
        config.keys = keys;
        EXPECT_EQ(completed(), "keys_inside_data") << keys;
    }
    for (const auto& keys : {folder / "keys", folder / "data2", folder / "data" / ".." / "keys"}) {
        config.keys = keys;
        EXPECT_EQ(completed(), "") << keys;
    }
}

TEST_F(CompleteConfig, has_a_place_for_keys_beside_the_folder_that_one_stands_in) {
    const auto before = fs::current_path();
    fs::create_directories(folder / "data");
    fs::current_path(folder / "data");
    config.data = ".";
    EXPECT_EQ(completed(), "");
    EXPECT_EQ(fs::weakly_canonical(config.keys).parent_path(), fs::weakly_canonical(folder.path()));
    fs::current_path(before);
}

TEST_F(CompleteConfig, lets_limits_go_on_loopback_alone) {
    config.rate_limits = false;
    EXPECT_EQ(completed(), "");
    config.address = "0.0.0.0";
    EXPECT_EQ(completed(), "limits_needed");
    config.rate_limits = true;
    EXPECT_EQ(completed(), "");
}

TEST_F(CompleteConfig, takes_the_slash_from_the_public_address) {
    config.url = "https://autojet.test//";
    EXPECT_EQ(completed(), "");
    EXPECT_EQ(config.url, "https://autojet.test");
}

}  // namespace
}  // namespace autojet::app
