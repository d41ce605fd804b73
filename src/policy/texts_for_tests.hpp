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
        texts.model = keep(root / "privacy.toml");
        texts.index = keep(root / "published" / "index.b2sum");
        for (const auto& entry : std::filesystem::directory_iterator{root / "published"})
            if (entry.path().extension() == ".toml") texts.published[entry.path().filename().string()] = keep(entry.path());
        for (const std::string language : {"nl", "en"})
            for (const auto& entry : std::filesystem::directory_iterator{root / "prose" / language})
                texts.prose[language + "/" + entry.path().filename().string()] = keep(entry.path());
    }

    Model model() const { return parse(texts.model).value(); }

    Texts texts;

private:
    std::string_view keep(const std::filesystem::path& path) {
        std::ifstream in{path, std::ios::binary};
        return kept.emplace_back(std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{});
    }

    std::filesystem::path root = std::filesystem::path{AUTOJET_SOURCE_DIR} / "policy";
    std::list<std::string> kept;
};

}  // namespace autojet::policy
