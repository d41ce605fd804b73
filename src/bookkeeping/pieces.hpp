// Long texts in pieces, for files that nobody holds in memory as a whole.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace autojet::bookkeeping {

using Sink = std::function<void(std::string_view)>;

// Collects small pieces and hands them on when there are enough of them. The last ones with flush().
class Pieces {
public:
    explicit Pieces(const Sink& sink) : sink_(sink) {}

    Pieces& operator<<(std::string_view text) {
        waiting_ += text;
        if (waiting_.size() >= enough) flush();
        return *this;
    }
    void flush() {
        if (!waiting_.empty()) sink_(waiting_);
        waiting_.clear();
    }

private:
    static constexpr std::size_t enough = 64 * 1024;

    const Sink& sink_;
    std::string waiting_;
};

}  // namespace autojet::bookkeeping
