// Ten simulated years of a shop: each class of data is there until its day and gone on it (policy K1 to K3).
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "accounts/documents.hpp"
#include "app/installation.hpp"
#include "app/modules.hpp"
#include "app/resources.hpp"
#include "app/setup.hpp"
#include "app/upkeep.hpp"
#include "base/result_for_tests.hpp"
#include "booking/booking_form.hpp"
#include "bookkeeping/journal.hpp"
#include "contact/letters.hpp"
#include "outbound/folder_mailer.hpp"
#include "privacy/consent.hpp"
#include "staff/accounts.hpp"
#include "staff/second_factor.hpp"
#include "store/folder_for_tests.hpp"
#include "store/sqlite/database.hpp"
#include "tests/support/policy_for_tests.hpp"

namespace autojet::app {
namespace {

using policy::RetentionClass;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using namespace std::chrono_literals;

constexpr Instant first_day = Instant{std::chrono::sys_days{2027y / 1 / 4}} + hours{9};  // a Monday

class TimeMachine : public ::testing::Test {
protected:
    TimeMachine() {
        config.data = folder / "data";
        config.keys = folder / "keys";
        set_up_shop(config.data, clock, autojet_shop()).value();
        installation = std::make_unique<Installation>(config, clock);
        modules = std::make_unique<Modules>(installation->house(), installation->keys(), places(config));
        modules->warm_up();
        for (const auto& module : modules->list()) jobs.insert(jobs.end(), module.jobs.begin(), module.jobs.end());
    }

    [[nodiscard]] const House& house() const { return installation->house(); }
    [[nodiscard]] ShopId shop() const { return house().shops.all().front().id; }

    template <class F>
    auto write(F&& work) {
        return house().database.write(shop(), work);
    }
    template <class F>
    auto read(F&& work) {
        return house().database.read(shop(), work);
    }
    // Statements are known by their address: each of them keeps its own.
    std::int64_t number(const std::string& statement, std::int64_t parameter = 0) {
        const auto& sql = *statements.insert(statement).first;
        return read([&](store::Tx& tx) {
            return tx
                .find(
                    sql, [](const store::Row& row) { return row.integer(0); }, parameter)
                .value();
        });
    }
    bool any(const std::string& from_where, std::int64_t parameter) {
        return number("SELECT COUNT(*) FROM " + from_where, parameter) > 0;
    }
    static policy::Period ceiling(RetentionClass retention) { return policy::period_of(retention).value(); }

    void run_jobs() {
        for (const auto& job : jobs) job.run(shop());
    }
    std::string kept_too_long() {
        std::string classes;
        for (const auto& line : read([&](store::Tx& tx) { return overdue(house(), modules->list(), tx); }))
            if (line.count > 0) classes.append(policy::name_of(line.retention)).append(" ");
        return classes;
    }

    // Something that must be there until its moment, and not from it on.
    struct Watched {
        std::string what;
        Instant goes;
        std::function<bool()> is_there;
    };
    void watch(std::string what, Instant goes, std::function<bool()> is_there) {
        EXPECT_TRUE(is_there()) << what;
        watched.push_back({std::move(what), goes, std::move(is_there)});
    }

    // Lives on, with all jobs at least every twenty days and around each moment that is watched for.
    void live_until(Instant end) {
        while (clock.now() < end) {
            std::ranges::sort(watched, {}, &Watched::goes);
            const auto next = watched.empty() ? end : std::min(end, watched.front().goes);
            if (next - seconds{1} > clock.now() + days{20}) {
                step(clock.now() + days{20});
            } else if (!watched.empty() && next == watched.front().goes) {
                look_at_first();
            } else {
                step(next);
            }
        }
    }
    void step(Instant moment) {
        clock.set(moment);
        run_jobs();
        EXPECT_EQ(kept_too_long(), "") << format_rfc3339(moment);
    }
    void look_at_first() {
        const auto goes = watched.front().goes;
        const auto due = [&](const Watched& one) { return one.goes == goes; };
        if (goes - seconds{1} > clock.now()) step(goes - seconds{1});
        for (const auto& one : watched)
            if (due(one)) {
                EXPECT_TRUE(one.is_there()) << one.what << " is gone before its day";
            }
        step(goes);
        for (const auto& one : watched)
            if (due(one)) {
                EXPECT_FALSE(one.is_there()) << one.what << " is there after its day";
            }
        std::erase_if(watched, due);
    }

    booking::Booking book() {
        auto& bookings = modules->bookings();
        const auto timetable = bookings.timetable(shop());
        booking::BookingFields fields;
        fields.service = "hand-wash";
        fields.size = "small";
        fields.contact = {
            .name = "Ada Lovelace", .email = "ada@example.org", .phone = "", .plate = "54-JG-PV", .vehicle = ""};
        const auto day = add_days(timetable->rules.today(clock.now()), 7);
        fields.start = timetable->rules.zone.format_rfc3339(timetable->rules.offered_starts(day, 45min).front());
        Errors errors;
        const auto request =
            booking::check(fields, timetable->catalogue, Language::en, booking::Channel::website, errors).value();
        return write([&](store::Tx& tx) {
                   return booking::book_once(tx, bookings, request, privacy::Actor::stranger(), "a key", fields.start);
               })
            .value();
    }

    void somebody_books() {
        const auto booking = book();
        watch(
            "a customer", policy::ends(ceiling(RetentionClass::customer), booking.span.end),
            [this, person = booking.person.value()] { return any("person WHERE shop = $1 AND person = $2", person); });
        watch("a repeated request", policy::ends(ceiling(RetentionClass::unfinished), booking.created),
              [this, id = booking.id.value()] { return any("repeated_request WHERE shop = $1 AND booking = $2", id); });
        read_name_of(booking);
        agree(booking.person);
    }
    void read_name_of(const booking::Booking& booking) {
        policy::Openings openings;
        const auto dee = privacy::Actor::staff(PersonId{9}, privacy::every_purpose);
        read([&](store::Tx& tx) {
            const auto warrant =
                house().gate.warrant<policy::Purpose::appointment>(tx, dee, {booking.person}, openings);
            return customers::load(tx, house().vault, booking.person)->name.open(*warrant);
        });
        house().ledger.settle(shop(), dee, openings);
        const auto at = clock.now().time_since_epoch().count();
        watch("an entry in the ledger", policy::ends(ceiling(RetentionClass::ledger), clock.now()),
              [this, at] { return any("ledger WHERE shop = $1 AND at_time = $2", at); });
    }
    void agree(PersonId person) {
        const auto in_force = house().policies.of(shop());
        const auto question = privacy::consent_question(*in_force, "reminder", Language::nl, house().messages);
        EXPECT_TRUE(write([&](store::Tx& tx) -> Result<void> {
            auto given = privacy::give_consent(
                tx, house().vault, *in_force, person, question, "reminder", Language::nl, "website",
                {.agrees = true, .is_of_age = false, .guardian_name = "Dee", .guardian_agrees = true});
            privacy::withdraw_consent(tx, person, "reminder");
            return given;
        }));
        watch("a consent", policy::ends(ceiling(RetentionClass::consent), clock.now()),
              [this, number = person.value()] { return any("consent WHERE shop = $1 AND person = $2", number); });
    }
    void somebody_writes() {
        Errors errors;
        const auto sent = contact::check({"Cy", "cy@example.org", "", "A question"}, Language::en, errors).value();
        const auto id =
            write([&](store::Tx& tx) -> Result<contact::LetterId> { return contact::add(tx, house().vault, sent); });
        watch("a letter", policy::ends(ceiling(RetentionClass::contact), clock.now()),
              [this, number = id->value()] { return any("contact_message WHERE shop = $1 AND message = $2", number); });
    }
    void somebody_works_here_and_leaves() {
        const auto email = EmailAddress::parse("bo" + std::to_string(++count) + "@autojet.example").value();
        const auto account = write([&](store::Tx& tx) -> Result<PersonId> {
            staff::add(tx, house().vault, {"Bo", email, staff::Role::mechanic, Language::nl}).value();
            const auto id = staff::find_credentials(tx, house().vault, email)->account.id;
            EXPECT_TRUE(staff::depart(tx, house().vault, email));
            (void)staff::open_session(tx, id);  // as if a sign-in had crossed it
            EXPECT_TRUE(staff::begin_second_factor(tx, house().vault, id));
            return id;
        });
        const auto has = [this, number = account->value()](const std::string& table) {
            return any(table + " WHERE shop = $1 AND account = $2", number);
        };
        watch("a departed account", policy::ends(ceiling(RetentionClass::staff), clock.now()),
              [has] { return has("staff_account"); });
        watch("a secret for codes", policy::ends(ceiling(RetentionClass::staff), clock.now()),
              [has] { return has("staff_second_factor"); });
        watch("a session", policy::ends(ceiling(RetentionClass::session), clock.now()),
              [has] { return has("session"); });
    }
    bookkeeping::EntryId an_item_is_owed_and_paid(const invoicing::InvoiceNumber& number, CivilDate day) {
        namespace account = bookkeeping::account;
        const auto owed = bookkeeping::entry_of_transfer(
            {account::revenue_zero, account::debtors, Money::of_cents(12'100), day, number, "test"});
        const auto paid =
            bookkeeping::entry_of_payment({number, Money::of_cents(12'100), day, bookkeeping::Means::cash});
        return write([&](store::Tx& tx) -> Result<bookkeeping::EntryId> {
                   bookkeeping::post(tx, owed).value();
                   return bookkeeping::post(tx, paid);
               })
            .value();
    }
    void an_invoice_is_issued() {
        const auto number = "F" + std::to_string(++count);
        const auto day = std::chrono::floor<days>(clock.now());
        const auto document = write([&](store::Tx& tx) {
                                  return accounts::issue(tx, house().vault,
                                                         {accounts::DocumentNumber::parse(number).value(), day,
                                                          accounts::check_content("%PDF-1.7").value(), std::nullopt});
                              }).value();
        const auto year = std::chrono::year_month_day{day}.year() + std::chrono::years{8};
        watch("an invoice", Instant{std::chrono::sys_days{year / 1 / 1}}, [this, id = document.id.value()] {
            return any("accounts_content WHERE shop = $1 AND document = $2", id);
        });
        const auto entry = an_item_is_owed_and_paid(invoicing::InvoiceNumber::parse(number).value(), day);
        watch("an entry of the books", Instant{std::chrono::sys_days{year / 1 / 1}},
              [this, id = entry.value()] { return any("journal_line WHERE shop = $1 AND entry = $2", id); });
    }
    void a_message_is_written_as_a_file() {
        outbound::FolderMailer mailer(config.data / "outbox", clock);
        const auto name = outbound::entry_name(shop(), ++count);
        outbound::Mail mail{};
        mail.shop = shop();
        mail.entry = name;
        mail.date = clock.now();
        mail.from = mail.reply_to = "dee@autojet.example";
        mail.to = "ada@example.org";
        mail.subject = mail.text = "See you on Tuesday";
        mail.message_id = "<" + name + "@autojet.example>";
        EXPECT_TRUE(mailer.deliver(mail));
        watch("a mail file", policy::ends(ceiling(RetentionClass::mail_file), clock.now()),
              [path = config.data / "outbox" / (name + ".eml")] { return std::filesystem::exists(path); });
    }

    // "table rows": what is left in tables that are about persons.
    std::vector<std::string> left_about_persons() {
        std::vector<std::string> left;
        const auto migrations = all_migrations();
        std::string last;
        for (const auto& note : store::column_notes(migrations)) {
            if (note.retention == "none" || note.table == last) continue;
            last = note.table;
            const auto rows = number("SELECT COUNT(*) FROM " + note.table + " WHERE shop = $1 AND $2 = 0");
            if (rows > 0) left.push_back(note.table + " " + std::to_string(rows));
        }
        return left;
    }
    std::int64_t keys_left() {
        std::int64_t keys = 0;
        const auto connection = store::sqlite::connect((config.keys / "keys.db").string());
        connection->run("SELECT COUNT(*) FROM person_key", {}, [&](const store::Row& row) { keys = row.integer(0); });
        return keys;
    }

    store::FolderForTests folder;
    ManualClock clock{first_day};
    Config config;
    std::unique_ptr<Installation> installation;
    std::unique_ptr<Modules> modules;
    std::vector<Job> jobs;
    std::vector<Watched> watched;
    std::set<std::string> statements;
    int count = 0;
};

TEST_F(TimeMachine, K1_K2_K3_duty_5_in_ten_years_each_class_is_gone_by_its_day_and_not_before) {
    ASSERT_TRUE(write([](store::Tx& tx) {
        return privacy::publish(tx, tests::policy_with("2026-12-01", {"purpose reminder", "clause reminder"}));
    }));
    for (int quarter = 0; quarter < 9; ++quarter) {
        somebody_books();
        somebody_writes();
        somebody_works_here_and_leaves();
        an_invoice_is_issued();
        a_message_is_written_as_a_file();
        live_until(first_day + days{91} * (quarter + 1));
    }
    EXPECT_FALSE(left_about_persons().empty()) << "a shop in the middle of its life";
    live_until(first_day + days{366 * 10 + 3});
    EXPECT_TRUE(watched.empty());
    EXPECT_EQ(left_about_persons(), (std::vector<std::string>{"journal_entry 1", "journal_line 2"}))
        << "what lies in the till is carried from year to year";
    EXPECT_FALSE(any("journal_line WHERE shop = $1 AND $2 = 0 AND document IS NOT NULL", 0));
    EXPECT_EQ(keys_left(), 0);
}

TEST_F(TimeMachine, K2_a_shop_that_shortened_its_period_keeps_the_shorter_one) {
    const auto booking = book();
    ASSERT_TRUE(write([](store::Tx& tx) {
        return privacy::publish(
            tx, tests::policy_with_period("2027-02-01", "customer", "{ months = 12, after = \"last_appointment\" }"));
    }));
    watch("a customer", policy::ends({12, policy::Unit::months, policy::After::last_appointment}, booking.span.end),
          [&] { return any("person WHERE shop = $1 AND person = $2", booking.person.value()); });
    live_until(first_day + days{400});
    EXPECT_TRUE(watched.empty());
}

TEST_F(TimeMachine, K1_a_sweep_that_stopped_shows_as_overdue) {
    Errors errors;
    const auto sent = contact::check({"Cy", "cy@example.org", "", "A question"}, Language::en, errors).value();
    write([&](store::Tx& tx) -> Result<contact::LetterId> { return contact::add(tx, house().vault, sent); });
    const auto due = policy::ends(ceiling(RetentionClass::contact), clock.now());
    const auto seen = [&] {
        return read([&](store::Tx& tx) { return overdue_observer(house(), modules->list()).look(tx).verdict; });
    };
    clock.set(due + privacy::time_to_sweep - seconds{1});
    EXPECT_EQ(kept_too_long(), "");
    EXPECT_EQ(seen(), Verdict::holds);
    clock.advance(seconds{1});
    EXPECT_EQ(kept_too_long(), "contact ");
    EXPECT_EQ(seen(), Verdict::fails);
    run_jobs();
    EXPECT_EQ(kept_too_long(), "");
}

}  // namespace
}  // namespace autojet::app
