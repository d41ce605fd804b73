#include "registers/shop_rows.hpp"
#include "registers/whole_shop.hpp"
#include "store/files.hpp"

namespace autojet::registers {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view use = "shop deletion";
const std::vector<std::string> names_of_the_shop{"shop", "shop_host"};

// What must survive a crash: what was there at the beginning, and whether the proof is written.
struct Progress {
    http::JsonObject rows;
    std::string begun;
    bool is_proven = false;
};

Progress load_or_begin(const fs::path& file, ShopRows& rows, Instant now) {
    Progress progress;
    if (fs::exists(file)) {
        const auto read = http::parse_json(store::read_file(file));
        if (!read) throw Broken("the record of an unfinished deletion cannot be read");
        progress.rows = read->at("rows").as_object();
        progress.begun = std::string(read->at("begun").as_string());
        progress.is_proven = read->at("proven").as_bool();
        return progress;
    }
    for (const auto& table : rows.tables()) progress.rows[table.name] = rows.count(table);
    progress.begun = format_rfc3339(now);
    return progress;
}

void save(const fs::path& file, const Progress& progress) {
    store::write_private(file,
                         http::write_json(http::JsonObject{
                             {"rows", progress.rows}, {"begun", progress.begun}, {"proven", progress.is_proven}}));
}

void delete_mail_files(const fs::path& folder, ShopId shop) {
    if (!fs::exists(folder)) return;
    const auto start = std::to_string(shop.value()) + "-";
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().filename().string().starts_with(start)) files.push_back(entry.path());
    for (const auto& file : files) fs::remove(file);
}

DeletionProof prove(const WholeShop& whole, const Progress& progress) {
    const auto now = whole.house.clock.now();
    const auto& shop = whole.house.shops.load(whole.shop);
    DeletionProof proof{.text = http::write_json(http::JsonObject{{"deleted", "all data and all keys of this shop"},
                                                                  {"shop", shop.name},
                                                                  {"kvk", shop.kvk},
                                                                  {"begun", progress.begun},
                                                                  {"done", format_rfc3339(now)},
                                                                  {"rows", progress.rows}}),
                        .signature = {},
                        .public_key_pem = whole.house.signer.public_key_pem(whole.shop, now)};
    proof.signature = whole.house.signer.sign(whole.shop, use, proof.text, now);
    return proof;
}

DeletionProof read_proof(const fs::path& file) {
    const auto read = http::parse_json(store::read_file(file));
    if (!read) throw Broken("the proof of a deletion is not where it was written");
    const auto text = [&](const char* name) { return std::string(read->at(name).as_string()); };
    return {text("text"), text("signature"), text("public_key")};
}

}  // namespace

DeletionProof delete_shop(const WholeShop& whole, const fs::path& progress_file, const fs::path& proof_file,
                          const fs::path& mail_folder) {
    const auto now = whole.house.clock.now();
    ShopRows rows(whole.database, whole.notes, whole.shop);
    auto progress = load_or_begin(progress_file, rows, now);
    save(progress_file, progress);
    DeletionProof proof;
    if (!progress.is_proven) {
        whole.keys.destroy_shop(whole.shop, "signatures", now);
        delete_mail_files(mail_folder, whole.shop);
        rows.delete_all_but(names_of_the_shop);
        for (const auto& table : rows.tables())
            if (table.name != "shop" && table.name != "shop_host" && rows.count(table) != 0)
                throw Broken("rows of the shop are still there: nothing is proven");
        proof = prove(whole, progress);
        store::write_private(proof_file, http::write_json(http::JsonObject{{"text", proof.text},
                                                                           {"signature", proof.signature},
                                                                           {"public_key", proof.public_key_pem}}));
        progress.is_proven = true;
        save(progress_file, progress);
    } else {
        proof = read_proof(proof_file);
    }
    whole.keys.destroy_shop(whole.shop, "", now);
    for (auto table = names_of_the_shop.rbegin(); table != names_of_the_shop.rend(); ++table) rows.delete_rows(*table);
    fs::remove(progress_file);
    return proof;
}

}  // namespace autojet::registers
