// What the shop calls the sizes of vehicles, and which cars it means by them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/messages.hpp"
#include "scheduling/catalogue.hpp"

namespace autojet::scheduling {

struct SizeName {
    std::string name_nl, name_en;
    std::string examples_nl, examples_en;
};

// As the shop words them; what is missing or empty has the words of label() and examples().
using SizeNames = std::map<VehicleSize, SizeName>;

std::string name_of(const SizeNames& names, VehicleSize size, const Messages& messages, Language language);
std::string examples_of(const SizeNames& names, VehicleSize size, const Messages& messages, Language language);

SizeNames load_sizes(store::Tx& tx);
void name_size(store::Tx& tx, VehicleSize size, const SizeName& name);

// "small,van"; codes that are none are left out.
std::vector<VehicleSize> sizes_from(std::string_view text);
std::string text_of(const std::vector<VehicleSize>& sizes);

}  // namespace autojet::scheduling
