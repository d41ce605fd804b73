#include "privacy/versions.hpp"

#include "policy/fingerprint.hpp"
#include "policy/model.hpp"

namespace autojet::privacy {

namespace {

// Nothing updates or deletes a row of these three tables.
constexpr std::string_view insert_version =
    "INSERT INTO policy_version (shop, version, published, model) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
constexpr std::string_view insert_prose =
    "INSERT INTO policy_prose (shop, version, file, words) VALUES ($1, $2, $3, $4)";
constexpr std::string_view insert_digest = "INSERT INTO policy_digest (shop, version, digest) VALUES ($1, $2, $3)";
constexpr std::string_view select_dates =
    "SELECT version, published FROM policy_version WHERE shop = $1 ORDER BY version DESC";
constexpr std::string_view select_model = "SELECT model FROM policy_version WHERE shop = $1 AND version = $2";
constexpr std::string_view select_prose =
    "SELECT file, words FROM policy_prose WHERE shop = $1 AND version = $2 ORDER BY file";
constexpr std::string_view select_digest = "SELECT digest FROM policy_digest WHERE shop = $1 AND version = $2";

// Each part behind its length, so that none can pass for the end of another.
void append(std::string& whole, std::string_view part) {
    whole += std::to_string(part.size());
    whole += ":";
    whole += part;
    whole += "\n";
}

std::string text_of(const store::Row& row) {
    return row.text(0);
}

}  // namespace

Result<void> publish(store::Tx& tx, std::string_view model_toml, const policy::Texts::Files& prose) {
    const auto model = policy::parse(model_toml);
    if (!model) return tl::unexpected(model.error());
    if (tx.run(insert_version, model->version, tx.now(), model_toml) == 0)
        return refuse(ErrorCode::conflict, "already_published", "This version has been published already.");
    Version frozen{{model->version, tx.now(), std::nullopt}, std::string(model_toml), {}, ""};
    for (const auto& [file, words] : prose) {
        tx.run(insert_prose, model->version, file, words);
        frozen.prose.emplace(file, words);
    }
    tx.run(insert_digest, model->version, frozen.computed_digest());
    tx.announce(store::Topic::policy);
    return {};
}

std::vector<VersionDates> versions_of(store::Tx& tx) {
    auto versions = tx.all(select_dates, [](const store::Row& row) {
        return VersionDates{row.text(0), row.instant(1), std::nullopt};
    });
    for (std::size_t n = 1; n < versions.size(); ++n) versions[n].until = versions[n - 1].from;
    return versions;
}

std::optional<Version> find_version(store::Tx& tx, std::string_view version) {
    for (auto& dates : versions_of(tx)) {
        if (dates.version != version) continue;
        Version found{std::move(dates), tx.find(select_model, text_of, version).value(), {}, ""};
        tx.each(
            select_prose, [&](const store::Row& row) { found.prose.emplace(row.text(0), row.text(1)); }, version);
        found.digest = tx.find(select_digest, text_of, version).value_or("");
        return found;
    }
    return std::nullopt;
}

std::vector<std::string> changed_versions(store::Tx& tx) {
    std::vector<std::string> changed;
    for (const auto& dates : versions_of(tx)) {
        const auto version = find_version(tx, dates.version).value();
        if (!version.digest.empty() && version.digest != version.computed_digest()) changed.push_back(dates.version);
    }
    return changed;
}

std::string Version::computed_digest() const {
    std::string whole;
    append(whole, dates.version);
    append(whole, model_toml);
    for (const auto& [file, words] : prose) {
        append(whole, file);
        append(whole, words);
    }
    return policy::fingerprint(whole);
}

policy::Texts Version::texts(const policy::Texts& of_the_program) const {
    policy::Texts texts = of_the_program;
    for (const auto& [file, words] : prose) texts.prose[file] = words;
    return texts;
}

}  // namespace autojet::privacy
