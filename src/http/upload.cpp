#include "http/upload.hpp"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/result.hpp"

namespace autojet::http {

namespace {

int open_nameless(const std::string& folder) {
    const int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
    if (descriptor >= 0) return descriptor;
    if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL) throw Broken{"the spool folder cannot be written"};

    std::string name = folder + "/autojet-spool-XXXXXX";
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named < 0) throw Broken{"the spool folder cannot be written"};
    ::unlink(name.c_str());
    return named;
}

}  // namespace

Spool::Spool(const std::string& folder) : descriptor_{open_nameless(folder)} {}

Spool::Spool(Spool&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)}, size_{std::exchange(other.size_, 0)} {}

Spool& Spool::operator=(Spool&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(size_, other.size_);
    return *this;
}

Spool::~Spool() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void Spool::append(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) throw Broken{"the spool folder is full or broken"};
        bytes.remove_prefix(static_cast<std::size_t>(written));
        size_ += static_cast<std::uint64_t>(written);
    }
}

std::string Spool::read(std::uint64_t offset, std::size_t count) const {
    if (offset >= size_) return {};
    std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(count, size_ - offset)), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
        const auto got =
            ::pread(descriptor_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) throw Broken{"a spooled upload cannot be read"};
        done += static_cast<std::size_t>(got);
    }
    return bytes;
}

}  // namespace autojet::http
