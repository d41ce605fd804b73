#include "scheduling/sizes.hpp"

namespace autojet::scheduling {

namespace {

constexpr std::string_view select_names =
    "SELECT size, name_nl, name_en, examples_nl, examples_en FROM vehicle_size WHERE shop = $1";
constexpr std::string_view upsert_name =
    "INSERT INTO vehicle_size (shop, size, name_nl, name_en, examples_nl, examples_en) VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT (shop, size) DO UPDATE SET name_nl = $3, name_en = $4, examples_nl = $5, examples_en = $6";

}  // namespace

std::string name_of(const SizeNames& names, VehicleSize size, const Messages& messages, Language language) {
    const auto found = names.find(size);
    const std::string own = found == names.end()       ? ""
                            : language == Language::nl ? found->second.name_nl
                                                       : found->second.name_en;
    return own.empty() ? messages.translate(language, label(size)) : own;
}

std::string examples_of(const SizeNames& names, VehicleSize size, const Messages& messages, Language language) {
    const auto found = names.find(size);
    const std::string own = found == names.end()       ? ""
                            : language == Language::nl ? found->second.examples_nl
                                                       : found->second.examples_en;
    return own.empty() ? messages.translate(language, examples(size)) : own;
}

SizeNames load_sizes(store::Tx& tx) {
    SizeNames names;
    tx.each(select_names, [&](const store::Row& row) {
        if (const auto size = size_from_code(row.text(0)))
            names[*size] = {row.text(1), row.text(2), row.text(3), row.text(4)};
    });
    return names;
}

void name_size(store::Tx& tx, VehicleSize size, const SizeName& name) {
    tx.run(upsert_name, code(size), name.name_nl, name.name_en, name.examples_nl, name.examples_en);
    tx.announce(store::Topic::catalogue);
}

std::vector<VehicleSize> sizes_from(std::string_view text) {
    std::vector<VehicleSize> sizes;
    while (!text.empty()) {
        const auto comma = text.find(',');
        if (const auto size = size_from_code(text.substr(0, comma))) sizes.push_back(*size);
        text = comma == std::string_view::npos ? "" : text.substr(comma + 1);
    }
    return sizes;
}

std::string text_of(const std::vector<VehicleSize>& sizes) {
    std::string text;
    for (const auto size : sizes) text.append(text.empty() ? "" : ",").append(code(size));
    return text;
}

}  // namespace autojet::scheduling
