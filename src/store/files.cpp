#include "store/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "base/result.hpp"

namespace autojet::store {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const fs::path& path, const char* doing) {
    throw Broken(path.filename().string() + " cannot be " + doing);
}

class Descriptor {
public:
    Descriptor(const fs::path& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
        if (number_ < 0) fail(path, "opened");
    }
    ~Descriptor() { ::close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

}  // namespace

void write_private(const fs::path& file, std::string_view content) {
    auto part = file;
    part += ".part";
    {
        const Descriptor out(part, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW);
        while (!content.empty()) {
            const auto written = ::write(out.number(), content.data(), content.size());
            if (written < 0) fail(file, "written");
            content.remove_prefix(static_cast<std::size_t>(written));
        }
        if (::fsync(out.number()) != 0) fail(file, "made durable");
    }
    fs::rename(part, file);
    sync(file.has_parent_path() ? file.parent_path() : fs::path("."));
}

std::string read_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) fail(file, "read");
    return {std::istreambuf_iterator<char>(in), {}};
}

void sync(const fs::path& path) {
    const Descriptor file(path, O_RDONLY);
    if (::fsync(file.number()) != 0) fail(path, "made durable");
}

}  // namespace autojet::store
