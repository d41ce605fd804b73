#include "publishing/telling.hpp"

#include <algorithm>
#include <charconv>

#include "base/phone.hpp"
#include "policy/version.hpp"
#include "privacy/shown.hpp"
#include "publishing/notice_text.hpp"

namespace autojet::publishing {

namespace {

using privacy::Actor;
using privacy::Purpose;
using shop::OutboxState;

constexpr int records_at_a_time = 300;
constexpr int scanned_for_a_page = 2000;
constexpr std::size_t people_on_a_page = 20;

constexpr std::string_view insert_notice =
    "INSERT INTO policy_notice (shop, version, started, holder, reached, mails, without_mail) "
    "VALUES ($1, $2, $3, 0, 0, 0, 0) ON CONFLICT DO NOTHING";
constexpr std::string_view select_notice =
    "SELECT version, started, mails, without_mail, finished, holder, reached FROM policy_notice "
    "WHERE shop = $1 AND version = $2";
constexpr std::string_view update_notice =
    "UPDATE policy_notice SET holder = $3, reached = $4, mails = mails + $5, without_mail = without_mail + $6, "
    "finished = $7 WHERE shop = $1 AND version = $2";

struct Progress {
    Notice notice;
    std::int64_t holder = 0;
    std::int64_t reached = 0;
};

Progress progress_from(const store::Row& row) {
    return {{row.text(0), row.instant(1), row.integer(2), row.integer(3), row.find_instant(4)},
            row.integer(5),
            row.integer(6)};
}

std::optional<Progress> find_progress(store::Tx& tx, const privacy::InForce& in_force) {
    return tx.find(select_notice, progress_from, in_force.model.version);
}

// "1-4711": the second holder, after that record.
struct Cursor {
    std::size_t holder = 0;
    std::int64_t after = 0;
};

Cursor parse_cursor(std::string_view text) {
    Cursor cursor;
    const auto* end = text.data() + text.size();
    const auto [dash, wrong] = std::from_chars(text.data(), end, cursor.holder);
    if (wrong != std::errc{} || dash == end || *dash != '-') return {};
    const auto [last, bad] = std::from_chars(dash + 1, end, cursor.after);
    return bad == std::errc{} && last == end ? cursor : Cursor{};
}

// One mail goes to an address, whatever number of records have it.
bool another_record_gets_the_mail(store::Tx& tx, privacy::Vault& vault, PersonId person) {
    const auto sharing = vault.find_sharing(tx, person, privacy::IndexKind::email);
    return std::ranges::any_of(sharing, [&](PersonId other) { return other < person; });
}

}  // namespace

bool Telling::has_reason(ShopId shop) const {
    return !house_.policies.of(shop)->narrower.empty();
}

std::optional<Notice> Telling::find_notice(store::Tx& tx) const {
    auto progress = find_progress(tx, *house_.policies.of(tx));
    return progress ? std::optional{std::move(progress->notice)} : std::nullopt;
}

Result<void> Telling::start(store::Tx& tx) const {
    const auto in_force = house_.policies.of(tx);
    if (in_force->narrower.empty())
        return refuse(ErrorCode::conflict, "nothing_to_tell", "There is nothing that people have to be told.");
    tx.run(insert_notice, in_force->model.version, tx.now());
    return {};
}

void Telling::go_on(ShopId shop) const {
    const auto waits = house_.database.read(shop, [&](store::Tx& tx) {
        const auto progress = find_progress(tx, *house_.policies.of(tx));
        return progress && !progress->notice.finished;
    });
    if (!waits) return;
    house_.database.write(shop, [&](store::Tx& tx) -> Result<void> {
        const auto in_force = house_.policies.of(tx);
        const auto progress = find_progress(tx, *in_force);
        if (!progress || progress->notice.finished) return {};
        const auto& holders = holders_();
        auto index = static_cast<std::size_t>(progress->holder);
        auto after = PersonId{progress->reached};
        std::vector<PersonId> persons;
        for (; index < holders.size(); ++index, after = PersonId{0}) {
            if (holders[index].list) persons = holders[index].list(tx, after, records_at_a_time);
            if (!persons.empty()) break;
        }
        std::int64_t mails = 0, without_mail = 0;
        for (const auto person : persons) {
            if (!in_force->find_narrower(tx, person)) continue;
            const auto way = reach(tx, person);
            if (!way) continue;
            if (!way->email) {
                ++without_mail;
            } else if (!another_record_gets_the_mail(tx, house_.vault, person)) {
                shop::put_in_outbox(tx, policy_changed, person.value());
                ++mails;
            }
        }
        const auto reached = persons.empty() ? PersonId{0} : persons.back();
        tx.run(update_notice, in_force->model.version, index, reached, mails, without_mail,
               persons.empty() ? std::optional{tx.now()} : std::nullopt);
        return {};
    });
}

std::optional<Reach> Telling::reach(store::Tx& tx, PersonId person) const {
    for (const auto& holder : holders_())
        if (holder.reach)
            if (auto way = holder.reach(tx, person)) return way;
    return std::nullopt;
}

shop::MailWriter Telling::writer() const {
    return {.event = policy_changed,
            .write = [this](ShopId shop, const shop::OutboxEntry& entry) { return write(shop, entry); },
            .delivered = [this](store::Tx& tx, const shop::OutboxEntry& entry) { delivered(tx, entry); },
            .tells_what_changed = true};
}

// The address is opened for the duty to tell (purpose P3) and is in the ledger before the mail leaves.
Telling::Written Telling::write(ShopId shop_id, const shop::OutboxEntry& entry) const {
    const PersonId person{entry.subject};
    const auto actor = Actor::job("telling");
    policy::Openings openings;
    const auto& shop = house_.shops.load(shop_id);
    auto written = house_.database.read(shop_id, [&](store::Tx& tx) -> Written {
        const auto in_force = house_.policies.of(tx);
        if (!in_force->find_narrower(tx, person)) return tl::unexpected(OutboxState::superseded);
        const auto way = reach(tx, person);
        if (!way || !way->email) return tl::unexpected(OutboxState::unreachable);
        const auto warrant = house_.gate.warrant<Purpose::legal_duty>(tx, actor, {person}, openings);
        if (!warrant) return tl::unexpected(OutboxState::failed);
        auto mail = notice_mail(way->language, changes_since(tx, privacy::version_known_to(tx, person), *in_force),
                                *in_force, shop, house_.messages);
        mail.to = way->email->open(*warrant);
        mail.person = person;
        const std::scoped_lock lock(mutex_);
        written_[entry.id] = in_force->model.version;
        return mail;
    });
    house_.ledger.settle(shop_id, actor, openings);
    return written;
}

void Telling::delivered(store::Tx& tx, const shop::OutboxEntry& entry) const {
    std::string version;
    {
        const std::scoped_lock lock(mutex_);
        version = std::exchange(written_[entry.id], {});
        written_.erase(entry.id);
    }
    if (version.empty()) return;
    const PersonId person{entry.subject};
    auto told = house_.vault.find_sharing(tx, person, privacy::IndexKind::email);
    told.push_back(person);
    for (const auto each : told) privacy::record_told(tx, each, version, privacy::Told::by_mail, entry.id.value());
}

UntoldPage Telling::untold(store::Tx& tx, std::string_view from, const Actor& actor, policy::Openings& openings) const {
    const auto in_force = house_.policies.of(tx);
    const auto& holders = holders_();
    auto cursor = parse_cursor(from);
    std::vector<std::pair<PersonId, Reach>> found;
    int scanned = 0;
    while (cursor.holder < holders.size() && found.size() < people_on_a_page && scanned < scanned_for_a_page) {
        const auto& holder = holders[cursor.holder];
        constexpr int step = 100;
        const auto persons = holder.list ? holder.list(tx, PersonId{cursor.after}, step) : std::vector<PersonId>{};
        scanned += step;
        for (const auto person : persons) {
            cursor.after = person.value();
            auto way = in_force->find_narrower(tx, person) && holder.reach ? holder.reach(tx, person) : std::nullopt;
            if (way && !way->email) found.emplace_back(person, std::move(*way));
            if (found.size() == people_on_a_page) break;
        }
        if (persons.size() < step && found.size() < people_on_a_page) cursor = {cursor.holder + 1, 0};
    }

    UntoldPage page;
    if (cursor.holder < holders.size()) page.next = std::to_string(cursor.holder) + "-" + std::to_string(cursor.after);
    std::vector<PersonId> persons;
    for (const auto& [person, way] : found) persons.push_back(person);
    if (persons.empty()) return page;
    const auto warrant = house_.gate.warrant<Purpose::legal_duty>(tx, actor, persons, openings);
    if (!warrant) return page;
    for (const auto& [person, way] : found) {
        if (!warrant->covers(person, privacy::Category::name)) continue;
        Untold one{person, way.name.open(*warrant), {}};
        if (way.phone) one.phone = way.phone->open(*warrant);
        page.people.push_back(std::move(one));
    }
    return page;
}

Result<void> Telling::mark_told(store::Tx& tx, PersonId person) const {
    const bool known = std::ranges::any_of(holders_(), [&](const Holder& holder) { return holder.knows(tx, person); });
    if (!known) return refuse(ErrorCode::not_found, "not_found", "This record is not there any more.");
    privacy::record_told(tx, person, house_.policies.of(tx)->model.version, privacy::Told::by_desk);
    return {};
}

std::vector<policy::Change> changes_since(store::Tx& tx, std::string_view known, const privacy::InForce& in_force) {
    const auto older = privacy::find_version(tx, known);
    if (!older) return {};
    return policy::difference(policy::in_force(policy::parse(older->model_toml).value()),
                              policy::in_force(in_force.model));
}

}  // namespace autojet::publishing
