#include "publishing/version_pages.hpp"

#include "base/text.hpp"
#include "http/json.hpp"
#include "policy/difference.hpp"
#include "policy/version.hpp"

namespace autojet::publishing {

namespace {

using http::JsonArray;
using http::JsonObject;
using shop::Site;

constexpr std::string_view json_end = ".json";
// The list reads every version.
const http::RateBudget lists_of_client{"versions", 60, std::chrono::minutes{1}};

// A version that is older than this installation was in force from its own day on.
std::string start_text(const Zone& zone, const privacy::VersionDates& dates, Language language) {
    const bool older = policy::day_of(dates.version) < format_date(date_of(zone.to_local(dates.from)));
    return older ? day_text(dates.version, language) : format_moment(zone.to_local(dates.from), language);
}

// The periods, purposes and recipients of that version, which its chapters refer to.
void show_annex_of(http::Dict& values, const Frozen& frozen, Language language) {
    const auto day = parse_date(policy::day_of(frozen.version().dates.version)).value();
    const auto annex = policy::annex(frozen.model(), language, day);
    std::string html;
    for (const auto& section : annex.sections)
        if (!section.html.empty())
            html += "<h3 id=\"" + section.anchor + "\">" + escape_html(section.title) + "</h3>\n" + section.html;
    auto& row = values.add("ANNEX");
    row.set("ANCHOR", "annex").set("TITLE", annex.title).show("AS_PUBLISHED");
    row.set_trusted_html("HTML", html);
}

// Browsers and proxies may keep it and ask whether it is still the same (RFC 9110 13).
http::Response answer(http::Response page, const http::Request& request) {
    return http::answer_stored(http::store(std::move(std::get<std::string>(page.body))), "text/html; charset=utf-8",
                               page.status)
        .set("Content-Language", code(request.language))
        .set("Vary", "Accept-Language");
}

http::Response answer_json(const JsonObject& object) {
    return http::answer_stored(http::store(http::write_json(object) + "\n"), "application/json; charset=utf-8");
}

JsonObject dates_as_json(const privacy::VersionDates& dates, const std::string& base) {
    JsonObject object{{"version", dates.version},
                      {"day", policy::day_of(dates.version)},
                      {"url", base + "/privacy/versions/" + dates.version},
                      {"in_force_from", format_rfc3339(dates.from)}};
    object["in_force_until"] = dates.until ? http::JsonValue(format_rfc3339(*dates.until)) : http::JsonValue(nullptr);
    return object;
}

}  // namespace

void show_policy(http::Dict& values, const policy::Page& page) {
    values.set("TITLE", page.title).set("UPDATED_DATE", page.date);
    values.set("UPDATED", format_long_date(parse_date(page.date).value(), page.language));
    for (const auto& section : page.sections) {
        auto& row = values.add("SECTION");
        row.set("ANCHOR", section.anchor).set("TITLE", section.title);
        row.set_trusted_html("HTML", section.html);
    }
}

void VersionPages::add_routes(http::Router& router) const {
    using http::Method;
    Site::add_page(router, Method::get, "/privacy/versions", {.rate = lists_of_client},
                   [this](http::Request& r) { return list(r); });
    Site::add_page(router, Method::get, "/privacy/versions.json", {},
                   [this](http::Request& r) { return list_as_json(r); });
    Site::add_page(router, Method::get, "/privacy/versions/{version}", {}, [this](http::Request& r) { return one(r); });
}

http::Response VersionPages::list(http::Request& request) const {
    const auto& zone = house_.shops.zone(request.shop);
    http::Dict values;
    house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto versions = privacy::versions_of(tx);
        const auto model_of = [&](std::size_t n) {
            const auto version = privacy::find_version(tx, versions[n].version).value();
            return policy::in_force(policy::parse(version.model_toml).value());
        };
        auto model = model_of(0);
        for (std::size_t n = 0; n < versions.size(); ++n) {
            auto& row = values.add("VERSION");
            row.set("NAME", day_text(versions[n].version, request.language));
            row.set("URL", Site::base(request) + "/privacy/versions/" + versions[n].version);
            row.set("FROM", start_text(zone, versions[n], request.language));
            if (versions[n].until)
                row.add("UNTIL").set("MOMENT", format_moment(zone.to_local(*versions[n].until), request.language));
            else
                row.show("IN_FORCE");
            if (n + 1 == versions.size()) continue;
            auto older = model_of(n + 1);
            const auto changes = policy::difference(older, model);
            model = std::move(older);
            if (changes.empty()) continue;
            auto& list = row.add("CHANGES");
            for (const auto& change : changes) list.add("CHANGE").set("TEXT", change.words.in(request.language));
        }
        return true;
    });
    return answer(site_.page(request, "policy_versions.html", values,
                             {.title = site_.say(request, "Versions of our privacy policy"), .description = ""}),
                  request);
}

http::Response VersionPages::list_as_json(http::Request& request) const {
    JsonArray versions;
    for (const auto& dates : house_.database.read(request.shop, privacy::versions_of))
        versions.push_back(dates_as_json(dates, site_.url(request.shop) + Site::base(request)));
    return answer_json({{"versions", std::move(versions)}});
}

http::Response VersionPages::one(http::Request& request) const {
    std::string_view name = request.path_parameters.at("version");
    const bool as_json = name.ends_with(json_end);
    if (as_json) name.remove_suffix(json_end.size());
    const auto frozen =
        policy::is_version(name) ? find_frozen(house_, request.shop, name, texts_) : std::optional<Frozen>{};
    if (!frozen)
        return site_.error(request, http_status(ErrorCode::not_found), "This page does not exist",
                           "The address may be incomplete. Start again from the home page.");
    if (as_json) return one_as_json(request, *frozen);

    const auto& zone = house_.shops.zone(request.shop);
    const auto& dates = frozen->version().dates;
    http::Dict values;
    const auto page = frozen->policy_page(request.language);
    show_policy(values, page);
    show_annex_of(values, *frozen, request.language);
    auto& note = values.add("FROZEN");
    note.set("FROM", start_text(zone, dates, request.language)).set("DIGEST", frozen->version().digest);
    note.set("JSON_URL", Site::base(request) + "/privacy/versions/" + dates.version + std::string(json_end));
    if (dates.until) {
        note.show("PAST");
        note.add("UNTIL").set("MOMENT", format_moment(zone.to_local(*dates.until), request.language));
    } else {
        note.show("CURRENT");
    }
    values.add("OTHER_PAGE")
        .set("URL", Site::base(request) + "/privacy/versions")
        .set("TITLE", site_.say(request, "All versions"));
    return answer(site_.page(request, "policy.html", values,
                             {.title = page.title + ", " + day_text(dates.version, request.language),
                              .description = page.updated,
                              .personal = dates.until.has_value()}),
                  request);
}

// Everything that the fingerprint is of, so that anybody can compute it again.
http::Response VersionPages::one_as_json(const http::Request& request, const Frozen& frozen) const {
    const auto& version = frozen.version();
    auto object = dates_as_json(version.dates, site_.url(request.shop) + Site::base(request));
    object["digest"] = JsonObject{{"algorithm", "BLAKE2b-256"},
                                  {"value", version.digest},
                                  {"of",
                                   "version, model, and each file name and text in order; each as LENGTH:TEXT and a "
                                   "line feed"}};
    object["model"] = version.model_toml;
    JsonObject prose;
    for (const auto& [file, words] : version.prose) prose[file] = words;
    object["prose"] = std::move(prose);
    return answer_json(object);
}

}  // namespace autojet::publishing
