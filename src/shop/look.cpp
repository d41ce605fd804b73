#include "shop/look.hpp"

#include "store/tx.hpp"

namespace autojet::shop {

namespace {

constexpr std::string_view select_look =
    "SELECT l.paint, l.glow, l.link, p.picture, p.width, p.height FROM shop_look l "
    "LEFT JOIN shop_picture p ON p.shop = l.shop AND p.picture = l.logo WHERE l.shop = $1";
constexpr std::string_view select_words = "SELECT word, nl, en FROM shop_word WHERE shop = $1";
constexpr std::string_view select_picture = "SELECT png FROM shop_picture WHERE shop = $1 AND picture = $2";
constexpr std::string_view upsert_colours =
    "INSERT INTO shop_look (shop, paint, glow, link, logo) VALUES ($1, $2, $3, $4, '') "
    "ON CONFLICT (shop) DO UPDATE SET paint = $2, glow = $3, link = $4";
constexpr std::string_view upsert_logo =
    "INSERT INTO shop_look (shop, paint, glow, link, logo) VALUES ($1, '', '', '', $2) "
    "ON CONFLICT (shop) DO UPDATE SET logo = $2";
constexpr std::string_view insert_picture =
    "INSERT INTO shop_picture (shop, picture, width, height, png) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
constexpr std::string_view upsert_words =
    "INSERT INTO shop_word (shop, word, nl, en) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (shop, word) DO UPDATE SET nl = $3, en = $4";
constexpr std::string_view delete_words = "DELETE FROM shop_word WHERE shop = $1 AND word = $2";

// As the program comes, nothing is stored.
std::string stored(const std::string& colour, const std::string& usual) {
    return colour == usual ? "" : colour;
}
std::string chosen(std::string colour, const std::string& usual) {
    return colour.empty() ? usual : std::move(colour);
}

}  // namespace

Look load_look(store::Tx& tx) {
    Look look;
    const Colours usual;
    tx.each(select_look, [&](const store::Row& row) {
        look.colours = {chosen(row.text(0), usual.paint), chosen(row.text(1), usual.glow),
                        chosen(row.text(2), usual.link)};
        if (!row.is_null(3))
            look.logo = Picture{row.text(3), static_cast<int>(row.integer(4)), static_cast<int>(row.integer(5))};
    });
    if (look.colours != usual) look.theme = stylesheet_name(look.colours);
    tx.each(select_words, [&](const store::Row& row) { look.words[row.text(0)] = {row.text(1), row.text(2)}; });
    return look;
}

std::optional<std::string> find_picture(store::Tx& tx, std::string_view name) {
    return tx.find(
        select_picture, [](const store::Row& row) { return std::string(store::as_text(row.bytes(0))); }, name);
}

void set_colours(store::Tx& tx, const Colours& colours) {
    const Colours usual;
    tx.run(upsert_colours, stored(colours.paint, usual.paint), stored(colours.glow, usual.glow),
           stored(colours.link, usual.link));
    tx.announce(store::Topic::catalogue);
}

void set_logo(store::Tx& tx, std::string_view picture) {
    tx.run(upsert_logo, picture);
    tx.announce(store::Topic::catalogue);
}

void keep_picture(store::Tx& tx, const Picture& picture, std::string_view png) {
    tx.run(insert_picture, picture.name, picture.width, picture.height,
           store::BytesView{reinterpret_cast<const std::byte*>(png.data()), png.size()});
}

void set_words(store::Tx& tx, std::string_view name, const Wording& wording) {
    if (wording.nl.empty() && wording.en.empty())
        tx.run(delete_words, name);
    else
        tx.run(upsert_words, name, wording.nl, wording.en);
    tx.announce(store::Topic::catalogue);
}

Looks::Looks(store::Database& database) : database_(database) {
    database_.after_commit([this](ShopId shop, store::Topic topic) {
        if (topic != store::Topic::catalogue) return;
        const std::scoped_lock lock(mutex_);
        kept_.erase(shop);
        ++changes_[shop];
    });
}

std::shared_ptr<const Look> Looks::of(ShopId shop) {
    unsigned seen = 0;
    {
        const std::scoped_lock lock(mutex_);
        if (const auto found = kept_.find(shop); found != kept_.end()) return found->second;
        seen = changes_[shop];
    }
    auto read = std::make_shared<const Look>(database_.read(shop, load_look));
    const std::scoped_lock lock(mutex_);
    if (changes_[shop] == seen) kept_[shop] = read;
    return read;
}

}  // namespace autojet::shop
