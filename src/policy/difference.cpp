#include "policy/difference.hpp"

#include <algorithm>

#include "policy/period_words.hpp"

namespace autojet::policy {
namespace {

using Changes = std::vector<Change>;

struct Kind {
    Words one;  // "doel", "purpose"
    bool new_widens;
    bool gone_widens;
};

std::string quoted(const std::string& words) {
    return "\"" + words + "\"";
}

Words naming(const Words& subject, const Row& row) {
    return {subject.nl + " " + quoted(row.title.nl), subject.en + " " + quoted(row.title.en)};
}

void add(Changes& changes, bool widens, const Words& who, const Words& what) {
    changes.push_back({widens, {who.nl + ": " + what.nl + ".", who.en + ": " + what.en + "."}});
}

// Rows are the same row when their name is; `both` compares two versions of one.
template <class R, class Both>
void compare(Changes& changes, const Kind& kind, const std::vector<R>& before, const std::vector<R>& after, Both both) {
    for (const R& row : after) {
        const Words who = naming(kind.one, row);
        const R* old = find(before, row.name);
        if (!old) {
            add(changes, kind.new_widens, who, {"nieuw", "new"});
            continue;
        }
        if (old->title != row.title)
            add(changes, false, who, {"heette " + quoted(old->title.nl), "was called " + quoted(old->title.en)});
        both(who, *old, row);
    }
    for (const R& old : before)
        if (!find(after, old.name)) add(changes, kind.gone_widens, naming(kind.one, old), {"vervallen", "gone"});
}

bool has(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

Words title_in(const Model& model, const std::string& category) {
    const auto* row = find(model.categories, category);
    return row ? row->title : Words{category, category};
}

void compare_promises(Changes& changes, const Model& before, const Model& after) {
    const auto declares = [](const Model& model, const Promise& promise) {
        return std::any_of(model.promises.begin(), model.promises.end(),
                           [&](const Promise& other) { return other.number == promise.number; });
    };
    for (const auto& promise : before.promises)
        if (!declares(after, promise))
            add(changes, true, {"belofte " + promise.number, "promise " + promise.number}, {"vervallen", "gone"});
    for (const auto& promise : after.promises)
        if (!declares(before, promise))
            add(changes, false, {"belofte " + promise.number, "promise " + promise.number}, {"nieuw", "new"});
}

void compare_purposes(Changes& changes, const Model& before, const Model& after) {
    const Kind purpose{{"doel", "purpose"}, true, false};
    compare(
        changes, purpose, before.purposes, after.purposes,
        [&](const Words& who, const PurposeRow& old, const PurposeRow& now) {
            for (const auto& category : now.opens) {
                const auto title = title_in(after, category);
                if (!has(old.opens, category))
                    add(changes, true, who, {"opent nu ook " + quoted(title.nl), "now also opens " + quoted(title.en)});
            }
            for (const auto& category : old.opens) {
                const auto title = title_in(before, category);
                if (!has(now.opens, category))
                    add(changes, false, who,
                        {"opent niet meer " + quoted(title.nl), "no longer opens " + quoted(title.en)});
            }
            if (old.basis != now.basis) {
                const std::string from{name_of(old.basis)}, to{name_of(now.basis)};
                add(changes, now.basis != Basis::consent, who,
                    {"andere grondslag, van " + from + " naar " + to, "another basis, from " + from + " to " + to});
            }
        });
}

void compare_classes(Changes& changes, const Model& before, const Model& after) {
    const auto period = [](const RetentionRow& row) {
        return row.period ? in_words(*row.period) : Words{"zonder termijn", "without a period"};
    };
    const auto keeps_longer = [](const RetentionRow& old, const RetentionRow& now) {
        return old.period && (!now.period || longer(*old.period, *now.period));
    };
    compare(changes, {{"bewaarklasse", "class"}, true, false}, before.classes, after.classes,
            [&](const Words& who, const RetentionRow& old, const RetentionRow& now) {
                if (old.period == now.period && old.personal == now.personal) return;
                const auto from = period(old), to = period(now);
                add(changes, keeps_longer(old, now) || old.personal != now.personal, who,
                    {"van " + from.nl + " naar " + to.nl, "from " + from.en + " to " + to.en});
            });
}

void compare_recipients(Changes& changes, const Model& before, const Model& after) {
    compare(changes, {{"ontvanger", "recipient"}, true, false}, before.recipients, after.recipients,
            [&](const Words& who, const RecipientRow& old, const RecipientRow& now) {
                if (old.role == now.role) return;
                const std::string from{name_of(old.role)}, to{name_of(now.role)};
                add(changes, true, who,
                    {"andere rol, van " + from + " naar " + to, "another role, from " + from + " to " + to});
            });
}

// A life of 0 days ends with the browser: the shortest.
void compare_cookies(Changes& changes, const Model& before, const Model& after) {
    compare(
        changes, {{"cookie", "cookie"}, true, false}, before.cookies, after.cookies,
        [&](const Words& who, const CookieRow& old, const CookieRow& now) {
            if (old.life_days != now.life_days) {
                const auto from = std::to_string(old.life_days), to = std::to_string(now.life_days);
                add(changes, now.life_days > old.life_days, who,
                    {"van " + from + " naar " + to + " dagen", "from " + from + " to " + to + " days"});
            }
            if (old.http_only != now.http_only)
                add(changes, old.http_only, who, {"andere bescherming tegen scripts", "another guard against scripts"});
            if (old.same_site != now.same_site)
                add(changes, now.same_site != "Strict", who,
                    {"gaat anders mee naar andere sites", "travels otherwise to other sites"});
            if (old.kind != now.kind) add(changes, true, who, {"andere soort", "another kind"});
        });
}

}  // namespace

std::vector<Change> difference(const Model& before, const Model& after) {
    const auto nothing_more = [](const auto&...) {};
    Changes changes;
    compare_promises(changes, before, after);
    compare(changes, {{"soort gegevens", "category"}, true, false}, before.categories, after.categories, nothing_more);
    compare_purposes(changes, before, after);
    compare_classes(changes, before, after);
    compare_recipients(changes, before, after);
    compare_cookies(changes, before, after);
    compare(changes, {{"maatregel", "measure"}, false, true}, before.measures, after.measures, nothing_more);
    compare(changes, {{"clausule", "clause"}, true, false}, before.clauses, after.clauses, nothing_more);
    return changes;
}

bool any_widens(const std::vector<Change>& changes) {
    return std::any_of(changes.begin(), changes.end(), [](const Change& change) { return change.widens; });
}

}  // namespace autojet::policy
