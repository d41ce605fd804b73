#include "http/gzip.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <vector>

#include <zlib.h>

#include "base/text.hpp"
#include "http/headers.hpp"

namespace autojet::http {

namespace {

constexpr int gzip_format = 16;
constexpr std::size_t kept_compressors = 4;

// A window of 8 KiB is nearly as good as the largest one for pages, at a quarter of the memory.
class Compressor {
public:
    Compressor(int level, int window_bits, int memory_level) {
        if (deflateInit2(&stream_, level, Z_DEFLATED, window_bits + gzip_format, memory_level, Z_DEFAULT_STRATEGY) !=
            Z_OK)
            throw Broken{"zlib does not start"};
    }
    ~Compressor() { deflateEnd(&stream_); }
    Compressor(const Compressor&) = delete;
    Compressor& operator=(const Compressor&) = delete;

    std::string compress(std::string_view text) {
        deflateReset(&stream_);
        std::string packed(deflateBound(&stream_, text.size()), '\0');
        // zlib's interface is older than const.
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
        stream_.avail_in = static_cast<uInt>(text.size());
        stream_.next_out = reinterpret_cast<Bytef*>(packed.data());
        stream_.avail_out = static_cast<uInt>(packed.size());
        if (deflate(&stream_, Z_FINISH) != Z_STREAM_END) throw Broken{"zlib does not finish"};
        packed.resize(packed.size() - stream_.avail_out);
        return packed;
    }

private:
    z_stream stream_{};
};

class Shelf {
public:
    std::unique_ptr<Compressor> take() {
        {
            const std::lock_guard lock{mutex_};
            if (!idle_.empty()) {
                auto compressor = std::move(idle_.back());
                idle_.pop_back();
                return compressor;
            }
        }
        return std::make_unique<Compressor>(3, 13, 6);
    }

    void put_back(std::unique_ptr<Compressor> compressor) {
        const std::lock_guard lock{mutex_};
        if (idle_.size() < kept_compressors) idle_.push_back(std::move(compressor));
    }

private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<Compressor>> idle_;
};

// "q=0", "q=0.000": not at all.
bool is_zero_weight(std::string_view parameters) {
    const auto equals = parameters.find('=');
    if (equals == std::string_view::npos || !same_word(trim(parameters.substr(0, equals)), "q")) return false;
    const auto weight = trim(parameters.substr(equals + 1));
    return !weight.empty() && weight.find_first_not_of("0.") == std::string_view::npos;
}

}  // namespace

std::string gzip(std::string_view text, Effort effort) {
    if (effort == Effort::thorough) return Compressor{9, 15, 9}.compress(text);
    static Shelf shelf;
    auto compressor = shelf.take();
    auto packed = compressor->compress(text);
    shelf.put_back(std::move(compressor));
    return packed;
}

bool accepts_gzip(std::string_view accept_encoding) {
    while (!accept_encoding.empty()) {
        const auto end = std::min(accept_encoding.find(','), accept_encoding.size());
        const auto item = accept_encoding.substr(0, end);
        accept_encoding.remove_prefix(std::min(end + 1, accept_encoding.size()));
        const auto semicolon = std::min(item.find(';'), item.size());
        if (same_word(trim(item.substr(0, semicolon)), "gzip"))
            return !is_zero_weight(item.substr(std::min(semicolon + 1, item.size())));
    }
    return false;
}

}  // namespace autojet::http
