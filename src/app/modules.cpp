#include "app/modules.hpp"

#include "accounts/accounts.hpp"
#include "app/day_of_work.hpp"
#include "app/resources.hpp"
#include "app/site_pages.hpp"
#include "app/upkeep.hpp"
#include "booking/booking_hand_over.hpp"
#include "booking/booking_module.hpp"
#include "bookkeeping/books.hpp"
#include "calendar/calendar_module.hpp"
#include "contact/contact.hpp"
#include "contact/contact_hand_over.hpp"
#include "copies/copies.hpp"
#include "directory/directory.hpp"
#include "figures/figures.hpp"
#include "ledgers/ledgers.hpp"
#include "messaging/door.hpp"
#include "messaging/mail_files.hpp"
#include "payments/payments_module.hpp"
#include "proof/observers.hpp"
#include "proof/proof_module.hpp"
#include "publishing/publishing.hpp"
#include "quotes/quotes.hpp"
#include "registers/registers.hpp"
#include "rights/rights_module.hpp"
#include "settings/settings_desk.hpp"
#include "shop/consents.hpp"
#include "staff/sign_in.hpp"
#include "workshop/orders_hand_over.hpp"
#include "workshop/workshop.hpp"

namespace autojet::app {

namespace {

// What the accounts know of customers.
directory::Directory::Beside documents_of_customers() {
    return {.by_document =
                [](store::Tx& tx, std::string_view number) {
                    const auto document = accounts::find_by_number(tx, number);
                    return document ? std::vector{document->person} : std::vector<PersonId>{};
                },
            .documents =
                [](store::Tx& tx, PersonId person) {
                    std::vector<directory::DocumentLine> lines;
                    for (const auto& document : accounts::of_person(tx, person))
                        lines.push_back({document.number, "/desk/accounts/" + std::to_string(document.id.value()),
                                         document.issued_on, document.held_until()});
                    return lines;
                }};
}

}  // namespace

struct Modules::Slices {
    Slices(const House& house, privacy::KeyStore& keys, const copies::Places& places)
        : timetables(house.database, [&house](ShopId shop) { return house.shops.zone(shop); }),
          bookings(house, timetables),
          cache(house.database),
          looks(house.database),
          site(
              house,
              [this, &house](ShopId shop, Language language) {
                  return SitePages::hours(timetables.of(shop)->rules, language, house.messages, house.clock.now());
              },
              [this](ShopId shop) { return looks.of(shop); }),
          desk(
              house,
              [&house](ShopId shop) {
                  return house.database.read(shop, [](store::Tx& tx) { return contact::count_waiting(tx); });
              },
              [&house](ShopId shop) { return house.database.read(shop, proof::count_failures); }),
          site_pages(bookings, site, cache),
          sign_in(house, desk),
          booking(bookings, site, desk, cache),
          calendar(bookings, desk, job_states),
          contact(house, site, desk),
          publishing(house, site, desk, policy_texts(), [this]() -> const std::vector<Holder>& { return holders; }),
          accounts(house, bookings, desk, quotes::belongs_to_order_of),
          payments(house, desk),
          workshop(house, bookings, desk),
          quotes(workshop.orders(), site, desk),
          ledgers(house, desk),
          figures(house, bookings, desk, visits),
          directory(bookings, desk, documents_of_customers()),
          settings(house, bookings, desk),
          registers(house, desk,
                    {booking::hand_over_of_customers(bookings), contact::hand_over_of_senders(house),
                     workshop::hand_over_of_orders(house)},
                    {policy::parse(policy_texts().model).value(), places.notes}),
          copies(house, keys, places),
          rights(bookings, site, desk, holders),
          list{
              {.name = "site",
               .add_routes = [this](http::Router& router) { site_pages.add_routes(router); },
               .jobs = {}},
              // Before the slice that erases what the files were written about.
              {.name = "messages",
               .add_routes = {},
               .jobs = {messaging::mail_files_job(house, places.data / "outbox")},
               .holders = {messaging::mail_files_holder(places.data / "outbox")}},
              sign_in.module(),
              // Before the slice that erases the orders which quotes hang on.
              quotes.module(),
              // Before the bookings that it goes with.
              calendar.module(),
              booking.module(),
              contact.module(),
              publishing.module(),
              accounts.module(),
              payments.module(),
              workshop.module(),
              ledgers.module(),
              figures.module(),
              directory.module(),
              bookkeeping::books_module(house),
              shop::consents_module(house),
              settings.module(),
              registers.module(),
              copies.module(),
              rights.module(),
              upkeep_module(house, holders),
          } {
        booking.add(calendar.parts());
        for (const auto& module : list) holders.insert(holders.end(), module.holders.begin(), module.holders.end());
        auto observers = proof::own_observers(house, places.notes, places.database_file());
        for (const auto& module : list)
            observers.insert(observers.end(), module.observers.begin(), module.observers.end());
        observers.push_back(overdue_observer(house, list));
        proof = std::make_unique<proof::Proof>(house, policy::read_evidence(evidence()), std::move(observers));
        proof_pages = std::make_unique<proof::ProofModule>(*proof, site, desk, list);
        list.push_back(proof_pages->module());
    }

    scheduling::Timetables timetables;
    booking::Bookings bookings;
    booking::AvailabilityCache cache;
    shop::Looks looks;
    shop::Site site;
    staff::Desk desk;
    SitePages site_pages;
    staff::SignIn sign_in;
    booking::BookingModule booking;
    calendar::CalendarModule calendar;
    contact::Contact contact;
    publishing::Publishing publishing;
    accounts::Accounts accounts;
    payments::Payments payments;
    workshop::Workshop workshop;
    quotes::Quotes quotes;
    ledgers::Ledgers ledgers;
    figures::FiguresDesk figures;
    directory::Directory directory;
    settings::SettingsDesk settings;
    registers::Registers registers;
    copies::Copies copies;
    rights::RightsModule rights;
    std::vector<Module> list;
    std::vector<Holder> holders;
    std::unique_ptr<proof::Proof> proof;
    std::unique_ptr<proof::ProofModule> proof_pages;
};

Modules::Modules(const House& house, privacy::KeyStore& keys, const copies::Places& places)
    : slices_(std::make_unique<Slices>(house, keys, places)) {}
Modules::~Modules() = default;

void Modules::warm_up() {
    const House& house = slices_->bookings.house();
    for (const auto& shop : house.shops.all()) {
        const auto changed = house.database.read(shop.id, privacy::changed_versions);
        if (!changed.empty())
            throw Broken("version " + changed.front() + " of the policy is not what was published any more");
        (void)house.policies.of(shop.id);
        (void)slices_->timetables.of(shop.id);
        (void)slices_->looks.of(shop.id);
    }
}

const std::vector<Module>& Modules::list() const {
    return slices_->list;
}
const std::vector<Holder>& Modules::holders() const {
    return slices_->holders;
}
const shop::Site& Modules::site() const {
    return slices_->site;
}
booking::Bookings& Modules::bookings() {
    return slices_->bookings;
}

proof::Proof& Modules::proof() {
    return *slices_->proof;
}

}  // namespace autojet::app
