// A folder that lives as long as its test; in memory where the machine has such a place.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace autojet::store {

class FolderForTests {
public:
    FolderForTests() {
        const std::filesystem::path in_memory = "/dev/shm";
        const auto parent =
            std::filesystem::is_directory(in_memory) ? in_memory : std::filesystem::temp_directory_path();
        std::string name = (parent / "autojet-folder-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw Broken("no temporary folder");
        path_ = name;
    }
    ~FolderForTests() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    FolderForTests(const FolderForTests&) = delete;
    FolderForTests& operator=(const FolderForTests&) = delete;

    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    std::filesystem::path write(std::string_view name, std::string_view content) const {
        std::ofstream(path_ / name, std::ios::binary) << content;
        return path_ / name;
    }
    [[nodiscard]] std::string read(std::string_view name) const {
        std::ifstream file(path_ / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

private:
    std::filesystem::path path_;
};

}  // namespace autojet::store
