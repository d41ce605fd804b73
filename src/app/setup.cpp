#include "app/setup.hpp"

#include <random>

#include "app/resources.hpp"
#include "privacy/policies.hpp"
#include "scheduling/rules.hpp"
#include "shop/controller.hpp"
#include "store/migrate.hpp"
#include "store/sqlite/database.hpp"
#include "store/sqlite/statistics.hpp"

namespace autojet::app {

namespace {

using scheduling::BayKind;
using scheduling::Minutes;
using scheduling::Service;
using scheduling::VehicleSize;

struct Sizes {
    std::array<int, 4> minutes;  // small, medium, large, van
    std::array<int, 4> euros;
};

Service service(std::string id, BayKind needs, std::string icon, std::string nl, std::string en, std::string about_nl,
                std::string about_en, const Sizes& sizes) {
    Service made{.id = std::move(id),
                 .needs = needs,
                 .icon = std::move(icon),
                 .name_nl = std::move(nl),
                 .name_en = std::move(en),
                 .about_nl = std::move(about_nl),
                 .about_en = std::move(about_en),
                 .offers = {}};
    for (std::size_t n = 0; n < sizes.minutes.size(); ++n)
        made.offers.push_back(
            {scheduling::all_sizes[n], Minutes{sizes.minutes[n]}, Money::of_cents(100 * sizes.euros[n])});
    return made;
}

std::vector<Service> catalogue() {
    return {
        service("hand-wash", BayKind::care, "wash", "Handwas", "Hand wash",
                "Voorwas, twee emmers, zachte washandschoen en drogen met de doek. Velgen en deurranden horen erbij.",
                "Pre-wash, two buckets, a soft mitt and drying by cloth. Rims and door edges included.",
                {{45, 60, 75, 90}, {35, 45, 55, 65}}),
        service("interior", BayKind::care, "interior", "Interieur reinigen", "Interior cleaning",
                "Stofzuigen tot onder de stoelen, dashboard en deuren schoon, ramen streeploos.",
                "Vacuumed down to under the seats, dashboard and doors cleaned, windows without streaks.",
                {{60, 75, 90, 120}, {59, 69, 85, 109}}),
        service("complete", BayKind::care, "complete", "Compleet in en uit", "Complete inside and out",
                "Handwas, interieur, leer of stof gevoed en een beschermende waslaag.",
                "Hand wash, interior, leather or fabric cared for and a protective coat of wax.",
                {{150, 180, 210, 240}, {149, 179, 209, 249}}),
        service("polish", BayKind::care, "polish", "Polijsten en wax", "Polish and wax",
                "Lak gereinigd en in een stap gepolijst, daarna harde wax. Lichte krassen verdwijnen.",
                "Paint decontaminated and polished in one step, then hard wax. Light scratches disappear.",
                {{240, 270, 300, 360}, {249, 289, 339, 399}}),
        service("headlights", BayKind::care, "headlight", "Koplampen helder maken", "Headlight restoration",
                "Doffe koplampen weer helder geschuurd, gepolijst en verzegeld.",
                "Dull headlights sanded clear, polished and sealed.", {{60, 60, 60, 60}, {69, 69, 69, 69}}),
        service("tyre-change", BayKind::lift, "tyre", "Banden wisselen", "Tyre change",
                "Zomer- of winterset erop, op spanning en de moeren op moment.",
                "Summer or winter set fitted, inflated and torqued to the maker's figure.",
                {{30, 30, 45, 45}, {39, 45, 55, 65}}),
        service("oil-service", BayKind::lift, "oil", "Olie en filter", "Oil and filter",
                "Nieuwe olie volgens voorschrift, nieuw filter, vloeistoffen bijgevuld en teller op nul.",
                "New oil to specification, new filter, fluids topped up and the counter reset.",
                {{45, 45, 60, 60}, {119, 139, 169, 189}}),
        service("check", BayKind::lift, "check", "Vakantie- en wintercheck", "Holiday and winter check",
                "Banden, remmen, accu, verlichting en vloeistoffen nagekeken, met een lijst voor jou.",
                "Tyres, brakes, battery, lights and fluids inspected, with a list for you to keep.",
                {{30, 30, 45, 45}, {29, 29, 39, 39}}),
        service("airco", BayKind::lift, "airco", "Aircoservice", "Air conditioning service",
                "Koudemiddel afgezogen, gereinigd en gevuld, met lekcontrole en nieuw interieurfilter.",
                "Refrigerant recovered, cleaned and refilled, with a leak test and a new cabin filter.",
                {{60, 60, 75, 75}, {109, 119, 139, 149}}),
    };
}

void add_hours(store::Tx& tx) {
    using std::chrono::hours;
    for (unsigned day = 1; day <= 5; ++day)
        scheduling::add_opening(tx, {std::chrono::weekday{day}, hours{8}, hours{18}});
    scheduling::add_opening(tx, {std::chrono::Saturday, hours{9}, hours{17}});
}

}  // namespace

Shop autojet_shop() {
    return {.id = ShopId{},
            .name = "AutoJet",
            .street = "Televisieweg 63",
            .postcode = "1322 AJ",
            .city = "Almere",
            .phone = "+31613906099",
            .email = "info@autojetalmere.nl",
            .whatsapp = true,
            .kvk = "95113479",
            .vat = "NL005130382B90",
            .zone = "Europe/Amsterdam",
            .url = "",
            .hosts = {"127.0.0.1", "localhost", "[::1]"}};
}

std::filesystem::path database_file(const std::filesystem::path& data) {
    return data / "autojet.db";
}

void prepare_database(const std::filesystem::path& data, const Clock& clock) {
    std::filesystem::create_directories(data);
    std::filesystem::permissions(data, std::filesystem::perms::owner_all);
    const auto connection = store::sqlite::connect(database_file(data).string());
    const auto migrations = all_migrations();
    store::migrate(*connection, migrations, clock.now());
    store::sqlite::tell_planner(*connection);
}

Result<Shop> set_up_shop(const std::filesystem::path& data, const Clock& clock, const Shop& shop) {
    prepare_database(data, clock);
    const auto texts = policy_texts();
    const auto baseline = std::prev(texts.published.end())->second;
    const auto connection = store::sqlite::connect(database_file(data).string());
    connection->run_script("BEGIN IMMEDIATE");
    auto added = shop::add(*connection, shop);
    if (!added) return added;

    IdSource ids{std::random_device{}()};
    store::Tx tx(*connection, ids, added->id, clock.now());
    scheduling::set_booking_rules(tx, {});
    for (const auto& made : catalogue()) scheduling::add_service(tx, made);
    add_hours(tx);
    scheduling::add_resource(tx, BayKind::care, "Wasplaats 1");
    scheduling::add_resource(tx, BayKind::care, "Wasplaats 2");
    scheduling::add_resource(tx, BayKind::lift, "Brug");
    const auto policy = shop::with_facts_of(*added, baseline);
    if (!policy) return tl::unexpected(policy.error());
    if (auto published = privacy::publish(tx, *policy, texts.prose); !published)
        return tl::unexpected(published.error());
    connection->run_script("COMMIT");
    return added;
}

}  // namespace autojet::app
