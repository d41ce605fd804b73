#include "copies/files.hpp"

#include <sodium.h>

#include <array>
#include <fstream>

#include "base/encoding.hpp"
#include "base/result.hpp"

namespace autojet::copies {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const fs::path& path, const char* doing) {
    throw Broken(path.filename().string() + " cannot be " + doing);
}

class Digest {
public:
    Digest() { crypto_generichash_init(&state_, nullptr, 0, size); }
    void add(std::string_view bytes) {
        crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    }
    std::string hex() {
        std::array<char, size> digest{};
        crypto_generichash_final(&state_, reinterpret_cast<unsigned char*>(digest.data()), size);
        return encode_hex({digest.data(), digest.size()});
    }

private:
    static constexpr std::size_t size = crypto_generichash_BYTES;
    crypto_generichash_state state_{};
};

}  // namespace

void copy_private(const fs::path& from, const fs::path& to) {
    store::write_private(to, "");
    fs::copy_file(from, to, fs::copy_options::overwrite_existing);
    fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write);
    sync(to);
}

std::string digest_of_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) fail(file, "read");
    Digest digest;
    std::string some(1 << 20, '\0');
    while (in.read(some.data(), static_cast<std::streamsize>(some.size())) || in.gcount() > 0)
        digest.add({some.data(), static_cast<std::size_t>(in.gcount())});
    return digest.hex();
}

bool is_inside(const fs::path& inner, const fs::path& outer) {
    const auto relative = fs::weakly_canonical(inner).lexically_relative(fs::weakly_canonical(outer));
    return !relative.empty() && *relative.begin() != "..";
}

NewFolder::NewFolder(fs::path wanted) : wanted_(std::move(wanted)), path_(wanted_) {
    path_ += unfinished;
    fs::remove_all(path_);
    fs::create_directories(path_);
    fs::permissions(path_, fs::perms::owner_all);
}

NewFolder::~NewFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

void NewFolder::finish() {
    sync(path_);
    fs::rename(path_, wanted_);
    sync(wanted_.parent_path());
}

}  // namespace autojet::copies
