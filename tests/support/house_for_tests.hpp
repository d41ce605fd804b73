// A whole house in a temporary folder, for the tests of the slices: two shops, a clock that stands still, all
// migrations and templates as they lie in the source tree, and browsers that reach handlers without a socket.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/csrf.hpp"
#include "http/router.hpp"
#include "privacy/key_store.hpp"
#include "shop/house.hpp"
#include "shop/site.hpp"
#include "staff/staff.hpp"
#include "store/migrate.hpp"

namespace autojet::tests {

// Monday 23 November 2026, 09:00 in Amsterdam.
inline constexpr Instant monday_morning{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} +
                                        std::chrono::hours{8}};

class HouseForTests {
public:
    HouseForTests();
    // On folders that are there: of a restored shop. They stay when it goes.
    HouseForTests(const std::filesystem::path& data, const std::filesystem::path& keys);
    ~HouseForTests();
    HouseForTests(const HouseForTests&) = delete;
    HouseForTests& operator=(const HouseForTests&) = delete;

    const House& operator*() const { return *house_; }
    const House* operator->() const { return house_.get(); }

    [[nodiscard]] ShopId autojet() const { return ShopId{1}; }
    [[nodiscard]] ShopId other_shop() const { return ShopId{2}; }
    // A site without opening hours; messages are in English in both languages.
    [[nodiscard]] const shop::Site& site() const { return *site_; }

    template <class F>
    auto read(F&& work) {
        return house_->database.read(autojet(), work);
    }
    template <class F>
    auto write(F&& work) {
        return house_->database.write(autojet(), work);
    }

    // One number from the database, such as a COUNT; $1 is the shop.
    [[nodiscard]] std::int64_t number(std::string_view sql, ShopId shop = ShopId{1});
    // "staff:7 opened contact: name, contact", oldest first.
    [[nodiscard]] std::vector<std::string> ledger();
    // Whether these bytes stand anywhere in the files of the data folder.
    [[nodiscard]] bool is_on_disk(std::string_view bytes) const;

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] std::filesystem::path data() const { return data_; }
    [[nodiscard]] privacy::KeyStore& keys() { return *keys_; }
    // What the migrations say about their columns.
    [[nodiscard]] static std::vector<store::ColumnNote> notes();

    ManualClock clock{monday_morning};
    const http::CsrfGuard csrf{http::random_key(), "autojet_desk"};

private:
    void open(const std::filesystem::path& data, const std::filesystem::path& keys);

    std::filesystem::path folder_;  // that goes with it; empty: none
    std::filesystem::path data_;
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<privacy::KeyStore> keys_;
    std::unique_ptr<privacy::Vault> vault_;
    std::unique_ptr<privacy::Policies> policies_;
    std::unique_ptr<privacy::Gate> gate_;
    std::unique_ptr<privacy::Ledger> ledger_;
    std::unique_ptr<privacy::Signer> signer_;
    std::unique_ptr<privacy::Checkpoints> checkpoints_;
    std::unique_ptr<shop::Directory> shops_;
    std::unique_ptr<Messages> messages_;
    http::EventHub events_;
    std::unique_ptr<House> house_;
    std::unique_ptr<shop::Site> site_;
};

struct Answer {
    int status = 0;
    std::string location;
    std::string body;

    [[nodiscard]] bool shows(std::string_view text) const { return body.find(text) != std::string::npos; }
};

using Fields = std::vector<std::pair<std::string, std::string>>;

// Somebody at a browser: keeps cookies, sends forms with their token. What a handler opens is settled with the ledger
// before the answer comes back, as the program does it. What a handler throws comes through.
class Browser {
public:
    Browser(HouseForTests& house, const http::Router& router, ShopId shop = ShopId{1})
        : house_(house), router_(router), shop_(shop) {}

    Answer get(std::string_view url);
    Answer post(std::string_view url, const Fields& fields = {});
    // As another site would: without the token.
    Answer post_forged(std::string_view url, const Fields& fields = {});
    // With the headers of a program: {"Accept", "text/event-stream"}, or a JSON body.
    Answer send(http::Method method, std::string_view url, const Fields& headers, std::string body = "");

    void set_cookie(std::string name, std::string value) { cookies_[std::move(name)] = std::move(value); }
    [[nodiscard]] std::optional<std::string> cookie(const std::string& name) const;
    // The same cookies at the address of another shop: as a stolen session would be tried.
    [[nodiscard]] Browser at(ShopId shop) const;

private:
    enum class Token { sent, missing };

    Answer post(std::string_view url, const Fields& fields, Token token);
    Answer perform(http::Request& request, std::string_view url);

    HouseForTests& house_;
    const http::Router& router_;
    ShopId shop_;
    std::map<std::string, std::string> cookies_{{"autojet_form", "form-cookie"}};
};

// A member of staff of that shop with a session, without going through the sign-in page.
Browser signed_in(HouseForTests& house, const http::Router& router, ShopId shop = ShopId{1},
                  staff::Role role = staff::Role::mechanic);

}  // namespace autojet::tests
