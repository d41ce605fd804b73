#include "payments/desk_parts.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "privacy/seal.hpp"

namespace autojet::payments {

CivilDate today_of(const House& house, ShopId shop) {
    return date_of(house.shops.zone(shop).to_local(house.clock.now()));
}

By by_of(const House& house, const http::Request& request, const staff::Account& account) {
    return {.account = account.id,
            .today = today_of(house, request.shop),
            .form = request.form().readable("form"),
            .bank_line = {}};
}

Result<Money> typed_money(std::string_view text, std::string_view field) {
    const auto refused =
        refuse(ErrorCode::invalid, "not_an_amount", "Please give an amount above nothing.", std::string(field));
    std::string typed{trim(text)};
    for (const std::string_view mark : {"€", "\u00a0", " "})
        for (auto at = typed.find(mark); at != std::string::npos; at = typed.find(mark)) typed.erase(at, mark.size());
    const auto comma = typed.rfind(','), point = typed.rfind('.');
    if (comma != std::string::npos && point != std::string::npos)  // the last one is the decimal mark
        std::erase(typed, comma > point ? '.' : ',');
    const auto amount = Money::parse(typed, std::string(field));
    if (!amount || *amount <= Money{} || *amount > bookkeeping::most_money_of_a_line) return refused;
    return *amount;
}

std::string to_type(Money amount, Language language) {
    auto text = amount.decimal();
    if (language == Language::nl) std::ranges::replace(text, '.', ',');
    return text;
}

std::string new_form_number() {
    const auto random = privacy::random_key();
    return encode_hex({reinterpret_cast<const char*>(random.data()), 16});
}

shop::PageHead head_of(std::string title, const Errors& errors) {
    return {.title = std::move(title),
            .description = "",
            .section = "payments",
            .personal = true,
            .form = true,
            .status = errors.empty() ? 200 : http_status(errors.front().code)};
}

std::string payments_url(accounts::DocumentId document) {
    return "/desk/payments/of/" + std::to_string(document.value());
}

}  // namespace autojet::payments
