#include "directory/directory.hpp"

#include "customers/customers.hpp"
#include "customers/word_rows.hpp"
#include "directory/companies.hpp"
#include "directory/vehicles.hpp"

namespace autojet::directory {

namespace {

constexpr int records_at_once = 200, companies_at_once = 50;

// Records of an older program, or of a restored backup whose indexes were lost, become findable again. As a rule there
// are none: reading says so without the writer, who has bookings to write.
void make_findable(const House& house, ShopId shop) {
    const auto is_wanted = [&](PersonId after) {
        return house.database.read(shop,
                                   [&](store::Tx& tx) { return !customers::without_words(tx, after, 1).empty(); });
    };
    for (std::optional<PersonId> after{PersonId{}}; after && is_wanted(*after);)
        after = house.database
                    .write(shop,
                           [&](store::Tx& tx) -> Result<std::optional<PersonId>> {
                               policy::Openings openings;
                               const auto last = customers::index_words(tx, house, *after, records_at_once, openings);
                               house.ledger.append(tx, privacy::Actor::job("search"), openings);
                               return last;
                           })
                    .value();
}

}  // namespace

Directory::Directory(const booking::Bookings& bookings, const staff::Desk& desk, Beside beside)
    : bookings_(bookings),
      house_(bookings.house()),
      desk_(desk),
      beside_(std::move(beside)),
      search_(house_, beside_.by_document) {}

Module Directory::module() {
    const auto forget = [this](ShopId shop) {
        const auto in_force = house_.policies.of(shop);
        for (int erased = companies_at_once; erased == companies_at_once;)
            erased = house_.database
                         .write(shop,
                                [&](store::Tx& tx) -> Result<int> {
                                    forget_vehicles_of_nobody(tx);
                                    return forget_companies(tx, house_.vault, in_force->published, companies_at_once);
                                })
                         .value();
    };
    return {.name = "directory",
            .add_routes = [this](http::Router& router) { add_routes(router); },
            .jobs = {{"make all customers findable", std::chrono::hours{1},
                      [this](ShopId shop) { make_findable(house_, shop); }},
                     {"get the search ready", std::chrono::minutes{1}, [this](ShopId shop) { search_.warm_up(shop); }},
                     {"forget businesses", std::chrono::hours{1}, forget}},
            .holders = {vehicles_holder(house_), companies_holder(house_)}};
}

http::Handler Directory::guarded(Page page) {
    return desk_.guarded(
        [this, page](http::Request& request, const Account& account) { return (this->*page)(request, account); });
}

void Directory::add_routes(http::Router& router) {
    using http::Method;
    router.add(Method::get, "/desk/customers", guarded(&Directory::find_page));
    router.add(Method::post, "/desk/customers/search", guarded(&Directory::find));
    router.add(Method::get, "/desk/customers/{record}", guarded(&Directory::customer));
    router.add(Method::post, "/desk/customers/{record}/correction", guarded(&Directory::correct));
    router.add(Method::get, "/desk/customers/{record}/links/{other}", guarded(&Directory::compare));
    router.add(Method::post, "/desk/customers/{record}/links/{other}", guarded(&Directory::link));
    router.add(Method::post, "/desk/customers/{record}/unlinking/{other}", guarded(&Directory::unlink));
    router.add(Method::post, "/desk/customers/{record}/companies", guarded(&Directory::join_company));
    router.add(Method::get, "/desk/companies", guarded(&Directory::companies_page));
    router.add(Method::post, "/desk/companies", guarded(&Directory::create_company));
    router.add(Method::get, "/desk/companies/new", guarded(&Directory::ask_company));
    router.add(Method::get, "/desk/companies/{company}", guarded(&Directory::company));
    router.add(Method::post, "/desk/companies/{company}", guarded(&Directory::change_company));
    router.add(Method::post, "/desk/companies/{company}/removal", guarded(&Directory::remove_company));
    router.add(Method::post, "/desk/companies/{company}/contacts/{record}/removal", guarded(&Directory::leave_company));
    router.add(Method::get, "/desk/vehicles/{record}", guarded(&Directory::vehicle));
    router.add(Method::post, "/desk/vehicles/{record}/handover", guarded(&Directory::hand_over));
    router.add(Method::post, "/desk/vehicles/{record}/return", guarded(&Directory::take_back));
}

http::Response Directory::not_found(Request& request, const Account& account) const {
    return desk_.error(request, account, 404, "There is no such customer",
                       "The record has been erased, or the address is incomplete. Search again.");
}

std::string Directory::say(const Request& request, std::string_view english) const {
    return desk_.say(request, english);
}

std::string Directory::day_of(const Request& request, Instant instant) const {
    return format_long_date(date_of(house_.shops.zone(request.shop).to_local(instant)), request.language);
}

std::string customer_url(PersonId record) {
    return "/desk/customers/" + std::to_string(record.value());
}

}  // namespace autojet::directory
