#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "privacy/ledger_words.hpp"
#include "registers/ledger_lines.hpp"
#include "registers/registers.hpp"
#include "shop/visit.hpp"
#include "staff/people.hpp"

namespace autojet::registers {

namespace {

constexpr int lines_on_a_page = 50;

std::optional<std::int64_t> number_from(std::string_view text) {
    const auto number = parse_whole(text);
    return number && *number > 0 ? number : std::nullopt;
}

}  // namespace

std::string Registers::who(store::Tx& tx, const Request& request, const Account& account,
                           const std::string& actor) const {
    if (actor.empty()) return say(request, "no longer known");
    if (actor == "person") return say(request, label(Who::person));
    if (actor == "stranger") return say(request, label(Who::stranger));
    if (actor.starts_with("provider")) return say(request, label(Who::provider));
    if (actor.starts_with("job:")) return say(request, label(Who::job)) + " (" + actor.substr(4) + ")";
    const auto number = number_from(actor.substr(std::min(actor.size(), actor.find(':') + 1)));
    if (!number) return actor;
    const PersonId colleague{*number};
    const auto role = staff::role_of(tx, colleague);
    if (!role) return say(request, "somebody who has left");
    const auto role_word = say(request, staff::label(*role));
    if (!may(account.role, staff::Part::registers)) return role_word;
    const auto name = staff::name_of(tx, house_.vault, colleague);
    auto& visit = shop::visit_of(request);
    const auto warrant =
        house_.gate.warrant<policy::Purpose::staff_access>(tx, visit.actor, {colleague}, visit.openings);
    return name && warrant ? name->open(*warrant) + " (" + role_word + ")" : role_word;
}

// "contact: name, contact; rights: name" in the words of the policy; what is no such list is a sentence of ours.
std::string Registers::in_words(const Request& request, std::string_view what) const {
    const auto in_force = house_.policies.of(request.shop);
    const auto title = [&](const auto& rows, std::string_view name) {
        const auto* row = policy::find(rows, name);
        return row ? row->title.in(request.language) : std::string(name);
    };
    std::string words;
    for (const auto& opened : privacy::read_words(what)) {
        words.append(words.empty() ? "" : "; ");
        if (opened.categories.empty()) {
            words.append(say(request, opened.purpose));
            continue;
        }
        words.append(title(in_force->model.purposes, opened.purpose)).append(": ");
        std::string categories;
        for (const auto& name : opened.categories)
            categories.append(categories.empty() ? "" : ", ").append(title(in_force->model.categories, name));
        words.append(categories);
    }
    return words;
}

http::Response Registers::show_ledger(Request& request, const Account& account) const {
    const auto& zone = house_.shops.zone(request.shop);
    const auto asked_day = request.query.find("date").value_or("");
    const auto date = asked_day.empty() ? std::nullopt : std::optional{parse_date(asked_day, "date")};
    LedgerFilter filter{.from = Instant{},
                        .until = house_.clock.now() + std::chrono::hours{24},
                        .who = value_in<Who>(who_codes, request.query.find("who").value_or("")).value_or(Who::all),
                        .before = number_from(request.query.find("before").value_or(""))};
    http::Dict values;
    const bool one_day = date && *date;
    if (one_day) {
        filter.from = zone.start_of(**date);
        filter.until = zone.start_of(add_days(**date, 1));
    } else if (date) {
        desk_.show_errors(request, values, {date->error()});
    }
    const auto shown_date = one_day ? format_date(**date) : std::string{};
    values.set("DATE_VALUE", shown_date);
    for (const auto each : all_who) {
        auto& choice = values.add("WHO");
        choice.set("VALUE", code(each)).set("LABEL", say(request, label(each)));
        if (each == filter.who) choice.show("CHOSEN");
    }
    house_.database.read(request.shop, [&](store::Tx& tx) {
        auto lines = ledger_lines(tx, filter, lines_on_a_page + 1);
        if (lines.empty()) values.show("NOTHING");
        if (lines.size() > lines_on_a_page) {
            lines.pop_back();
            values.add("OLDER").set("URL", "/desk/registers/ledger?who=" + std::string(code(filter.who)) + "&date=" +
                                               shown_date + "&before=" + std::to_string(lines.back().sequence));
        }
        if (!lines.empty()) show_lines(tx, request, account, values.add("TABLE"), lines);
        return 0;
    });
    return page(request, account, "ledger.html", values, "Ledger", date && !*date ? 422 : 200);
}

void Registers::show_lines(store::Tx& tx, const Request& request, const Account& account, http::Dict& values,
                           const std::vector<LedgerLine>& lines) const {
    std::map<std::string, std::string> known;
    for (const auto& line : lines) {
        auto [found, fresh] = known.try_emplace(line.actor);
        if (fresh) found->second = who(tx, request, account, line.actor);
        auto& row = values.add("LINE");
        row.set("TIME", when(request, line.at)).set("ACTOR", found->second).set("WHAT", in_words(request, line.what));
        row.set("PERSONS",
                line.what == privacy::shop_exported ? say(request, "everybody") : std::to_string(line.persons));
        if (line.outcome == "refused") row.show("REFUSED");
    }
}

}  // namespace autojet::registers
