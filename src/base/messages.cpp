#include "base/messages.hpp"

#include <cstdint>
#include <cstring>

namespace autojet {

namespace {

constexpr std::uint32_t magic = 0x950412de;

class Catalogue {
public:
    explicit Catalogue(std::string_view bytes) : bytes_{bytes} {
        if (number_at(0) != magic) throw Broken{"the message catalogue is not one of this machine's byte order"};
    }

    std::uint32_t size() const { return number_at(8); }
    std::string_view original(std::uint32_t n) const { return text_at(number_at(12) + 8 * n); }
    std::string_view translation(std::uint32_t n) const { return text_at(number_at(16) + 8 * n); }

private:
    std::uint32_t number_at(std::size_t offset) const {
        std::uint32_t number = 0;
        if (offset + sizeof number > bytes_.size()) throw Broken{"the message catalogue is cut off"};
        std::memcpy(&number, bytes_.data() + offset, sizeof number);
        return number;
    }
    std::string_view text_at(std::size_t descriptor) const {
        const std::size_t length = number_at(descriptor);
        const std::size_t offset = number_at(descriptor + 4);
        if (offset + length > bytes_.size()) throw Broken{"the message catalogue is cut off"};
        return bytes_.substr(offset, length);
    }

    std::string_view bytes_;
};

}  // namespace

Messages::Messages(std::string_view dutch_mo) {
    const Catalogue catalogue{dutch_mo};
    for (std::uint32_t n = 0; n < catalogue.size(); ++n)
        if (!catalogue.original(n).empty()) dutch_.emplace(catalogue.original(n), catalogue.translation(n));
}

std::string Messages::translate(Language language, std::string_view english) const {
    auto found = find(language, english);
    return found.empty() ? std::string{english} : found;
}

std::string Messages::find(Language language, std::string_view english) const {
    if (language == Language::en) return std::string{english};
    const auto found = dutch_.find(std::string{english});
    return found == dutch_.end() ? std::string{} : found->second;
}

}  // namespace autojet
