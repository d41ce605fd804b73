#include "app/resources.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <string>

#include "base/result.hpp"

namespace autojet::resources {
std::span<const http::EmbeddedFile> asset_files();
std::span<const http::EmbeddedFile> template_files();
std::span<const http::EmbeddedFile> migration_files();
std::span<const http::EmbeddedFile> policy_files();
std::span<const http::EmbeddedFile> message_files();
}  // namespace autojet::resources

namespace autojet::app {

namespace {

// Slices whose tables others point to come first.
constexpr std::array<std::string_view, 16> slices{
    "shop",     "privacy",     "staff",    "customers", "scheduling", "booking", "contact", "messaging",
    "accounts", "bookkeeping", "settings", "registers", "publishing", "rights",  "copies",  "proof"};

std::string_view file_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

// "booking/migrations/001_bookings.sql" is known as "booking/001_bookings".
std::string_view migration_name(std::string_view path) {
    static std::map<std::string_view, std::string> names;
    static std::mutex mutex;
    const std::scoped_lock lock(mutex);
    const auto slice = path.substr(0, path.find('/'));
    const auto file = file_name(path);
    return names.try_emplace(path, std::string(slice) + "/" + std::string(file.substr(0, file.rfind('.'))))
        .first->second;
}

}  // namespace

std::vector<store::Migration> all_migrations() {
    std::vector<store::Migration> migrations;
    for (const auto slice : slices) {
        const auto first = migrations.size();
        for (const auto& file : resources::migration_files())
            if (file.name.substr(0, file.name.find('/')) == slice)
                migrations.push_back({migration_name(file.name), file.bytes});
        std::sort(migrations.begin() + static_cast<std::ptrdiff_t>(first), migrations.end(),
                  [](const auto& a, const auto& b) { return a.name < b.name; });
    }
    if (migrations.size() != resources::migration_files().size())
        throw Broken("a slice has migrations but no place in the order");
    return migrations;
}

std::vector<http::TemplateSource> all_templates() {
    std::vector<http::TemplateSource> templates;
    for (const auto& file : resources::template_files()) templates.push_back({file_name(file.name), file.bytes});
    return templates;
}

std::span<const http::EmbeddedFile> all_assets() {
    return resources::asset_files();
}

policy::Texts policy_texts() {
    policy::Texts texts;
    for (const auto& file : resources::policy_files()) texts.add(file.name, file.bytes);
    return texts;
}

std::string_view evidence() {
    for (const auto& file : resources::policy_files())
        if (file.name == "evidence.toml") return file.bytes;
    throw Broken("evidence.toml is not inside the program");
}

std::string_view dutch_messages() {
    return resources::message_files().front().bytes;
}

std::string_view openapi_document() {
    for (const auto& file : resources::asset_files())
        if (file.name == "openapi.json") return file.bytes;
    throw Broken("openapi.json is not inside the program");
}

std::string_view export_schema() {
    for (const auto& file : resources::asset_files())
        if (file.name == "export-schema.json") return file.bytes;
    throw Broken("export-schema.json is not inside the program");
}

}  // namespace autojet::app
