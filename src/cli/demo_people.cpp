#include "cli/demo_people.hpp"

#include "cli/demo_companies.hpp"

namespace autojet::cli {

namespace {

using scheduling::VehicleSize;

constexpr std::array<std::string_view, 24> first_names{
    "Ada",  "Bo",   "Cas",  "Dunya", "Evi",     "Floor", "Guus", "Hanna", "Imre", "Jip",  "Kiki", "Lot",
    "Mees", "Noor", "Olle", "Pleun", "Quinten", "Roos",  "Sem",  "Tygo",  "Umar", "Veer", "Wout", "Zoë"};
constexpr std::array<std::string_view, 20> last_names{
    "Voorbeeld", "Proefrijder",    "van Testen", "Verzonnen",   "de Nep",    "Fantasie", "Bedacht",
    "Demo",      "van der Schijn", "Zogenaamd",  "Figurant",    "Modelstra", "Dummyma",  "Sjabloon",
    "Spiegel",   "Echtniet",       "Kopie",      "van Letters", "Roman",     "Fictie"};
struct Car {
    std::string_view words;
    VehicleSize size;
};
constexpr std::array cars{
    Car{"VW Golf, blauw", VehicleSize::medium},      Car{"Toyota Aygo, rood", VehicleSize::small},
    Car{"Volvo V60, zwart", VehicleSize::large},     Car{"Tesla Model 3, wit", VehicleSize::medium},
    Car{"Kia Picanto, groen", VehicleSize::small},   Car{"Renault Clio, grijs", VehicleSize::small},
    Car{"BMW 3, zwart", VehicleSize::medium},        Car{"Skoda Octavia, zilver", VehicleSize::large},
    Car{"Peugeot 208, geel", VehicleSize::small},    Car{"Opel Corsa, rood", VehicleSize::small},
    Car{"Mazda MX-5, rood", VehicleSize::small},     Car{"Hyundai Kona, blauw", VehicleSize::medium},
    Car{"Volvo XC90, grijs", VehicleSize::large},    Car{"Audi A4, grijs", VehicleSize::medium},
    Car{"VW Caddy camper, oranje", VehicleSize::van}};
constexpr std::array<std::string_view, 4> vans{"Ford Transit, wit", "VW Transporter, wit", "Renault Trafic, grijs",
                                               "Mercedes Vito, zwart"};
constexpr std::array<std::string_view, 6> remarks{"Er zit hondenhaar op de achterbank.",
                                                  "Ik wacht erop met een kop koffie.",
                                                  "The key is in the drop box.",
                                                  "Graag ook de velgen.",
                                                  "Kras op de linkerdeur, kijken jullie mee?",
                                                  "Kinderzitje mag eruit."};

constexpr int drivers_of_a_company = 3;
constexpr std::size_t most_regulars = 400;
constexpr int of_businesses = 15;  // percent
constexpr int come_again = 25;
constexpr int become_regulars = 40;

std::string invented_plate(Chance& chance) {
    constexpr std::string_view letters = "BDFGHJKLNPRSTVXZ";
    std::string plate;
    for (int n = 0; n < 2; ++n) plate += chance.pick(letters);
    plate += "-" + std::to_string(chance.between(100, 999)) + "-";
    return plate + chance.pick(letters);
}

std::string invented_phone(Chance& chance) {
    return "06" + std::to_string(chance.between(10'000'000, 10'999'999));
}

}  // namespace

Town::Town(Chance& chance) : chance_(chance) {
    for (std::size_t company = 0; company < all_companies().size(); ++company)
        for (int n = 0; n < drivers_of_a_company; ++n) drivers_.push_back(driver_of(company));
}

Visitor& Town::next() {
    if (chance_.percent(of_businesses)) {
        auto& driver = chance_.pick(drivers_);
        // Another vehicle of the fleet now and then.
        if (chance_.one_of(3)) driver.contact.plate = invented_plate(chance_);
        return driver;
    }
    if (!regulars_.empty() && chance_.percent(come_again)) return chance_.pick(regulars_);
    if (regulars_.size() < most_regulars && chance_.percent(become_regulars)) return regulars_.emplace_back(somebody());
    return passer_by_ = somebody();
}

std::string Town::remark() {
    return chance_.percent(25) ? std::string(chance_.pick(remarks)) : std::string{};
}

Visitor Town::somebody() {
    Visitor made;
    auto& contact = made.contact;
    contact.name = std::string(chance_.pick(first_names)) + " " + std::string(chance_.pick(last_names));
    if (chance_.percent(75))
        contact.email = "klant" + std::to_string(chance_.below(100'000'000)) + "@voorbeeld.example";
    if (contact.email.empty() || chance_.percent(60)) contact.phone = invented_phone(chance_);
    contact.plate = invented_plate(chance_);
    const auto& car = chance_.pick(cars);
    if (chance_.percent(70)) contact.vehicle = car.words;
    made.size = car.size;
    made.language = chance_.percent(80) ? Language::nl : Language::en;
    return made;
}

Visitor Town::driver_of(std::size_t company) {
    Visitor made{.contact = {}, .size = VehicleSize::van, .language = Language::nl, .company = company, .record = {}};
    const std::string first(chance_.pick(first_names));
    made.contact.name = first + " " + std::string(chance_.pick(last_names));
    made.contact.email =
        "wagenpark" + std::to_string(chance_.between(10, 99)) + "@" + std::string(all_companies()[company].domain);
    made.contact.phone = invented_phone(chance_);
    made.contact.plate = invented_plate(chance_);
    made.contact.vehicle = chance_.pick(vans);
    return made;
}

}  // namespace autojet::cli
