#include "policy/difference.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "policy/period_words.hpp"
#include "policy/row_words.hpp"

namespace autojet::policy {
namespace {

using Changes = std::vector<Change>;

std::string quoted(const std::string& words) {
    return "\"" + words + "\"";
}

void add(Changes& changes, Effect effect, std::string nl, std::string en) {
    changes.push_back({effect, {std::move(nl), std::move(en)}});
}

// Rows are the same row when their name is.
template <class R, class New, class Gone, class Both>
void compare(Changes& changes, const std::vector<R>& before, const std::vector<R>& after, New is_new, Gone is_gone,
             Both both) {
    for (const R& row : after) {
        const R* old = find(before, row.name);
        if (!old) {
            is_new(row);
            continue;
        }
        if (old->title != row.title)
            add(changes, Effect::neither,
                "Wat " + quoted(old->title.nl) + " heette, heet nu " + quoted(row.title.nl) + ".",
                "What was called " + quoted(old->title.en) + " is now called " + quoted(row.title.en) + ".");
        both(*old, row);
    }
    for (const R& old : before)
        if (!find(after, old.name)) is_gone(old);
}

constexpr auto nothing_more = [](const auto&...) {};

// A sentence that ends with what the row is called.
auto says(Changes& changes, Effect effect, std::string_view nl, std::string_view en, std::string_view stop = ".") {
    return [=, &changes](const Row& row) {
        add(changes, effect, std::string{nl}.append(row.title.nl).append(stop),
            std::string{en}.append(row.title.en).append(stop));
    };
}

bool has(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

Words title_in(const Model& model, const std::string& category) {
    const auto* row = find(model.categories, category);
    return row ? row->title : Words{category, category};
}

Words titles_in(const Model& model, const std::vector<std::string>& categories) {
    std::vector<Words> titles;
    for (const auto& name : categories) titles.push_back(title_in(model, name));
    return titles_in_words(titles);
}

void compare_facts(Changes& changes, const Controller& before, const Controller& after) {
    struct Fact {
        const char* nl;
        const char* en;
        std::string Controller::*value;
    };
    static constexpr std::array<Fact, 8> facts{{{"Onze naam", "Our name", &Controller::name},
                                                {"Ons adres", "Our address", &Controller::street},
                                                {"Onze postcode", "Our postcode", &Controller::postcode},
                                                {"Onze plaats", "Our town", &Controller::town},
                                                {"Ons KvK-nummer", "Our KvK number", &Controller::kvk},
                                                {"Ons btw-nummer", "Our VAT number", &Controller::vat},
                                                {"Ons telefoonnummer", "Our phone number", &Controller::phone},
                                                {"Ons e-mailadres", "Our e-mail address", &Controller::email}}};
    for (const auto& fact : facts) {
        const auto& old = before.*fact.value;
        const auto& now = after.*fact.value;
        if (old != now)
            add(changes, Effect::neither, std::string{fact.nl} + " is nu " + now + ", en was " + old + ".",
                std::string{fact.en} + " is now " + now + ", and was " + old + ".");
    }
}

void compare_promises(Changes& changes, const Model& before, const Model& after) {
    const auto declares = [](const Model& model, const Promise& promise) {
        return std::any_of(model.promises.begin(), model.promises.end(),
                           [&](const Promise& other) { return other.number == promise.number; });
    };
    const auto named = [](const std::string& title, const Promise& promise) {
        return quoted(title) + " (" + promise.number + ").";
    };
    for (const auto& promise : before.promises)
        if (!declares(after, promise))
            add(changes, Effect::widens, "We beloven niet meer: " + named(promise.title.nl, promise),
                "We no longer promise: " + named(promise.title.en, promise));
    for (const auto& promise : after.promises)
        if (!declares(before, promise))
            add(changes, Effect::narrows, "We beloven nu ook: " + named(promise.title.nl, promise),
                "We now also promise: " + named(promise.title.en, promise));
}

// The sentence of a clause says best what it does.
void compare_clauses(Changes& changes, const Model& before, const Model& after) {
    compare(changes, before.clauses, after.clauses, says(changes, Effect::widens, "Nu ook: ", "Now also: ", ""),
            says(changes, Effect::narrows, "Niet meer: ", "No longer: ", ""), nothing_more);
}

void compare_categories(Changes& changes, const Model& before, const Model& after) {
    compare(changes, before.categories, after.categories,
            says(changes, Effect::widens, "We gebruiken nu ook: ", "We now also use: "),
            says(changes, Effect::narrows, "We gebruiken niet meer: ", "We no longer use: "), nothing_more);
}

void compare_openings(Changes& changes, const Model& before, const Model& after, const PurposeRow& old,
                      const PurposeRow& now) {
    for (const auto& name : now.opens) {
        const auto title = title_in(after, name);
        if (!has(old.opens, name))
            add(changes, Effect::widens, "Hiervoor gebruiken we nu ook " + title.nl + ": " + now.title.nl + ".",
                "We now also use " + title.en + " for this: " + now.title.en + ".");
    }
    for (const auto& name : old.opens) {
        const auto title = title_in(before, name);
        if (!has(now.opens, name))
            add(changes, Effect::narrows, "Hiervoor gebruiken we niet meer " + title.nl + ": " + now.title.nl + ".",
                "We no longer use " + title.en + " for this: " + now.title.en + ".");
    }
}

void compare_purposes(Changes& changes, const Model& before, const Model& after) {
    compare(
        changes, before.purposes, after.purposes,
        [&](const PurposeRow& row) {
            const auto data = titles_in(after, row.opens);
            add(changes, Effect::widens,
                "We gebruiken gegevens nu ook om dit te doen: " + row.title.nl + ". Daarvoor gebruiken we " + data.nl +
                    ". De reden in de wet: " + in_words(row.basis).nl + ".",
                "We now also use data for this: " + row.title.en + ". For that we use " + data.en +
                    ". The reason in the law: " + in_words(row.basis).en + ".");
        },
        says(changes, Effect::narrows,
             "Hiervoor gebruiken we geen gegevens meer: ", "We no longer use data for this: "),
        [&](const PurposeRow& old, const PurposeRow& now) {
            compare_openings(changes, before, after, old, now);
            if (old.basis == now.basis) return;
            add(changes, now.basis == Basis::consent ? Effect::narrows : Effect::widens,
                "Een andere reden in de wet voor \"" + now.title.nl + "\": " + in_words(now.basis).nl +
                    ", in plaats van " + in_words(old.basis).nl + ".",
                "Another reason in the law for \"" + now.title.en + "\": " + in_words(now.basis).en + ", instead of " +
                    in_words(old.basis).en + ".");
        });
}

Words until(const RetentionRow& row) {
    if (!row.period) return {"zonder einde", "without an end"};
    const auto period = in_words(*row.period);
    return {"tot " + period.nl, "until " + period.en};
}

void compare_classes(Changes& changes, const Model& before, const Model& after) {
    compare(
        changes, before.classes, after.classes,
        [&](const RetentionRow& row) {
            add(changes, Effect::widens, "We bewaren nu ook: " + row.title.nl + ", " + until(row).nl + ".",
                "We now also keep: " + row.title.en + ", " + until(row).en + ".");
        },
        says(changes, Effect::narrows, "We bewaren niet meer: ", "We no longer keep: "),
        [&](const RetentionRow& old, const RetentionRow& now) {
            if (old.period == now.period && old.personal == now.personal) return;
            const bool keeps_longer =
                (old.period && (!now.period || longer(*old.period, *now.period))) || old.personal != now.personal;
            add(changes, keeps_longer ? Effect::widens : Effect::narrows,
                std::string{keeps_longer ? "Langer" : "Korter"} + " bewaard: " + now.title.nl + ". Nu " +
                    until(now).nl + ", dat was " + until(old).nl + ".",
                std::string{keeps_longer ? "Kept longer" : "Kept less long"} + ": " + now.title.en + ". Now " +
                    until(now).en + ", it was " + until(old).en + ".");
        });
}

void compare_recipients(Changes& changes, const Model& before, const Model& after) {
    compare(changes, before.recipients, after.recipients,
            says(changes, Effect::widens, "Er gaan nu ook gegevens naar ", "Data now also goes to "),
            says(changes, Effect::narrows, "Er gaan geen gegevens meer naar ", "Data no longer goes to "),
            [&](const RecipientRow& old, const RecipientRow& now) {
                if (old.role == now.role) return;
                add(changes, Effect::widens,
                    "Een andere rol voor " + now.title.nl + ": " + in_words(now.role).nl + ", in plaats van " +
                        in_words(old.role).nl + ".",
                    "Another role for " + now.title.en + ": " + in_words(now.role).en + ", instead of " +
                        in_words(old.role).en + ".");
            });
}

// A life of 0 days ends with the browser: the shortest.
void compare_cookie(Changes& changes, const CookieRow& old, const CookieRow& now) {
    const std::string cookie = "De cookie " + now.name + " ", the_cookie = "The cookie " + now.name + " ";
    if (old.life_days != now.life_days) {
        const auto from = life_in_words(old.life_days), to = life_in_words(now.life_days);
        add(changes, now.life_days > old.life_days ? Effect::widens : Effect::narrows,
            cookie + "blijft nu " + to.nl + ", dat was " + from.nl + ".",
            the_cookie + "now stays " + to.en + ", it was " + from.en + ".");
    }
    if (old.http_only != now.http_only)
        add(changes, old.http_only ? Effect::widens : Effect::narrows,
            cookie +
                (old.http_only ? "kan nu door scripts worden gelezen." : "kan niet meer door scripts worden gelezen."),
            the_cookie + (old.http_only ? "can now be read by scripts." : "can no longer be read by scripts."));
    if (old.same_site != now.same_site)
        add(changes, now.same_site != "Strict" ? Effect::widens : Effect::narrows,
            cookie + "gaat anders mee vanaf andere sites.", the_cookie + "travels otherwise from other sites.");
    if (old.kind != now.kind)
        add(changes, Effect::widens, cookie + "is van een andere soort.", the_cookie + "is of another kind.");
}

void compare_cookies(Changes& changes, const Model& before, const Model& after) {
    compare(
        changes, before.cookies, after.cookies,
        [&](const CookieRow& row) {
            const auto life = life_in_words(row.life_days);
            add(changes, Effect::widens, "Een nieuwe cookie, " + row.name + ": " + row.title.nl + ", " + life.nl + ".",
                "A new cookie, " + row.name + ": " + row.title.en + ", " + life.en + ".");
        },
        [&](const CookieRow& row) {
            add(changes, Effect::narrows, "De cookie " + row.name + " verdwijnt.", "The cookie " + row.name + " goes.");
        },
        [&](const CookieRow& old, const CookieRow& now) { compare_cookie(changes, old, now); });
}

void compare_measures(Changes& changes, const Model& before, const Model& after) {
    compare(changes, before.measures, after.measures,
            says(changes, Effect::narrows, "Een nieuwe maatregel: ", "A new measure: ", ""),
            says(changes, Effect::widens, "Deze maatregel vervalt: ", "This measure ends: ", ""), nothing_more);
}

}  // namespace

std::vector<Change> difference(const Model& before, const Model& after) {
    Changes changes;
    compare_clauses(changes, before, after);
    compare_promises(changes, before, after);
    compare_categories(changes, before, after);
    compare_purposes(changes, before, after);
    compare_recipients(changes, before, after);
    compare_classes(changes, before, after);
    compare_cookies(changes, before, after);
    compare_measures(changes, before, after);
    compare_facts(changes, before.controller, after.controller);
    return changes;
}

bool any_widens(const std::vector<Change>& changes) {
    return std::any_of(changes.begin(), changes.end(),
                       [](const Change& change) { return change.effect == Effect::widens; });
}

}  // namespace autojet::policy
