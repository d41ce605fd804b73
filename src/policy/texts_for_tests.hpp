#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <list>
#include <string>

#include "policy/model.hpp"
#include "policy/texts.hpp"

namespace autojet::policy {

// The project's own policy folder, read from disk; AUTOJET_SOURCE_DIR is the root of the project.
struct TextsOnDisk {
    TextsOnDisk() {
        const auto root = std::filesystem::path{AUTOJET_SOURCE_DIR} / "policy";
        for (const auto& entry : std::filesystem::recursive_directory_iterator{root}) {
            if (!entry.is_regular_file()) continue;
            std::ifstream in{entry.path(), std::ios::binary};
            kept.emplace_back(std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{});
            texts.add(entry.path().lexically_relative(root).generic_string(), kept.back());
        }
    }

    Model model() const { return parse(texts.model).value(); }

    Texts texts;
    std::list<std::string> kept;
};

}  // namespace autojet::policy
