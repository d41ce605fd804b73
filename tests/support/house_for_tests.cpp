#include "tests/support/house_for_tests.hpp"

#include <stdlib.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "base/text.hpp"
#include "shop/controller.hpp"
#include "staff/accounts.hpp"
#include "store/migrate.hpp"
#include "store/sqlite/database.hpp"

namespace autojet::tests {

namespace {

const std::filesystem::path source = AUTOJET_SOURCE_DIR;

std::string content(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Broken("a file that the tests need cannot be read");
    return {std::istreambuf_iterator<char>(file), {}};
}

struct SourceFile {
    std::string name;  // "staff/001_staff.sql"
    std::string text;
};

// The files of src/*/FOLDER, in order.
std::vector<SourceFile> files_in(const std::string& folder) {
    std::vector<SourceFile> files;
    for (const auto& room : std::filesystem::directory_iterator(source / "src")) {
        if (!std::filesystem::is_directory(room.path() / folder)) continue;
        for (const auto& file : std::filesystem::directory_iterator(room.path() / folder))
            files.push_back({room.path().filename() / file.path().filename(), content(file.path())});
    }
    std::ranges::sort(files, {}, &SourceFile::name);
    return files;
}

std::vector<store::Migration> migrations_in(const std::vector<SourceFile>& files) {
    std::vector<store::Migration> migrations;
    for (const auto& file : files) migrations.push_back({file.name, file.text});
    return migrations;
}

// Strict, so that a page without one of its values fails its test.
const http::Templates& templates() {
    static const http::Templates loaded = [] {
        const auto files = files_in("templates");
        std::vector<http::TemplateSource> sources;
        for (const auto& file : files)
            sources.push_back({std::string_view{file.name}.substr(file.name.find('/') + 1), file.text});
        return http::Templates(
            sources, [](std::string_view asset) { return "/assets/" + std::string(asset); },
            [](Language, std::string_view english) { return std::string(english); }, http::Templates::Missing::strict);
    }();
    return loaded;
}

std::vector<SourceFile> asset_files() {
    std::vector<SourceFile> files;
    for (const auto& file : std::filesystem::directory_iterator(source / "assets"))
        if (file.is_regular_file()) files.push_back({file.path().filename(), content(file.path())});
    return files;
}

const http::Assets& assets() {
    static const auto files = asset_files();
    static const auto embedded = [] {
        std::vector<http::EmbeddedFile> all;
        for (const auto& file : files)
            all.push_back({file.name, file.text, "", "0123456789abcdef", http::content_type_of(file.name)});
        return all;
    }();
    static const http::Assets loaded(embedded);
    return loaded;
}

// An empty catalogue (GNU gettext manual 10.3): magic number, revision, no strings, two tables behind the header.
std::string no_translations() {
    const std::array<std::uint32_t, 7> header{0x950412de, 0, 0, 28, 28, 0, 28};
    return {reinterpret_cast<const char*>(header.data()), sizeof header};
}

Shop shop_at(std::string name, std::string host) {
    return {.id = {},
            .name = std::move(name),
            .street = "Televisieweg 63",
            .postcode = "1322 AJ",
            .city = "Almere",
            .phone = "+31613906099",
            .email = "info@" + host,
            .whatsapp = true,
            .kvk = "95113479",
            .vat = "NL005130382B90",
            .url = "http://" + host,
            .hosts = {host}};
}

// In memory where the machine has such a folder: hundreds of houses are built, and each waits for its disk many times.
std::filesystem::path new_folder() {
    const std::filesystem::path in_memory = "/dev/shm";
    const auto parent = std::filesystem::is_directory(in_memory) ? in_memory : std::filesystem::temp_directory_path();
    std::string name = (parent / "autojet-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw Broken("no temporary folder");
    return name;
}

}  // namespace

HouseForTests::HouseForTests() : folder_(new_folder()) {
    const auto path = (folder_ / "data" / "autojet.db").string();
    std::filesystem::create_directories(folder_ / "data");
    {
        const auto files = files_in("migrations");
        const auto connection = store::sqlite::connect(path);
        store::migrate(*connection, migrations_in(files), clock.now());
        shop::add(*connection, shop_at("AutoJet", "autojet.test")).value();
        shop::add(*connection, shop_at("Garage Elders", "elders.test")).value();
    }
    open(folder_ / "data", folder_ / "keys");
    for (const auto shop : {autojet(), other_shop()}) {
        const auto published = database_->write(shop, [&](store::Tx& tx) {
            const auto model = content(source / "policy" / "privacy.toml");
            return privacy::publish(tx, shop::with_facts_of(shops_->load(shop), model).value());
        });
        if (!published) throw Broken(published.error().message);
    }
}

HouseForTests::HouseForTests(const std::filesystem::path& data, const std::filesystem::path& keys) {
    open(data, keys);
}

void HouseForTests::open(const std::filesystem::path& data, const std::filesystem::path& keys) {
    data_ = data;
    const auto path = (data / "autojet.db").string();
    shops_ = std::make_unique<shop::Directory>(shop::load_all(*store::sqlite::connect(path)));
    database_ = store::sqlite::open({.path = path}, clock);
    keys_ = std::make_unique<privacy::KeyStore>(keys);
    vault_ = std::make_unique<privacy::Vault>(*keys_, *database_);
    policies_ = std::make_unique<privacy::Policies>(*database_);
    gate_ = std::make_unique<privacy::Gate>(*policies_);
    ledger_ = std::make_unique<privacy::Ledger>(*database_, *vault_);
    signer_ = std::make_unique<privacy::Signer>(*keys_);
    checkpoints_ = std::make_unique<privacy::Checkpoints>(*database_, *vault_, *signer_);
    messages_ = std::make_unique<Messages>(no_translations());
    house_ = std::make_unique<House>(House{clock, *database_, *vault_, *gate_, *ledger_, *signer_, *checkpoints_,
                                           *policies_, *shops_, *messages_, assets(), templates(), events_});
    site_ = std::make_unique<shop::Site>(*house_, [](ShopId, Language) { return std::vector<shop::HoursLine>{}; });
}

std::vector<store::ColumnNote> HouseForTests::notes() {
    const auto files = files_in("migrations");
    return store::column_notes(migrations_in(files));
}

HouseForTests::~HouseForTests() {
    database_.reset();
    keys_.reset();
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
}

std::int64_t HouseForTests::number(std::string_view sql, ShopId shop) {
    return database_->read(shop, [&](store::Tx& tx) {
        return tx.find(sql, [](const store::Row& row) { return row.integer(0); }).value();
    });
}

std::vector<std::string> HouseForTests::ledger() {
    static constexpr std::string_view select_entries =
        "SELECT actor, outcome, what FROM ledger WHERE shop = $1 ORDER BY sequence";
    return read([](store::Tx& tx) {
        return tx.all(select_entries,
                      [](const store::Row& row) { return row.text(0) + " " + row.text(1) + " " + row.text(2); });
    });
}

bool HouseForTests::is_on_disk(std::string_view bytes) const {
    return std::ranges::any_of(std::filesystem::directory_iterator(data_),
                               [&](const auto& file) { return content(file.path()).find(bytes) != std::string::npos; });
}

Browser signed_in(HouseForTests& house, const http::Router& router, ShopId shop, staff::Role role) {
    static int count = 0;
    const auto email = EmailAddress::parse("staff" + std::to_string(++count) + "@autojet.test").value();
    auto token = house->database.write(shop, [&](store::Tx& tx) -> Result<std::string> {
        const auto link = staff::add(tx, house->vault, {"Bo", email, role, Language::en});
        if (!link) return link;
        return staff::open_session(tx, staff::find_credentials(tx, house->vault, email)->account.id);
    });
    Browser browser(house, router, shop);
    browser.set_cookie("autojet_desk", std::move(token.value()));
    return browser;
}

}  // namespace autojet::tests
