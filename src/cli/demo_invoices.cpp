#include "cli/demo_invoices.hpp"

#include <algorithm>
#include <random>

#include "accounts/invoice_settings.hpp"
#include "accounts/invoices.hpp"
#include "bookkeeping/balances.hpp"
#include "payments/payments.hpp"

namespace autojet::cli {

namespace {

using namespace invoicing;
using booking::Booking;

constexpr std::chrono::days days_back{540};
constexpr unsigned one_of_businesses = 6;
constexpr unsigned one_of_credited = 25;

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
        const auto draft = random_() % one_of_businesses == 0 ? for_business(booking) : for_consumer(booking);
        const auto issued =
            accounts::issue_invoice(house_, shop_, draft, {booking.person, booking.id, {}, Language::nl});
        if (!issued) return 0;
        if (random_() % one_of_credited != 0) return 1;
        auto sold = draft;
        sold.number = InvoiceNumber::parse(issued->number).value();
        sold.issued_on = issued->issued_on;
        const auto whole = check(sold);
        if (!whole) throw Broken("an invented invoice does not hold");
        const auto credit = credit_of(*whole, sold.number, sold.issued_on);
        const auto credited =
            accounts::issue_invoice(house_, shop_, credit, {booking.person, booking.id, issued->id, Language::nl});
        return credited ? 2 : 1;
    }

    // What businesses owe is mostly paid by bank some days later; a part is late, and a part is paid in part.
    void pay_open_invoices(CivilDate today) {
        (void)house_.database.write(shop_, [&](store::Tx& tx) -> Result<void> {
            for (const auto& item : bookkeeping::open_items(tx, today)) {
                const auto day = add_days(item.since, 3 + static_cast<int>(random_() % 25));
                const auto luck = random_() % 10;
                if (day > today || item.amount <= Money{} || luck == 0) continue;
                const auto amount = luck == 1 ? item.amount.portion_half_up(1, 2) : item.amount;
                (void)payments::take(tx, {item.document, amount, day, payments::Means::bank},
                                     {.account = PersonId{0}, .today = today});
            }
            return {};
        });
    }

private:
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
    inventor.pay_open_invoices(std::chrono::floor<std::chrono::days>(now));
    return made;
}

}  // namespace autojet::cli
