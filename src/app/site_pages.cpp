#include "app/site_pages.hpp"

#include <algorithm>

#include "app/resources.hpp"
#include "base/text.hpp"
#include "booking/booking_words.hpp"
#include "policy/page.hpp"
#include "publishing/version_pages.hpp"
#include "registers/recipients.hpp"

namespace autojet::app {

namespace {

using shop::Site;

constexpr std::size_t services_on_home = 6;
constexpr int days_ahead = 14;  // in which other hours than usual are told

// Who it is today, as the shop has written it in its register: "Mail Ltd (IE)".
std::vector<std::string> names_of(const House& house, ShopId shop, const policy::RecipientRow& row) {
    const auto recipient = policy::find_recipient(row.name);
    if (!recipient) return {};
    const auto facts = house.database.read(shop, [&](store::Tx& tx) { return registers::facts_of(tx, *recipient); });
    if (facts.legal_name.empty()) return {};
    return {facts.legal_name + (facts.country.empty() ? "" : " (" + facts.country + ")")};
}

void show_annex(http::Dict& values, const policy::Page& annex, CivilDate generated) {
    std::string html;
    for (const auto& section : annex.sections)
        html += "<h3 id=\"" + section.anchor + "\">" + escape_html(section.title) + "</h3>\n" + section.html;
    auto& row = values.add("ANNEX");
    row.set("ANCHOR", "annex").set("TITLE", annex.title);
    row.add("OF_TODAY").set("GENERATED", format_long_date(generated, annex.language));
    row.set_trusted_html("HTML", html);
}

}  // namespace

SitePages::SitePages(booking::Bookings& bookings, const shop::Site& site, booking::AvailabilityCache& cache)
    : bookings_(bookings), site_(site), cache_(cache), texts_(policy_texts()) {}

void SitePages::add_routes(http::Router& router) {
    using http::Method;
    http::RouteOptions from_memory;
    from_memory.where = http::Run::inline_;
    router.add(Method::get, "/", from_memory, [](http::Request& request) {
        return http::redirect_see_other(Site::base(request) + "/").set("Vary", "Accept-Language");
    });
    for (const std::string address : {"/nl", "/nl/", "/en", "/en/"})
        router.add(Method::get, address, from_memory, [this](http::Request& r) { return home(r); });
    Site::add_page(router, Method::get, "/services", from_memory, [this](http::Request& r) { return services(r); });
    Site::add_page(router, Method::get, "/privacy", {}, [this](http::Request& r) { return privacy(r); });
    Site::add_page(router, Method::get, "/cookies", {}, [this](http::Request& r) { return cookies(r); });

    auto probe = from_memory;
    probe.host = http::HostRule::any;
    router.add(Method::get, "/healthz", probe, [](http::Request&) { return http::text("ok\n"); });
    probe.where = http::Run::worker;
    router.add(Method::get, "/readyz", probe, [this](http::Request&) {
        for (const auto& shop : bookings_.house().shops.all())
            bookings_.house().database.read(shop.id, [](store::Tx&) { return true; });
        return http::text("ready\n");
    });
    router.add(Method::get, "/favicon.ico", from_memory,
               [this](http::Request&) { return http::redirect_see_other(bookings_.house().assets.url("mark.svg")); });
    router.add(Method::get, "/robots.txt", from_memory,
               [](http::Request&) { return http::text("User-agent: *\nDisallow: /desk\n"); });
    router.add(Method::get, "/export-schema.json", from_memory,
               [](http::Request&) { return http::json(std::string(export_schema())); });
    router.add(Method::get, "/api/openapi.json", from_memory,
               [](http::Request&) { return http::json(std::string(openapi_document())); });
}

http::Response SitePages::kept(http::Request& request, std::string_view name,
                               const std::function<std::string()>& render) {
    const std::string question = request.path + "|" + std::string(code(request.language)) + "|" + std::string(name);
    const auto page =
        cache_.answer(request.shop, question, bookings_.house().clock.now(), [&] { return http::store(render()); });
    return http::answer_stored(page, "text/html; charset=utf-8")
        .set("Content-Language", code(request.language))
        .set("Vary", "Accept-Language");
}

http::Response SitePages::home(http::Request& request) {
    return kept(request, "home", [&] {
        const auto& house = bookings_.house();
        const auto timetable = bookings_.timetable(request.shop);
        const std::string base = Site::base(request);
        http::Dict values;
        values.set("HOME_KICKER", site_.text(request, "home_kicker"))
            .set("HOME_TITLE", site_.text(request, "home_title"))
            .set("HOME_LEAD", site_.text(request, "home_lead"));
        for (const auto size : scheduling::all_sizes) {
            auto& row = values.add("SIZE");
            row.set("CAR", "car-" + std::string(code(size)))
                .set("NAME", scheduling::name_of(timetable->sizes, size, house.messages, request.language));
            row.set("EXAMPLES", scheduling::examples_of(timetable->sizes, size, house.messages, request.language))
                .set("URL", base + "/book?size=" + std::string(code(size)));
        }
        const auto offered = scheduling::offered(timetable->catalogue, scheduling::Where::website);
        std::size_t shown = 0;
        for (const auto* each : offered) {
            if (++shown > services_on_home) break;
            const auto& service = *each;
            auto& row = values.add("SERVICE");
            row.set("ICON", service.icon)
                .set("NAME", service.name(request.language))
                .set("DESCRIPTION", service.about(request.language));
            row.set("BOOK_URL", base + "/book?service=" + service.id)
                .set("PRICE_FROM", service.offers.front().price.display(request.language));
            row.set("DURATION_FROM", booking::duration_text(service.offers.front().duration));
        }
        if (!offered.empty()) {
            const auto& first = *offered.front();
            const auto free = house.database.read(request.shop, [&](store::Tx& tx) {
                return scheduling::first_free_start(tx, timetable->rules, first.need(first.offers.front().size),
                                                    first.offers.front().duration);
            });
            if (free)
                values.add("NEXT_FREE")
                    .set("URL", base + "/book?service=" + first.id)
                    .set("TEXT", booking::when_text(timetable->rules.zone, *free, request.language));
        }
        const auto page =
            site_.page(request, "home.html", values,
                       {.title = site_.say(request, "Car care and workshop in Almere"),
                        .description = site_.say(request,
                                                 "Hand wash, interior, polish and light workshop in Almere. See the "
                                                 "price, choose a time, book in two minutes.")});
        return std::get<std::string>(page.body);
    });
}

http::Response SitePages::services(http::Request& request) {
    return kept(request, "services", [&] {
        const auto& messages = bookings_.house().messages;
        const auto timetable = bookings_.timetable(request.shop);
        const std::string base = Site::base(request);
        http::Dict values;
        values.set("SERVICES_LEAD", site_.text(request, "services_lead"));
        for (const auto* each : scheduling::offered(timetable->catalogue, scheduling::Where::website)) {
            const auto& service = *each;
            auto& row = values.add("SERVICE");
            row.set("ID", service.id)
                .set("ICON", service.icon)
                .set("NAME", service.name(request.language))
                .set("DESCRIPTION", service.about(request.language));
            for (const auto& offer : service.offers) {
                auto& size = row.add("SIZE");
                const std::string id(code(offer.size));
                size.set("BOOK_URL", base + "/book/time?service=" + service.id + "&size=" + id)
                    .set("SERVICE_NAME", service.name(request.language));
                size.set("NAME", scheduling::name_of(timetable->sizes, offer.size, messages, request.language))
                    .set("CAR", "car-" + id);
                size.set("PRICE", (service.price_from ? site_.say(request, "from") + " " : "") +
                                      offer.price.display(request.language))
                    .set("DURATION", booking::duration_text(offer.duration));
            }
        }
        for (const auto size : scheduling::all_sizes)
            values.add("SIZE_GUIDE")
                .set("CAR", "car-" + std::string(code(size)))
                .set("NAME", scheduling::name_of(timetable->sizes, size, messages, request.language))
                .set("EXAMPLES", scheduling::examples_of(timetable->sizes, size, messages, request.language));
        const auto page = site_.page(
            request, "services.html", values,
            {.title = site_.say(request, "Services and prices"),
             .description = site_.say(request, "What we do and what it costs, including VAT, for every size of car."),
             .section = "services"});
        return std::get<std::string>(page.body);
    });
}

// The latest version as it was published; below it what the running system does (policy V1, V2).
http::Response SitePages::privacy(http::Request& request) {
    return kept(request, "privacy", [&] {
        const auto& house = bookings_.house();
        const auto latest = publishing::load_latest(house, request.shop, texts_);
        const CivilDate today = date_of(house.shops.zone(request.shop).to_local(house.clock.now()));
        http::Dict values;
        publishing::show_policy(values, latest.policy_page(request.language));
        policy::Model kept_how = latest.model();
        kept_how.measures =
            policy::parse(texts_.model).value().measures;  // what this program does, whatever was published
        const auto names = [&](const policy::RecipientRow& row, Language) {
            return names_of(house, request.shop, row);
        };
        show_annex(values, policy::annex(kept_how, request.language, today, names), today);
        const auto base = Site::base(request);
        values.add("OTHER_PAGE").set("URL", base + "/cookies").set("TITLE", site_.say(request, "Cookie policy"));
        values.add("OTHER_PAGE")
            .set("URL", base + "/privacy/versions")
            .set("TITLE", site_.say(request, "All versions"));
        const auto page = site_.page(
            request, "policy.html", values,
            {.title = site_.say(request, "Privacy policy"),
             .description = site_.say(
                 request, "What happens to your data when you book or get in touch, and which rights you have.")});
        return std::get<std::string>(page.body);
    });
}

http::Response SitePages::cookies(http::Request& request) {
    return kept(request, "cookies", [&] {
        const auto latest = publishing::load_latest(bookings_.house(), request.shop, texts_);
        http::Dict values;
        auto shown = latest.model();
        shown.cookies = policy::parse(texts_.model).value().cookies;  // what this program sets, whatever was published
        publishing::show_policy(values, policy::cookie_page(shown, shown.controller, texts_, request.language));
        values.add("OTHER_PAGE")
            .set("URL", Site::base(request) + "/privacy")
            .set("TITLE", site_.say(request, "Privacy policy"));
        const auto page =
            site_.page(request, "policy.html", values,
                       {.title = site_.say(request, "Cookie policy"),
                        .description = site_.say(request, "The functional cookies that this site needs to run.")});
        return std::get<std::string>(page.body);
    });
}

std::vector<shop::HoursLine> SitePages::hours(const scheduling::Rules& rules, Language language,
                                              const Messages& messages, Instant now) {
    std::vector<shop::HoursLine> lines;
    const CivilDate today = rules.today(now);
    for (unsigned day = 1; day <= 7; ++day) {
        const std::chrono::weekday weekday{day % 7};
        std::string times;
        for (const auto& opening : rules.openings)
            if (opening.day == weekday)
                times += (times.empty() ? "" : ", ") + format_time_of_day(opening.opens) + "–" +
                         format_time_of_day(opening.closes);
        lines.push_back({weekday_name(weekday, language),
                         times.empty() ? messages.translate(language, "closed") : times, weekday_of(today) == weekday});
    }
    for (int n = 0; n < days_ahead; ++n) {
        const CivilDate day = add_days(today, n);
        const bool is_special =
            std::ranges::find(rules.special, day, &scheduling::SpecialHours::day) != rules.special.end();
        const bool opens_usually =
            std::ranges::find(rules.openings, weekday_of(day), &scheduling::Opening::day) != rules.openings.end();
        if (!is_special && !(rules.is_closed_day(day) && opens_usually)) continue;
        std::string times;
        for (const auto& span : rules.open_spans(day))
            times += (times.empty() ? "" : ", ") + booking::times_text(rules.zone, span);
        lines.push_back(
            {format_short_date(day, language), times.empty() ? messages.translate(language, "closed") : times, false});
    }
    return lines;
}

}  // namespace autojet::app
