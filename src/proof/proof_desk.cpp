#include <algorithm>

#include "base/time.hpp"
#include "proof/proof_module.hpp"

namespace autojet::proof {

namespace {

// Those with the nearest date first, what is overdue before all.
bool comes_first(const ToDo& left, const ToDo& right) {
    if (left.overdue != right.overdue) return left.overdue;
    return left.due.value_or(Instant::max()) < right.due.value_or(Instant::max());
}

}  // namespace

std::vector<ToDo> ProofModule::to_dos(const http::Request& request) const {
    std::vector<ToDo> all;
    proof_.house().database.read(request.shop, [&](store::Tx& tx) {
        for (const auto& module : modules_) {
            if (!module.to_dos) continue;
            auto some = module.to_dos(tx, request.language);
            std::move(some.begin(), some.end(), std::back_inserter(all));
        }
        return 0;
    });
    std::ranges::stable_sort(all, comes_first);
    return all;
}

http::Response ProofModule::desk_page(http::Request& request, const staff::Account& account) const {
    const House& house = proof_.house();
    const auto& zone = house.shops.zone(request.shop);
    http::Dict values;
    const auto day = [&](Instant instant) {
        return format_long_date(date_of(zone.to_local(instant)), request.language);
    };
    auto all = to_dos(request);
    std::erase_if(all, [&](const ToDo& to_do) { return !may_open(account.role, to_do.url); });
    if (all.empty()) values.show("NOTHING_TO_DO");
    for (const auto& to_do : all) {
        auto& row = values.add("TO_DO");
        row.set("WHAT", to_do.what).set("URL", to_do.url);
        if (to_do.due) row.add(to_do.overdue ? "OVERDUE" : "DUE").set("DAY", day(*to_do.due));
        if (!to_do.due) row.show("SOON");
    }

    std::array<int, 3> counts{};
    std::optional<Instant> checked;
    for (const auto& row : proof_.rows(request.shop)) {
        ++counts[static_cast<std::size_t>(row.verdict)];
        if (row.checked) checked = std::max(checked.value_or(*row.checked), *row.checked);
        if (row.verdict != Verdict::fails) continue;
        auto& failed = values.add("FAILED");
        failed.set("NUMBER", row.evidence->number).set("TITLE", row.title.in(request.language));
        for (const auto& seen : row.seen)
            if (seen.observation.verdict == Verdict::fails)
                failed.add("SEEN").set("SAID", seen.observation.said.in(request.language));
    }
    values.set("HOLDS", counts[0]).set("FAILS", counts[1]).set("NOT_YET_DUE", counts[2]);
    values.show(counts[1] == 0 ? "NONE_FAILS" : "SOME_FAIL");
    values.set("CHECKED", checked ? format_moment(zone.to_local(*checked), request.language) : "–");
    return desk_.page(
        request, account, "desk_privacy.html", values,
        {.title = desk_.say(request, "Privacy"), .description = "", .section = "privacy", .personal = true});
}

http::Response ProofModule::check_now(http::Request& request, const staff::Account&) const {
    proof_.check(request.shop);
    return http::redirect_see_other("/desk/privacy");
}

}  // namespace autojet::proof
