#include "invoicing/kvk.hpp"

#include <utility>

#include "invoicing/check_digits.hpp"

namespace autojet::invoicing {

Result<KvkNumber> KvkNumber::parse(std::string_view text, std::string field) {
    auto bare = without_marks(text);
    if (bare.size() != 8 || !are_digits(bare) || bare == "00000000")
        return refuse(ErrorCode::invalid, "not_a_kvk_number",
                      "This is not a number of the trade register (KvK): it has eight digits.", std::move(field));
    return KvkNumber{std::move(bare)};
}

Result<Oin> Oin::parse(std::string_view text, std::string field) {
    auto bare = without_marks(text);
    if (bare.size() != 20 || !are_digits(bare) || bare == std::string(20, '0'))
        return refuse(ErrorCode::invalid, "not_an_oin",
                      "This is not the number of a public body (OIN): it has twenty digits.", std::move(field));
    return Oin{std::move(bare)};
}

}  // namespace autojet::invoicing
