// bench_books invoices FOLDER SECONDS   invoices issued one after the other on one thread: numbered, booked, sealed,
// drawn
//                                       as PDF with their UBL, on disk; in turn with the drawing alone
// bench_books fill FOLDER COUNT         a year of so many invoices, each paid
// bench_books xaf FOLDER YEAR           that year as an audit file, thrown away as it comes: its time and size, and how
//                                       much memory the process has had at most before and after
#include <chrono>
#include <cstdio>
#include <exception>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "accounts/invoices.hpp"
#include "app/installation.hpp"
#include "app/setup.hpp"
#include "bookkeeping/xaf.hpp"
#include "invoicing/pdf.hpp"
#include "invoicing/ubl.hpp"

namespace {

using namespace autojet;
using Clock = std::chrono::steady_clock;

constexpr int booked_at_once = 1'000;
constexpr int of_a_turn = 20;

double seconds_since(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

app::Config config_of(const std::string& folder) {
    app::Config config;
    config.data = folder;
    if (!app::complete(config)) throw std::runtime_error("no such folder");
    return config;
}

invoicing::InvoiceDraft draft_of(const Shop& shop, CivilDate day, int number) {
    const auto iban = invoicing::Iban::parse("NL91ABNA0417164300").value();
    const auto line = [](const char* description, std::int64_t cents) {
        return invoicing::Line{.description = description,
                               .quantity = {},
                               .unit = invoicing::Unit::piece,
                               .unit_price = Money::of_cents(cents),
                               .discount = {},
                               .vat = invoicing::VatTreatment::standard};
    };
    return {
        .kind = invoicing::Kind::invoice,
        .basis = invoicing::PriceBasis::including_vat,
        .number = invoicing::SeriesNumber{"", static_cast<int>(day.year()), number}.format(),
        .issued_on = day,
        .supply = {day, day},
        .due_on = add_days(day, 14),
        .seller = accounts::seller_of(shop, iban),
        .buyer = {.kind = invoicing::BuyerKind::consumer,
                  .name = "Ada de Vries",
                  .address = {},
                  .vat = {},
                  .kvk = {},
                  .oin = {},
                  .reference = {},
                  .order = {}},
        .lines = {line("Grote beurt", 24'900), line("Ruitenwissers", 3'495), line("Olie 5W-30", 4'750 + number % 9)},
        .discount = {},
        .deposits = {},
        .prepaid = {},
        .means = invoicing::PaymentMeans::transfer,
        .corrects = {},
        .note = {}};
}

void measure_invoices(const House& house, double seconds) {
    const auto& shop = house.shops.all().front();
    const auto day = date_of(house.shops.zone(shop.id).to_local(house.clock.now()));
    auto checked = invoicing::check(draft_of(shop, day, 1));
    const auto& invoice = checked.value();
    const auto ubl = invoicing::to_ubl(invoice, invoicing::widest_profile(invoice)).value();
    double drawing = 0, issuing = 0;
    int drawn = 0, issued = 0;
    while (drawing + issuing < seconds) {
        auto begin = Clock::now();
        for (int n = 0; n < of_a_turn; ++n) drawn += invoicing::to_pdf(invoice, Language::nl, ubl).empty() ? 0 : 1;
        drawing += seconds_since(begin);
        begin = Clock::now();
        for (int n = 0; n < of_a_turn; ++n)
            issued += accounts::issue_invoice(house, shop.id, draft_of(shop, day, 1), {}) ? 1 : 0;
        issuing += seconds_since(begin);
    }
    std::printf("issued=%.1f drawn=%.1f\n", issued / issuing, drawn / drawing);
}

void fill(const House& house, int count) {
    const auto& shop = house.shops.all().front();
    const auto today = date_of(house.shops.zone(shop.id).to_local(house.clock.now()));
    const auto year = static_cast<int>(today.year()) - 1;
    for (int first = 0; first < count; first += booked_at_once)
        (void)house.database.write(shop.id, [&](store::Tx& tx) -> Result<void> {
            for (int n = first; n < std::min(count, first + booked_at_once); ++n) {
                const auto day =
                    add_days(bookkeeping::year_period(year).from, static_cast<int>(std::int64_t{n} * 360 / count));
                auto draft = draft_of(shop, day, n + 1);
                const auto invoice = invoicing::check(draft);
                bookkeeping::post(tx, bookkeeping::entry_of(*invoice)).value();
                bookkeeping::post(tx, bookkeeping::entry_of_payment({.document = invoice->content().number,
                                                                     .amount = invoice->totals().gross,
                                                                     .day = add_days(day, 3)}))
                    .value();
            }
            return {};
        });
    std::printf("year=%d\n", year);
}

// Of this process, at most so far.
long peak_kilobytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::strtol(line.c_str() + 6, nullptr, 10);
    return 0;
}

void measure_xaf(const House& house, int year) {
    const auto& shop = house.shops.all().front();
    const auto before = peak_kilobytes();
    std::size_t bytes = 0;
    const auto begin = Clock::now();
    house.database.read(shop.id, [&](store::Tx& tx) {
        bookkeeping::write_xaf(tx, {shop, year, bookkeeping::year_period(year).until, "bench"},
                               [&](std::string_view piece) { bytes += piece.size(); });
        return 0;
    });
    std::printf("seconds=%.2f megabytes=%.1f peak_before=%.1f peak_after=%.1f\n", seconds_since(begin),
                static_cast<double>(bytes) / 1e6, static_cast<double>(before) / 1024,
                static_cast<double>(peak_kilobytes()) / 1024);
}

int run(std::string_view what, const std::string& folder, const std::string& number) {
    const SystemClock clock;
    const auto config = config_of(folder);
    if (!app::is_set_up(config.data) && !app::set_up_shop(config.data, clock, app::autojet_shop())) return 1;
    const app::Installation installation(config, clock);
    if (what == "invoices") measure_invoices(installation.house(), std::stod(number));
    if (what == "fill") fill(installation.house(), std::stoi(number));
    if (what == "xaf") measure_xaf(installation.house(), std::stoi(number));
    return 0;
}

}  // namespace

int main(int count, char** words) {
    if (count != 4) {
        std::fputs("bench_books invoices|fill|xaf FOLDER NUMBER\n", stderr);
        return 2;
    }
    try {
        return run(words[1], words[2], words[3]);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_books: %s\n", error.what());
        return 1;
    }
}
