#include "cli/demo_invoices.hpp"

#include <algorithm>
#include <random>

#include "accounts/invoice_settings.hpp"
#include "accounts/invoices.hpp"
#include "cli/demo_books.hpp"
#include "invoicing/deposit.hpp"

namespace autojet::cli {

namespace {

using namespace invoicing;
using booking::Booking;

constexpr std::chrono::days days_back{540};
constexpr unsigned one_of_businesses = 6;
constexpr unsigned one_of_credited = 25;
constexpr unsigned one_of_deposits = 30;
constexpr unsigned one_of_reverse_charged = 5;
constexpr unsigned one_of_reduced = 25;

struct Company {
    const char* name;
    const char* street;
    const char* postcode;
    const char* city;
    const char* vat;
    const char* kvk;
};
// None of them exists; their numbers only pass the checks.
constexpr std::array companies{
    Company{"Voorbeeld Transport B.V.", "Dummyweg 1", "1311 AB", "Almere", "NL000012345B33", "12345678"},
    Company{"Fictie Installatie", "Nergenslaan 12", "1333 CD", "Almere", "NL000099998B57", "87654321"}};

class Inventor {
public:
    Inventor(const House& house, booking::Bookings& bookings, std::uint64_t seed)
        : house_(house), bookings_(bookings), shop_(house.shops.all().front().id), random_(seed) {
        settings_.iban = Iban::parse("NL91ABNA0417164300").value();
        (void)house_.database.write(shop_, [&](store::Tx& tx) -> Result<void> {
            accounts::save_settings(tx, settings_);
            return {};
        });
    }

    // How many documents.
    std::int64_t issue(const Booking& booking) {
        auto draft = random_() % one_of_businesses == 0 ? for_business(booking) : for_consumer(booking);
        std::int64_t made = 0;
        if (random_() % one_of_deposits == 0) {
            if (const auto deposit = ask_deposit(booking, draft)) {
                draft.deposits = deposits_of(*deposit, draft.basis);
                const bool pays_at_once = draft.prepaid > Money{};
                draft.prepaid = Money{};
                if (const auto sums = work_out(draft); sums && pays_at_once) draft.prepaid = sums->gross;
                ++made;
            }
        }
        const auto issued =
            accounts::issue_invoice(house_, shop_, draft, {booking.person, booking.id, {}, Language::nl});
        if (!issued) return made;
        return made + 1 + (random_() % one_of_credited == 0 ? take_back(booking, draft, *issued) : 0);
    }

private:
    // A part of it, paid by card before the work.
    std::optional<Invoice> ask_deposit(const Booking& booking, const InvoiceDraft& work) {
        auto draft = work;
        draft.discount = draft.prepaid = Money{};
        draft.note = "Aanbetaling voor " + work.lines.front().description + ".";
        draft.lines = {work.lines.front()};
        draft.lines.front().description = "Aanbetaling";
        draft.lines.front().unit_price = work.lines.front().unit_price.portion_half_up(1, 4);
        draft.means = PaymentMeans::card;
        if (draft.lines.front().unit_price <= Money{}) return std::nullopt;
        draft.prepaid = work_out(draft).value().gross;
        const auto issued = accounts::issue_invoice(
            house_, shop_, draft, {booking.person, booking.id, {}, Language::nl, bookkeeping::Charge::deposit});
        return issued ? std::optional{as_issued(draft, *issued)} : std::nullopt;
    }

    static Invoice as_issued(InvoiceDraft draft, const accounts::Document& document) {
        draft.number = InvoiceNumber::parse(document.number).value();
        draft.issued_on = document.issued_on;
        draft.due_on = std::max(draft.due_on, draft.issued_on);
        auto whole = check(std::move(draft));
        if (!whole) throw Broken("an invented invoice does not hold");
        return *whole;
    }

    // The whole of it, or the last line.
    std::int64_t take_back(const Booking& booking, const InvoiceDraft& draft, const accounts::Document& issued) {
        const auto whole = as_issued(draft, issued);
        const auto& lines = whole.content().lines;
        auto credit = credit_of(whole, whole.content().number, issued.issued_on);
        if (lines.size() > 1 && whole.content().deposits.empty()) {
            std::vector<std::int64_t> last(lines.size(), 0);
            last.back() = lines.back().quantity.thousandths();
            if (auto part = credit_part_of(whole, {}, last, whole.content().number, issued.issued_on)) credit = *part;
        }
        return accounts::issue_invoice(house_, shop_, credit, {booking.person, booking.id, issued.id, Language::nl})
                   ? 1
                   : 0;
    }

    InvoiceDraft draft_of(const Booking& booking) {
        const auto timetable = bookings_.timetable(shop_);
        const auto day = date_of(timetable->rules.zone.to_local(booking.span.start));
        const auto* service = scheduling::find_service(timetable->catalogue, booking.service);
        InvoiceDraft draft{.kind = Kind::invoice,
                           .basis = PriceBasis::including_vat,
                           .number = SeriesNumber{"", static_cast<int>(day.year()), 1}.format(),
                           .issued_on = day,
                           .supply = {day, day},
                           .due_on = add_days(day, settings_.days_to_pay),
                           .seller = accounts::seller_of(house_.shops.load(shop_), settings_.iban),
                           .buyer = {},
                           .lines = {},
                           .discount = {},
                           .deposits = {},
                           .prepaid = {},
                           .means = PaymentMeans::transfer,
                           .corrects = {},
                           .note = {}};
        draft.lines.push_back({.description = service ? service->name(Language::nl) : booking.service,
                               .quantity = {},
                               .unit = Unit::piece,
                               .unit_price = booking.price,
                               .discount = {},
                               .vat = settings_.usual_vat()});
        if (random_() % 4 == 0)
            draft.lines.push_back(
                {.description = "Ruitensproeiervloeistof",
                 .quantity = Quantity::of_thousandths(500 * static_cast<std::int64_t>(1 + random_() % 6)).value(),
                 .unit = Unit::litre,
                 .unit_price = Money::of_cents(349),
                 .discount = {},
                 .vat = settings_.usual_vat()});
        if (settings_.usual_vat() == VatTreatment::standard && random_() % one_of_reduced == 0)
            draft.lines.push_back({.description = "Fietsband geplakt",
                                   .quantity = {},
                                   .unit = Unit::piece,
                                   .unit_price = Money::of_cents(1250),
                                   .discount = {},
                                   .vat = VatTreatment::reduced});
        if (random_() % 8 == 0) draft.lines.front().discount = draft.lines.front().unit_price.portion_half_up(1, 10);
        return draft;
    }

    InvoiceDraft for_consumer(const Booking& booking) {
        auto draft = draft_of(booking);
        draft.means = random_() % 5 == 0 ? PaymentMeans::cash : PaymentMeans::card;
        house_.database.read(shop_, [&](store::Tx& tx) {
            policy::Openings openings;
            const auto by = privacy::Actor::job("demo");
            const auto warrant = house_.gate.warrant<policy::Purpose::legal_duty>(tx, by, {booking.person}, openings);
            const auto record = customers::load(tx, house_.vault, booking.person);
            if (warrant && record) draft.buyer.name = record->name.open_if_covered(*warrant).value_or("");
            return true;
        });
        if (random_() % 10 == 0) draft.discount = Money::of_cents(500);
        if (const auto sums = work_out(draft)) draft.prepaid = sums->gross;
        return draft;
    }

    InvoiceDraft for_business(const Booking& booking) {
        auto draft = draft_of(booking);
        const auto& company = companies[random_() % companies.size()];
        draft.basis = PriceBasis::excluding_vat;
        draft.buyer = {.kind = BuyerKind::business,
                       .name = company.name,
                       .address = Address{company.street, company.postcode, company.city},
                       .vat = VatNumber::parse(company.vat).value(),
                       .kvk = KvkNumber::parse(company.kvk).value(),
                       .oin = {},
                       .reference = "Wagenpark " + std::to_string(1 + random_() % 40),
                       .order = {}};
        // Work on what another workshop sells on: the buyer owes the VAT, here or in Belgium.
        if (random_() % one_of_reverse_charged == 0) {
            for (auto& line : draft.lines) line.vat = VatTreatment::reverse_charge;
            if (random_() % 2 == 0) {
                draft.buyer.vat = VatNumber::parse("BE0123456749").value();
                draft.buyer.kvk.reset();
                draft.buyer.address = Address{"Voorbeeldstraat 4", "2000", "Antwerpen", "BE"};
            }
        }
        return draft;
    }

    const House& house_;
    booking::Bookings& bookings_;
    ShopId shop_;
    accounts::InvoiceSettings settings_;
    std::mt19937_64 random_;
};

}  // namespace

std::int64_t invent_invoices(const House& house, booking::Bookings& bookings, ManualClock& clock, Instant now,
                             std::int64_t wanted, std::uint64_t seed) {
    if (wanted == 0) return 0;
    const auto shop = house.shops.all().front().id;
    auto finished = house.database.read(shop, [&](store::Tx& tx) {
        auto all = booking::between(tx, {now - days_back, now});
        std::erase_if(all, [&](const Booking& each) {
            return each.span.end > now || !accounts::invoices_of(tx, each.id).empty();
        });
        return all;
    });
    std::ranges::sort(finished, {}, [](const Booking& each) { return each.span.end; });
    const auto skipped = std::max<std::int64_t>(0, static_cast<std::int64_t>(finished.size()) - wanted);
    Inventor inventor(house, bookings, seed);
    std::int64_t made = 0;
    for (auto each = finished.begin() + skipped; each != finished.end() && made < wanted; ++each) {
        clock.set(each->span.end);
        made += inventor.issue(*each);
    }
    clock.set(now);
    invent_books(house, shop, date_of(house.shops.zone(shop).to_local(now)), seed);
    return made;
}

}  // namespace autojet::cli
