#include "shop/controller.hpp"

#include "policy/write.hpp"

namespace autojet::shop {

policy::Controller controller_of(const Shop& shop) {
    return {.name = shop.name,
            .street = shop.street,
            .postcode = shop.postcode,
            .town = shop.city,
            .country = {.nl = "Nederland", .en = "the Netherlands"},
            .kvk = shop.kvk,
            .vat = shop.vat.empty() ? "–" : shop.vat,
            .phone = PhoneNumber::parse(shop.phone).value().display(),
            .email = shop.email};
}

Result<std::string> with_facts_of(const Shop& shop, std::string_view model_toml) {
    auto model = policy::parse(model_toml);
    if (!model) return tl::unexpected(model.error());
    auto controller = controller_of(shop);
    if (model->controller == controller) return std::string(model_toml);
    model->controller = std::move(controller);
    return policy::to_toml(*model);
}

}  // namespace autojet::shop
