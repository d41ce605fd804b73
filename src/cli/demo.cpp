#include <algorithm>
#include <iostream>
#include <random>

#include "app/installation.hpp"
#include "app/modules.hpp"
#include "app/setup.hpp"
#include "booking/booking_form.hpp"
#include "cli/commands.hpp"
#include "cli/demo_invoices.hpp"

namespace autojet::cli {

namespace {

using booking::BookingFields;
using booking::Bookings;

// Nobody has these names together, these numbers or these addresses (RFC 2606).
constexpr std::array<std::string_view, 24> first_names{
    "Ada",  "Bo",   "Cas",  "Dunya", "Evi",     "Floor", "Guus", "Hanna", "Imre", "Jip",  "Kiki", "Lot",
    "Mees", "Noor", "Olle", "Pleun", "Quinten", "Roos",  "Sem",  "Tygo",  "Umar", "Veer", "Wout", "Zoë"};
constexpr std::array<std::string_view, 20> last_names{
    "Voorbeeld", "Proefrijder",    "van Testen", "Verzonnen",   "de Nep",    "Fantasie", "Bedacht",
    "Demo",      "van der Schijn", "Zogenaamd",  "Figurant",    "Modelstra", "Dummyma",  "Sjabloon",
    "Spiegel",   "Echtniet",       "Kopie",      "van Letters", "Roman",     "Fictie"};
constexpr std::array<std::string_view, 14> cars{
    "VW Golf, blauw",     "Toyota Aygo, rood",   "Volvo V60, zwart",    "Tesla Model 3, wit",    "Ford Transit, wit",
    "Kia Picanto, groen", "Renault Clio, grijs", "BMW 3, zwart",        "Skoda Octavia, zilver", "Peugeot 208, geel",
    "Opel Corsa, rood",   "Mazda MX-5, rood",    "Hyundai Kona, blauw", "Audi A4, grijs"};
constexpr std::array<std::string_view, 6> remarks{"Er zit hondenhaar op de achterbank.",
                                                  "Ik wacht erop met een kop koffie.",
                                                  "The key is in the drop box.",
                                                  "Graag ook de velgen.",
                                                  "Kras op de linkerdeur, kijken jullie mee?",
                                                  "Kinderzitje mag eruit."};

constexpr int days_back = 540;
constexpr int days_ahead = 60;
constexpr std::size_t group_size = 500;
constexpr int bookings_per_bay_and_day = 2;

template <class T>
const auto& pick(std::mt19937_64& random, const T& of) {
    return of[random() % of.size()];
}
bool chance(std::mt19937_64& random, unsigned percent) {
    return random() % 100 < percent;
}

std::string invented_plate(std::mt19937_64& random) {
    constexpr std::string_view letters = "BDFGHJKLNPRSTVXZ";
    std::string plate;
    for (int n = 0; n < 2; ++n) plate += letters[random() % letters.size()];
    plate += "-" + std::to_string(100 + random() % 900) + "-";
    return plate + letters[random() % letters.size()];
}

BookingFields invented(std::mt19937_64& random, const scheduling::Catalogue& catalogue) {
    BookingFields fields;
    const auto& service = pick(random, catalogue);
    const std::string first(pick(random, first_names));
    const std::string number = std::to_string(random() % 100'000'000);
    fields.service = service.id;
    fields.size = code(pick(random, service.offers).size);
    fields.contact.name = first + " " + std::string(pick(random, last_names));
    if (chance(random, 75)) fields.contact.email = "klant" + number + "@voorbeeld.example";
    if (fields.contact.email.empty() || chance(random, 60))
        fields.contact.phone = "06" + std::to_string(10'000'000 + random() % 1'000'000);
    fields.contact.plate = invented_plate(random);
    if (chance(random, 70)) fields.contact.vehicle = pick(random, cars);
    if (chance(random, 25)) fields.message = pick(random, remarks);
    return fields;
}

// Delivering messages to people who do not exist helps nobody.
constexpr std::string_view forget_messages = "DELETE FROM outbox WHERE shop = $1";

class Demo {
public:
    Demo(const House& house, Bookings& bookings, ManualClock& clock, Instant now, std::uint64_t seed)
        : house_(house),
          bookings_(bookings),
          clock_(clock),
          now_(now),
          random_(seed),
          shop_(house.shops.all().front().id) {}

    std::int64_t fill(std::int64_t wanted) {
        make_room(wanted);
        std::int64_t made = 0;
        for (int misses = 0; made < wanted && misses < 50;) {
            const auto group = std::min<std::int64_t>(wanted - made, group_size);
            const auto more = book_group(group);
            misses = more == 0 ? misses + 1 : 0;
            made += more;
        }
        clock_.set(now_);
        return made;
    }

private:
    // A shop that takes so many bookings has so many bays.
    void make_room(std::int64_t wanted) {
        const auto bays = wanted / (bookings_per_bay_and_day * (days_back + days_ahead)) + 1;
        const auto there = static_cast<std::int64_t>(bookings_.timetable(shop_)->rules.resources.size());
        if (bays <= there) return;
        house_.database.write(shop_, [&](store::Tx& tx) -> Result<void> {
            for (auto n = there; n < 2 * bays; ++n)
                scheduling::add_resource(tx, n % 2 == 0 ? scheduling::BayKind::care : scheduling::BayKind::lift,
                                         (n % 2 == 0 ? "Wasplaats " : "Brug ") + std::to_string(n / 2 + 1));
            return {};
        });
    }

    std::int64_t book_group(std::int64_t size) {
        const auto timetable = bookings_.timetable(shop_);
        std::int64_t made = 0;
        house_.database.write(shop_, [&](store::Tx& tx) -> Result<void> {
            for (std::int64_t n = 0; n < size; ++n) made += book_one(tx, *timetable) ? 1 : 0;
            tx.run(forget_messages);
            return {};
        });
        return made;
    }

    bool book_one(store::Tx& outer, const scheduling::Timetable& timetable) {
        BookingFields fields = invented(random_, timetable.catalogue);
        const auto* offer = scheduling::find_service(timetable.catalogue, fields.service)
                                ->find_offer(*scheduling::size_from_code(fields.size));
        const CivilDate today = timetable.rules.today(now_);
        const CivilDate day = add_days(today, static_cast<int>(random_() % (days_back + days_ahead)) - days_back);
        const auto starts = timetable.rules.offered_starts(day, offer->duration);
        if (starts.empty()) return false;
        const Instant start = pick(random_, starts);
        if (start > now_ && start < now_ + timetable.rules.booking.notice) return false;
        fields.start = timetable.rules.zone.format_rfc3339(start);

        Errors errors;
        const auto request =
            booking::check(fields, timetable.catalogue, chance(random_, 80) ? Language::nl : Language::en,
                           booking::Channel::website, errors);
        if (!request)
            throw Broken("an invented booking is not valid: " + errors.front().field + " " + errors.front().reason);
        const auto lead = std::chrono::hours{3 + random_() % (24 * 14)};
        store::Tx tx = outer.at(std::min(start - lead, now_));
        const auto booked = bookings_.book(tx, *request, privacy::Actor::stranger());
        if (!booked) return false;
        const bool past = start < now_;
        if (past || chance(random_, 70)) bookings_.confirm(tx, booked->id, privacy::Actor::job("demo"));
        return true;
    }

    const House& house_;
    Bookings& bookings_;
    ManualClock& clock_;
    Instant now_;
    std::mt19937_64 random_;
    ShopId shop_;
};

}  // namespace

int demo(const app::Config& config, std::int64_t bookings, std::int64_t invoices, std::uint64_t seed) {
    const SystemClock system;
    const app::DataLock lock(config.data);
    if (!app::is_set_up(config.data))
        if (const auto made = app::set_up_shop(config.data, system, app::autojet_shop()); !made)
            throw Broken(made.error().message);
    ManualClock clock(system.now());
    const app::Installation installation(config, clock);
    app::Modules modules(installation.house(), installation.keys(), app::places(config));
    modules.warm_up();
    const auto made = Demo(installation.house(), modules.bookings(), clock, system.now(), seed).fill(bookings);
    const auto issued = invent_invoices(installation.house(), modules.bookings(), clock, system.now(), invoices, seed);
    std::cout << made << " bookings of invented people, " << issued << " invoices and credit notes\n";
    return made == bookings ? 0 : 1;
}

}  // namespace autojet::cli
