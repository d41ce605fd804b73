#include "quotes/link.hpp"

#include <span>

#include "base/encoding.hpp"
#include "base/text.hpp"
#include "privacy/seal.hpp"

namespace autojet::quotes {

namespace {

constexpr std::size_t digest_bytes = 16;

std::string signed_text(privacy::Vault& vault, ShopId shop, std::string_view use, const std::string& text,
                        const std::string& bound, Instant now) {
    const auto digest = vault.shop_digest(shop, use, bound, now);
    return text + "-" + encode_base64url(store::as_text(digest).substr(0, digest_bytes));
}

bool same(std::string_view left, std::string_view right) {
    return privacy::same_bytes(std::as_bytes(std::span(left)), std::as_bytes(std::span(right)));
}

}  // namespace

std::string link_of(privacy::Vault& vault, ShopId shop, QuoteId quote, Instant now) {
    const auto number = std::to_string(quote.value());
    return signed_text(vault, shop, "links to quotes", number, number, now);
}

std::optional<Quote> find_by_link(store::Tx& tx, privacy::Vault& vault, std::string_view link) {
    const QuoteId id{parse_whole(link.substr(0, link.find('-'))).value_or(0)};
    if (!same(link_of(vault, tx.shop(), id, tx.now()), link)) return std::nullopt;
    auto quote = find(tx, id);
    return quote && quote->state != QuoteState::draft ? quote : std::nullopt;
}

std::string opened_stamp(privacy::Vault& vault, ShopId shop, QuoteId quote, Instant now) {
    const auto seconds = std::to_string(now.time_since_epoch().count());
    return signed_text(vault, shop, "quote opened", seconds, std::to_string(quote.value()) + " " + seconds, now);
}

std::optional<Instant> read_stamp(privacy::Vault& vault, ShopId shop, QuoteId quote, std::string_view stamp,
                                  Instant now) {
    const auto seconds = parse_whole(stamp.substr(0, stamp.find('-')));
    if (!seconds || *seconds < 0) return std::nullopt;
    const Instant opened{std::chrono::seconds{*seconds}};
    if (opened > now) return std::nullopt;
    const auto text = std::to_string(*seconds);
    const auto expected =
        signed_text(vault, shop, "quote opened", text, std::to_string(quote.value()) + " " + text, now);
    return same(expected, stamp) ? std::optional{opened} : std::nullopt;
}

}  // namespace autojet::quotes
