#include "copies/copies.hpp"

#include "copies/drill.hpp"
#include "http/log.hpp"

namespace autojet::copies {

namespace {

constexpr std::string_view select_last = "SELECT MAX(made) FROM copy_made WHERE shop = $1 AND kind = $2";
constexpr std::string_view select_oldest = "SELECT MIN(made) FROM copy_made WHERE shop = $1 AND deleted IS NULL";
constexpr std::string_view select_drill =
    "SELECT at_time, trouble FROM restore_drill WHERE shop = $1 ORDER BY at_time DESC LIMIT 1";

constexpr std::chrono::hours a_day{24};
constexpr std::chrono::days fresh{8};  // a weekly backup and a day
constexpr std::chrono::days a_year{366};
constexpr std::chrono::days grace{2};  // the sweep runs every night

std::optional<Instant> find_moment(store::Tx& tx, std::string_view sql, const auto&... args) {
    const auto found = tx.find(
        sql, [](const store::Row& row) { return row.find_integer(0); }, args...);
    if (!found || !*found) return std::nullopt;
    return Instant{std::chrono::seconds{**found}};
}

std::string day_of(Instant moment) {
    return format_rfc3339(moment).substr(0, 10);
}

Observation look_at_last(store::Tx& tx, Kind kind) {
    const bool data = kind == Kind::data;
    const auto last = find_moment(tx, select_last, code(kind));
    if (!last)
        return {Verdict::not_yet_due, data ? policy::Words{"Er is nog geen reservekopie van de gegevens gemaakt.",
                                                           "No backup of the data has been made yet."}
                                           : policy::Words{"Er is nog geen reservekopie van de sleutels gemaakt.",
                                                           "No backup of the keys has been made yet."}};
    const auto day = day_of(*last);
    return {tx.now() <= *last + fresh ? Verdict::holds : Verdict::fails,
            data ? policy::Words{"Laatste reservekopie van de gegevens: " + day + ".",
                                 "Last backup of the data: " + day + "."}
                 : policy::Words{"Laatste reservekopie van de sleutels: " + day + ".",
                                 "Last backup of the keys: " + day + "."}};
}

// Policy K1, class backup.
Observation look_at_expired(store::Tx& tx, const Backups& backups) {
    const auto oldest = find_moment(tx, select_oldest);
    if (!oldest) return {Verdict::not_yet_due, {"Er zijn geen reservekopieën.", "There are no backups."}};
    const auto day = day_of(*oldest);
    return {backups.expiry(*oldest) + grace > tx.now() ? Verdict::holds : Verdict::fails,
            {"Oudste reservekopie die er nog is: " + day + ".", "Oldest backup that is still there: " + day + "."}};
}

Observation look_at_drill(store::Tx& tx) {
    struct Drill {
        Instant at;
        bool fine;
    };
    const auto last = tx.find(select_drill, [](const store::Row& row) {
        return Drill{row.instant(0), row.text(1).empty()};
    });
    if (!last)
        return {Verdict::not_yet_due,
                {"Er is nog niet geoefend met terugzetten.", "No restore has been practised yet."}};
    const auto day = day_of(last->at);
    if (!last->fine)
        return {
            Verdict::fails,
            {"Terugzetten geoefend op " + day + ": er ging iets mis.", "Restore practised on " + day + ": it failed."}};
    return {tx.now() <= last->at + a_year ? Verdict::holds : Verdict::fails,
            {"Terugzetten geoefend op " + day + ": alles kwam terug.",
             "Restore practised on " + day + ": everything came back."}};
}

std::vector<ToDo> to_dos(store::Tx& tx, Language language) {
    const auto say = [&](const char* nl, const char* en) { return policy::Words{nl, en}.in(language); };
    std::vector<ToDo> all;
    for (const auto kind : {Kind::data, Kind::keys}) {
        const auto last = find_moment(tx, select_last, code(kind));
        if (last && tx.now() <= *last + fresh) continue;
        all.push_back({.what = kind == Kind::data
                                   ? say("Maak een reservekopie van de gegevens (autojet backup --out).",
                                         "Make a backup of the data (autojet backup --out).")
                                   : say("Maak een reservekopie van de sleutels (autojet backup --keys-to).",
                                         "Make a backup of the keys (autojet backup --keys-to)."),
                       .due = last ? std::optional{*last + fresh} : std::nullopt,
                       .url = "/desk/privacy",
                       .overdue = last.has_value()});
    }
    const auto drill = look_at_drill(tx);
    if (drill.verdict != Verdict::holds)
        all.push_back({.what = say("Oefen het terugzetten van een reservekopie (autojet restore --drill).",
                                   "Practise the restore of a backup (autojet restore --drill)."),
                       .due = std::nullopt,
                       .url = "/desk/privacy",
                       .overdue = drill.verdict == Verdict::fails});
    return all;
}

}  // namespace

Copies::Copies(const House& house, privacy::KeyStore& keys, Places places)
    : house_(house), keys_(keys), places_(std::move(places)), backups_(house, keys, places_) {}

Module Copies::module() {
    return {.name = "copies",
            .add_routes = {},
            .jobs = {{"delete old backups", a_day, [this](ShopId shop) { sweep(shop); }}},
            .observers = {{"backup", [](store::Tx& tx) { return look_at_last(tx, Kind::data); }},
                          {"key_backup", [](store::Tx& tx) { return look_at_last(tx, Kind::keys); }},
                          {"expired_backups", [this](store::Tx& tx) { return look_at_expired(tx, backups_); }},
                          {"restore_drill", look_at_drill}},
            .to_dos = to_dos};
}

// Backups hold all shops; erasures are remembered for each.
void Copies::sweep(ShopId shop) {
    if (shop == house_.shops.all().front().id) {
        const auto count = backups_.delete_expired();
        if (count > 0) http::log(http::Level::info, "deleted {} backups that were over", count);
        forget_interrupted_drill();
    }
    keys_.forget_erasures(shop, backups_.no_backup_is_older_than());
}

void Copies::forget_interrupted_drill() const {
    const auto folder = drill_folder(places_.data);
    std::error_code absent;
    const auto begun = std::filesystem::last_write_time(folder, absent);
    if (!absent && begun < std::filesystem::file_time_type::clock::now() - a_day) std::filesystem::remove_all(folder);
}

}  // namespace autojet::copies
