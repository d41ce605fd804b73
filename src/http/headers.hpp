#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace autojet::http {

// Header fields in order of arrival; names compare without regard to case (RFC 9110 5.1). One block of text holds all
// of them, so that reading a request costs two allocations at most. Views stay valid until the next change.
class Headers {
public:
    struct Field {
        std::string_view name;
        std::string_view value;
    };

    void add(std::string_view name, std::string_view value);
    // Replaces every field of that name.
    void set(std::string_view name, std::string_view value);
    void erase(std::string_view name);
    void clear();

    // The first one.
    std::optional<std::string_view> find(std::string_view name) const;
    // Empty when absent.
    std::string_view get(std::string_view name) const;
    std::size_t count(std::string_view name) const;

    std::size_t size() const { return spans_.size(); }
    bool empty() const { return spans_.empty(); }
    Field at(std::size_t index) const;

private:
    struct Span {
        std::uint32_t start;
        std::uint32_t name_size;
        std::uint32_t value_size;
    };

    std::string text_;
    std::vector<Span> spans_;
};

// ASCII only, as protocol words are.
bool same_word(std::string_view left, std::string_view right);

}  // namespace autojet::http
