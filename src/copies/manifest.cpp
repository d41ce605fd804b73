#include "copies/manifest.hpp"

#include <set>
#include <sstream>

#include "base/encoding.hpp"
#include "copies/files.hpp"
#include "policy/fingerprint.hpp"
#include "privacy/seal.hpp"

namespace autojet::copies {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view title = "autojet backup 1";
constexpr std::string_view seal_word = "seal ";
// Of the whole installation, not of one shop.
constexpr ShopId installation{0};

std::string seal_of(std::string_view text, privacy::KeyStore& keys, Instant now) {
    auto key = keys.shop_key(installation, "backups", now);
    const auto digest = privacy::keyed_digest(key, text);
    privacy::wipe(key);
    return encode_hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::string text_of(const Manifest& manifest) {
    std::ostringstream text;
    text << title << "\nkind " << code(manifest.kind) << "\nmade " << manifest.made.time_since_epoch().count() << " "
         << format_rfc3339(manifest.made) << "\n";
    for (const auto& [name, digest] : manifest.files) text << "file " << name << " " << digest << "\n";
    for (const auto& [table, count] : manifest.rows) text << "rows " << table << " " << count << "\n";
    return text.str();
}

tl::unexpected<Error> no_backup() {
    return refuse(ErrorCode::not_found, "no_backup",
                  "This folder is no backup of autojet: its manifest.txt is not one.");
}

std::optional<Manifest> parse(const std::string& text) {
    std::istringstream lines(text);
    std::string line;
    if (!std::getline(lines, line) || line != title) return std::nullopt;
    Manifest manifest;
    bool has_kind = false, has_time = false;
    while (std::getline(lines, line)) {
        std::istringstream words(line);
        std::string word, name;
        std::int64_t number = 0;
        words >> word;
        if (word == "kind" && words >> name && (name == "data" || name == "keys")) {
            manifest.kind = name == "data" ? Kind::data : Kind::keys;
            has_kind = true;
        } else if (word == "made" && words >> number) {
            manifest.made = Instant{std::chrono::seconds{number}};
            has_time = true;
        } else if (std::string digest; word == "file" && words >> name >> digest && name.find('/') == name.npos) {
            manifest.files[name] = digest;
        } else if (word == "rows" && words >> name >> number) {
            manifest.rows[name] = number;
        } else if (word != "seal") {
            return std::nullopt;
        }
    }
    return has_kind && has_time ? std::optional{manifest} : std::nullopt;
}

}  // namespace

std::string_view code(Kind kind) {
    return kind == Kind::data ? "data" : "keys";
}

void prepare_seal(privacy::KeyStore& keys, Instant now) {
    (void)seal_of("", keys, now);
}

std::string write_manifest(const fs::path& folder, Manifest manifest, privacy::KeyStore& keys) {
    for (const auto& file : fs::directory_iterator(folder))
        manifest.files.try_emplace(file.path().filename().string(), digest_of_file(file.path()));
    auto text = text_of(manifest);
    text += std::string(seal_word) + seal_of(text, keys, manifest.made) + "\n";
    write_private(folder / manifest_name, text);
    return policy::fingerprint(text);
}

Result<ReadManifest> read_manifest(const fs::path& folder) {
    if (!fs::is_regular_file(folder / manifest_name)) return no_backup();
    const auto text = read_file(folder / manifest_name);
    auto manifest = parse(text);
    if (!manifest) return no_backup();
    return ReadManifest{std::move(*manifest), policy::fingerprint(text)};
}

Result<void> check_files(const fs::path& folder, const Manifest& manifest) {
    const auto altered = [](const std::string& name) {
        return refuse(ErrorCode::conflict, "backup_altered",
                      "This backup is not as it was written: " + name + " was changed, added or lost.");
    };
    for (const auto& [name, digest] : manifest.files)
        if (!fs::is_regular_file(folder / name) || digest_of_file(folder / name) != digest) return altered(name);
    for (const auto& file : fs::directory_iterator(folder)) {
        const auto name = file.path().filename().string();
        if (name != manifest_name && !manifest.files.contains(name)) return altered(name);
    }
    return {};
}

Result<void> check_seal(const fs::path& folder, privacy::KeyStore& keys) {
    const auto text = read_file(folder / manifest_name);
    const auto at = text.rfind(seal_word);
    if (at != std::string::npos &&
        text.substr(at) == std::string(seal_word) + seal_of(text.substr(0, at), keys, Instant{}) + "\n")
        return {};
    return refuse(ErrorCode::conflict, "other_keys",
                  "These are not the keys that this backup belongs to, or its manifest.txt was changed.");
}

}  // namespace autojet::copies
