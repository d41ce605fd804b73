#include "cli/demo_work.hpp"

#include <algorithm>

namespace autojet::cli {

namespace {

using invoicing::Unit;
using workshop::LineKind;

constexpr std::array<std::string_view, 2> wash_tasks{"Velgen en wielkasten", "Drogen en deurranden"};
constexpr std::array<std::string_view, 2> interior_tasks{"Stofzuigen", "Ramen en dashboard"};
constexpr std::array<std::string_view, 3> complete_tasks{"Wassen en drogen", "Interieur", "Waslaag aanbrengen"};
constexpr std::array<std::string_view, 3> polish_tasks{"Lak reinigen met klei", "Polijsten", "Harde wax"};
constexpr std::array<std::string_view, 1> tyre_tasks{"Bandenspanning en moeren op moment"};
constexpr std::array<std::string_view, 2> oil_tasks{"Vloeistoffen bijvullen", "Teller op nul"};
constexpr std::array<std::string_view, 3> check_tasks{"Remmen en banden meten", "Accu testen", "Verlichting nalopen"};
constexpr std::array<std::string_view, 1> airco_tasks{"Lekcontrole"};

constexpr std::array tyre_pieces{
    Piece{"Balanceergewichten", "Balance weights", LineKind::part, 4000, Unit::piece, 150}};
constexpr std::array oil_pieces{Piece{"Motorolie 5W-30", "Engine oil 5W-30", LineKind::part, 4500, Unit::litre, 950},
                                Piece{"Oliefilter", "Oil filter", LineKind::part, 1000, Unit::piece, 1450}};
constexpr std::array airco_pieces{
    Piece{"Koudemiddel R1234yf", "Refrigerant R1234yf", LineKind::part, 350, Unit::kilogram, 9800},
    Piece{"Interieurfilter", "Cabin filter", LineKind::part, 1000, Unit::piece, 1995}};

constexpr std::array works{Work{"hand-wash", wash_tasks, {}},
                           Work{"interior", interior_tasks, {}},
                           Work{"complete", complete_tasks, {}},
                           Work{"polish", polish_tasks, {}},
                           Work{"tyre-change", tyre_tasks, tyre_pieces},
                           Work{"oil-service", oil_tasks, oil_pieces},
                           Work{"check", check_tasks, {}},
                           Work{"airco", airco_tasks, airco_pieces}};
constexpr Work other_work{};

constexpr std::array lift_findings{
    Piece{"Remblokken vooraan vervangen", "Replace front brake pads", LineKind::labour, 1200, Unit::hour, 8900},
    Piece{"Set remblokken vooras", "Set of front brake pads", LineKind::part, 1000, Unit::set, 6450},
    Piece{"Accu 60 Ah, geplaatst", "Battery 60 Ah, fitted", LineKind::part, 1000, Unit::piece, 13900},
    Piece{"Ruitenwissers voor", "Front wiper blades", LineKind::part, 1000, Unit::pair, 3495, true},
    Piece{"Luchtfilter", "Air filter", LineKind::part, 1000, Unit::piece, 2250, true},
    Piece{"Uitlijnen", "Wheel alignment", LineKind::labour, 1000, Unit::piece, 7900, true}};
constexpr std::array care_findings{
    Piece{"Krassen op het portier uitpolijsten", "Polish out scratches on the door", LineKind::labour, 1500, Unit::hour,
          6500},
    Piece{"Vlekken in de bekleding uitwassen", "Wash stains out of the upholstery", LineKind::labour, 1000, Unit::hour,
          6500},
    Piece{"Geurbehandeling met ozon", "Odour treatment with ozone", LineKind::extra, 1000, Unit::piece, 4900, true},
    Piece{"Leer voeden", "Leather care", LineKind::extra, 1000, Unit::piece, 3900, true},
    Piece{"Ruiten waterafstotend maken", "Water repellent glass coating", LineKind::extra, 1000, Unit::piece, 2900,
          true}};
constexpr std::array jobs{
    Piece{"Lekke band gerepareerd", "Puncture repaired", LineKind::labour, 1000, Unit::piece, 3250},
    Piece{"Koplamp vervangen", "Headlight bulb replaced", LineKind::part, 1000, Unit::piece, 1895},
    Piece{"Accu 60 Ah, geplaatst", "Battery 60 Ah, fitted", LineKind::part, 1000, Unit::piece, 13900},
    Piece{"Ruitenwissers voor", "Front wiper blades", LineKind::part, 1000, Unit::pair, 3495},
    Piece{"Vogelpoep en hars verwijderd", "Bird droppings and resin removed", LineKind::labour, 500, Unit::hour, 6500}};

constexpr std::array<std::string_view, 7> all_notes{"Profiel linksachter 2,5 mm: bij de volgende beurt vervangen.",
                                                    "Klant belt zelf als hij klaar is met winkelen.",
                                                    "Kinderzitje stond in de kofferbak, weer teruggezet.",
                                                    "Lak heeft steenslag op de motorkap, laten zien aan de klant.",
                                                    "Ruitensproeier stond leeg, bijgevuld.",
                                                    "Hondenharen: extra tijd voor de achterbank.",
                                                    "Velgslot zit in het dashboardkastje."};
constexpr std::array<std::string_view, 4> all_accessories{"laadkabel", "velgslot", "onderhoudsboekje", "tankpas"};
constexpr std::array<std::string_view, 3> skipped{"Was al gedaan.", "Klant had haast.", "Niet nodig bij deze auto."};

}  // namespace

const Piece cycle_tyre{"Fietsband geplakt", "Cycle tyre repaired", LineKind::labour, 1000, Unit::piece, 1250};
const Piece screen_wash{"Ruitensproeiervloeistof", "Screen wash", LineKind::part, 1000, Unit::litre, 349};

Money Piece::price(invoicing::PriceBasis basis) const {
    const auto whole = Money::of_cents(cents);
    return basis == invoicing::PriceBasis::including_vat ? whole : whole.portion_half_up(100, 121);
}

const Work& work_of(std::string_view service) {
    const auto found = std::ranges::find(works, service, &Work::service);
    return found == works.end() ? other_work : *found;
}

std::span<const Piece> findings(bool on_lift) {
    return on_lift ? std::span<const Piece>{lift_findings} : std::span<const Piece>{care_findings};
}
std::span<const Piece> small_jobs() {
    return jobs;
}
std::span<const std::string_view> notes() {
    return all_notes;
}
std::span<const std::string_view> accessories() {
    return all_accessories;
}
std::span<const std::string_view> reasons_to_skip() {
    return skipped;
}

}  // namespace autojet::cli
