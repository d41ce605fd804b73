#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace autojet::http {

// A temporary file without a name: it is gone when it is closed, whatever happens to the program.
class Spool {
public:
    // Mode 0600 in `folder` (O_TMPFILE; a name that is unlinked at once where the file system has none). Throws Broken.
    explicit Spool(const std::string& folder);
    Spool(Spool&& other) noexcept;
    Spool& operator=(Spool&& other) noexcept;
    ~Spool();

    void append(std::string_view bytes);
    std::uint64_t size() const { return size_; }
    // Up to `count` bytes from `offset`; empty at the end.
    std::string read(std::uint64_t offset, std::size_t count) const;

private:
    int descriptor_ = -1;
    std::uint64_t size_ = 0;
};

// A file that came with a form. Name and type are what the sender says, so neither is a path nor a fact.
struct Upload {
    std::string field;
    std::string filename;
    std::string content_type;
    Spool file;

    std::uint64_t size() const { return file.size(); }
    // The whole content; for small files.
    std::string read() const { return file.read(0, static_cast<std::size_t>(size())); }
    std::string read(std::uint64_t offset, std::size_t count) const { return file.read(offset, count); }
};

}  // namespace autojet::http
