#include "proof/proof_module.hpp"

#include "base/time.hpp"

namespace autojet::proof {

namespace {

const http::RateBudget looks_of_client{"proof", 60, std::chrono::minutes{1}};

std::string when(const House& house, ShopId shop, Instant instant, Language language) {
    return format_moment(house.shops.zone(shop).to_local(instant), language);
}

void show_citations(http::Dict& values, std::string_view name, const std::vector<policy::Citation>& citations) {
    for (const auto& citation : citations) values.add(name).set("FILE", citation.file).set("TEXT", citation.text);
}

void show_row(http::Dict& values, const Row& row, const House& house, ShopId shop, Language language) {
    values.set("NUMBER", row.evidence->number).set("TITLE", row.title.in(language)).set("LAW", row.evidence->law);
    values.set("VERDICT", house.messages.translate(language, label(row.verdict))).set("CLASS", code(row.verdict));
    values.set("CHECKED", row.checked ? when(house, shop, *row.checked, language) : "–");
    show_citations(values, "ENFORCED", row.evidence->enforced);
    show_citations(values, "TEST", row.evidence->tests);
    for (const auto& seen : row.seen)
        values.add("SEEN").set("SAID", seen.observation.said.in(language)).set("CLASS", code(seen.observation.verdict));
}

}  // namespace

Module ProofModule::module() {
    using http::Method;
    using http::Request;
    return {.name = "proof",
            .add_routes =
                [this](http::Router& router) {
                    const http::RouteOptions options{.rate = looks_of_client};
                    shop::Site::add_page(router, Method::get, "/privacy/proof", options,
                                         [this](Request& request) { return public_page(request); });
                    router.add(Method::get, "/privacy/proof.json", options,
                               [this](Request& request) { return public_json(request); });
                    router.add(Method::get, "/desk/privacy",
                               desk_.guarded([this](Request& request, const staff::Account& account) {
                                   return desk_page(request, account);
                               }));
                    router.add(Method::post, "/desk/privacy/check",
                               desk_.guarded([this](Request& request, const staff::Account& account) {
                                   return check_now(request, account);
                               }));
                },
            .jobs = {{"look whether the promises are kept", std::chrono::hours{24},
                      [this](ShopId shop) { proof_.check(shop); }}}};
}

http::Response ProofModule::public_page(http::Request& request) const {
    const House& house = proof_.house();
    http::Dict values;
    std::array<int, 3> counts{};
    for (const auto& row : proof_.rows(request.shop)) {
        ++counts[static_cast<std::size_t>(row.verdict)];
        show_row(values.add(row.evidence->is_duty() ? "DUTY" : "PROMISE"), row, house, request.shop, request.language);
    }
    values.set("HOLDS", counts[0]).set("FAILS", counts[1]).set("NOT_YET_DUE", counts[2]);
    values.show(counts[1] > 0 ? "SOME_FAIL" : "NONE_FAILS");
    return site_.page(
        request, "proof.html", values,
        {.title = site_.say(request, "Are the promises kept?"),
         .description = site_.say(request,
                                  "For each promise of our privacy policy: what enforces it, what tests it, "
                                  "and what the running system saw.")});
}

http::Response ProofModule::public_json(http::Request& request) const {
    return http::json(json_of(proof_.house().shops.load(request.shop), proof_.rows(request.shop), request.language));
}

}  // namespace autojet::proof
