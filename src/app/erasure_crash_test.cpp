// kill -9 in the middle of erasures: what was reported as done is gone for good, the rest is finished by doing it
// again.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <random>
#include <set>

#include "accounts/documents.hpp"
#include "app/installation.hpp"
#include "app/modules.hpp"
#include "app/setup.hpp"
#include "base/result_for_tests.hpp"
#include "booking/booking_form.hpp"
#include "store/folder_for_tests.hpp"
#include "store/sqlite/database.hpp"

namespace autojet::app {
namespace {

using namespace std::chrono_literals;

// The program on its data folder, as long as nobody kills it.
struct Program {
    Program(const Config& config, const Clock& clock)
        : installation(config, clock), modules(installation.house(), installation.keys(), places(config)) {
        modules.warm_up();
    }
    [[nodiscard]] const House& house() const { return installation.house(); }

    void erase(PersonId person) {
        const auto done = house().database.write(ShopId{1}, [&](store::Tx& tx) -> Result<void> {
            for (const auto& holder : modules.holders())
                if (holder.erase) holder.erase(tx, person);
            return {};
        });
        if (!done) throw Broken("an erasure was refused");
    }
    std::string name_of(PersonId person) {
        policy::Openings openings;
        return house().database.read(ShopId{1}, [&](store::Tx& tx) -> std::string {
            const auto warrant =
                house().gate.warrant<policy::Purpose::rights>(tx, privacy::Actor::job("test"), {person}, openings);
            const auto record = customers::load(tx, house().vault, person);
            return record ? record->name.open(*warrant) : record.error().reason;
        });
    }

    Installation installation;
    Modules modules;
};

class KilledErasure : public ::testing::Test {
protected:
    KilledErasure() {
        config.data = folder / "data";
        config.keys = folder / "keys";
        set_up_shop(config.data, clock, autojet_shop()).value();
    }

    std::vector<PersonId> people(int wanted) {
        Program program(config, clock);
        auto& bookings = program.modules.bookings();
        const auto timetable = bookings.timetable(ShopId{1});
        std::vector<PersonId> made;
        for (int day = 2; made.size() < static_cast<std::size_t>(wanted); ++day)
            for (const auto start :
                 timetable->rules.offered_starts(add_days(timetable->rules.today(clock.now()), day), 45min)) {
                booking::BookingFields fields;
                fields.service = "hand-wash";
                fields.size = "small";
                fields.start = timetable->rules.zone.format_rfc3339(start);
                fields.contact = {.name = "Ada " + std::to_string(made.size()),
                                  .email = "ada@example.org",
                                  .phone = "",
                                  .plate = "",
                                  .vehicle = ""};
                fields.message = "The key lies under the mat";
                Errors errors;
                const auto request =
                    booking::check(fields, timetable->catalogue, Language::nl, booking::Channel::website, errors)
                        .value();
                const auto booked = program.house().database.write(
                    ShopId{1}, [&](store::Tx& tx) { return bookings.book(tx, request, privacy::Actor::stranger()); });
                if (booked) made.push_back(booked->person);
                if (made.size() == static_cast<std::size_t>(wanted)) break;
            }
        issue_invoice(program, made.front());
        return made;
    }
    void issue_invoice(Program& program, PersonId person) {
        const auto issued = program.house().database.write(ShopId{1}, [&](store::Tx& tx) {
            return accounts::issue(
                tx, program.house().vault,
                {accounts::DocumentNumber::parse("F1").value(), std::chrono::floor<std::chrono::days>(clock.now()),
                 accounts::check_content("%PDF-1.7 F1").value(), person});
        });
        EXPECT_TRUE(issued);
    }

    // Erases these in a process of its own that is killed after a while; answers whom it reported as erased.
    std::vector<PersonId> erase_until_killed(const std::vector<PersonId>& persons, std::chrono::microseconds while_) {
        int ends[2];
        if (::pipe(ends) != 0) throw Broken("no pipe");
        const pid_t child = ::fork();
        if (child == 0) {
            Program program(config, clock);
            char ready = 0;
            if (::write(ends[1], &ready, 1) != 1) ::_exit(1);
            for (const auto person : persons) {
                program.erase(person);
                const auto number = person.value();
                if (::write(ends[1], &number, sizeof number) != sizeof number) ::_exit(1);
            }
            ::pause();
        }
        ::close(ends[1]);
        char ready = 0;
        EXPECT_EQ(::read(ends[0], &ready, 1), 1);
        ::usleep(static_cast<useconds_t>(while_.count()));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        std::vector<PersonId> reported;
        std::int64_t number = 0;
        while (::read(ends[0], &number, sizeof number) == sizeof number) reported.emplace_back(number);
        ::close(ends[0]);
        return reported;
    }

    std::int64_t rows_of(PersonId person) {
        static constexpr std::string_view count =
            "SELECT (SELECT COUNT(*) FROM person WHERE shop = $1 AND person = $2) + "
            "(SELECT COUNT(*) FROM booking WHERE shop = $1 AND person = $2) + "
            "(SELECT COUNT(*) FROM blind_index WHERE shop = $1 AND person = $2)";
        return count_in(database_file(config.data), count, person);
    }
    std::int64_t keys_of(PersonId person) {
        static constexpr std::string_view count =
            "SELECT COUNT(*) FROM person_key WHERE shop = $1 AND person = $2 AND retention = 'customer'";
        return count_in(config.keys / "keys.db", count, person);
    }
    static std::int64_t count_in(const std::filesystem::path& file, std::string_view sql, PersonId person) {
        std::int64_t rows = -1;
        const auto connection = store::sqlite::connect(file.string());
        const std::array<store::Value, 2> values{std::int64_t{1}, person.value()};
        connection->run(sql, values, [&](const store::Row& row) { rows = row.integer(0); });
        return rows;
    }

    store::FolderForTests folder;
    const ManualClock clock{Instant{std::chrono::sys_days{std::chrono::year{2027} / 1 / 4}} + 9h};
    Config config;
};

TEST_F(KilledErasure, R3_duty_28_is_never_reported_before_it_is_done_and_ends_right_when_done_again) {
    constexpr int rounds = 12;
    auto left = people(120);
    const auto kept = left.back();  // somebody who asked for nothing
    left.pop_back();
    std::mt19937 random(20270104);
    std::set<PersonId> erased;
    for (int round = 0; round < rounds && !left.empty(); ++round) {
        const auto reported = erase_until_killed(left, std::chrono::microseconds{500 + random() % 12'000});
        for (const auto person : reported) {
            EXPECT_EQ(rows_of(person), 0) << "reported, but rows are left";
            EXPECT_EQ(keys_of(person), 0) << "reported, but its key is left";
            erased.insert(person);
        }
        // A key goes before the rows that it opens: what was cut off in between opens for nobody.
        Program program(config, clock);
        for (const auto person : left) {
            const auto name = program.name_of(person);
            EXPECT_TRUE(erased.contains(person) ? name == "not_found"
                                                : name.starts_with("Ada ") || name == "shredded" || name == "not_found")
                << name;
        }
        std::erase_if(left, [&](PersonId person) { return erased.contains(person); });
    }
    EXPECT_FALSE(erased.empty());
    Program program(config, clock);
    for (const auto person : left) program.erase(person);
    for (const auto person : left) EXPECT_EQ(rows_of(person) + keys_of(person), 0);
    EXPECT_EQ(program.name_of(kept), "Ada 119");
    program.house().database.read(ShopId{1}, [](store::Tx& tx) {
        EXPECT_TRUE(accounts::find_by_number(tx, "F1")) << "the law keeps the invoice";
        return 0;
    });
}

}  // namespace
}  // namespace autojet::app
