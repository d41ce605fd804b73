// How the shop looks and what it says in its own words: colours, logo, texts.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/language.hpp"
#include "shop/theme.hpp"
#include "store/database.hpp"

namespace autojet::shop {

struct Picture {
    std::string name;  // digest of its bytes
    int width = 0;
    int height = 0;
};

// What the shop wrote; empty: what the program says.
struct Wording {
    std::string nl, en;

    [[nodiscard]] const std::string& in(Language language) const { return language == Language::nl ? nl : en; }
};

struct Look {
    Colours colours;
    std::string theme;  // file name of its stylesheet; empty: it needs none
    std::optional<Picture> logo;
    std::map<std::string, Wording, std::less<>> words;  // by the names of shop/words.hpp
};

Look load_look(store::Tx& tx);
// The bytes of a picture of this shop, PNG.
std::optional<std::string> find_picture(store::Tx& tx, std::string_view name);

void set_colours(store::Tx& tx, const Colours& colours);
// Empty: none.
void set_logo(store::Tx& tx, std::string_view picture);
void keep_picture(store::Tx& tx, const Picture& picture, std::string_view png);
void set_words(store::Tx& tx, std::string_view name, const Wording& wording);

// Read once and kept until it changes: every page asks.
class Looks {
public:
    explicit Looks(store::Database& database);

    [[nodiscard]] std::shared_ptr<const Look> of(ShopId shop);

private:
    store::Database& database_;
    std::mutex mutex_;
    std::map<ShopId, std::shared_ptr<const Look>> kept_;
    std::map<ShopId, unsigned> changes_;
};

}  // namespace autojet::shop
