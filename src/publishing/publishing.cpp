#include "publishing/publishing.hpp"

#include "publishing/observers.hpp"

namespace autojet::publishing {

Publishing::Publishing(const House& house, const shop::Site& site, const staff::Desk& desk,
                       policy::Texts of_the_program, std::function<const std::vector<Holder>&()> holders)
    : house_(house),
      texts_(std::move(of_the_program)),
      ceiling_(policy::parse(texts_.model).value()),
      telling_(house, std::move(holders)),
      desk_(house, desk, texts_, ceiling_, telling_),
      pages_(house, site, texts_) {}

Module Publishing::module() {
    const auto to_dos = [this](store::Tx& tx, Language language) -> std::vector<ToDo> {
        if (house_.policies.of(tx)->narrower.empty() || telling_.find_notice(tx)) return {};
        return {{.what = house_.messages.translate(language, "Tell people what the new version of the policy changes"),
                 .due = std::nullopt,
                 .url = "/desk/policy"}};
    };
    return {.name = "publishing",
            .add_routes =
                [this](http::Router& router) {
                    pages_.add_routes(router);
                    desk_.add_routes(router);
                },
            .jobs = {{"tell people of a new policy", std::chrono::seconds{30},
                      [this](ShopId shop) { telling_.go_on(shop); }}},
            .observers = {{"versions", look_at_versions}},
            .to_dos = to_dos,
            .mails = {telling_.writer()}};
}

}  // namespace autojet::publishing
