#include "rights/record_words.hpp"

#include <algorithm>
#include <map>

#include "booking/reference.hpp"

namespace autojet::rights {

namespace {

// In the order in which people look for them; whatever else a slice keeps comes behind.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> group_labels{{{"customer", "You and your car"},
                                                                                     {"booking", "Your appointments"},
                                                                                     {"work_order", "Your work orders"},
                                                                                     {"message", "Your messages"},
                                                                                     {"consent", "Your consents"},
                                                                                     {"request", "Your requests"},
                                                                                     {"invoice", "Your invoices"}}};

std::string_view source_label(std::string_view source) {
    if (source == "website") return "you, on the website";
    if (source == "desk") return "you, at the desk";
    if (source == "api") return "you, through another program";
    if (source == "whatsapp") return "you, through WhatsApp";
    if (source == "import") return "you, in a file from another shop";
    return "you";
}

// Words of programs in values, as people say them.
std::string_view word_label(std::string_view word) {
    static const std::map<std::string_view, std::string_view> words{
        {"customer", "by you"},
        {"shop", "by the shop"},
        {"delivered", "delivered"},
        {"waiting", "waiting to be sent"},
        {"unreachable", "not sent: no e-mail address"},
        {"superseded", "not sent: something newer happened"},
        {"failed", "could not be delivered"},
        {"pending", "Awaiting confirmation"},
        {"confirmed", "Confirmed"},
        {"cancelled", "Cancelled"},
        {"small", "Small"},
        {"medium", "Medium"},
        {"large", "Large"},
        {"van", "Van"},
        {"nl", "Dutch"},
        {"en", "English"},
        {"accuracy", "the data may be wrong"},
        {"unlawful", "we should not have used it"},
        {"claim", "you need it for a claim"},
        {"objection", "we consider your objection"},
        {"improvement", "to improve our service"},
        {"marketing", "marketing"},
        {"upheld", "upheld"},
        {"overridden", "overridden"},
        {"booked", "Booked in"},
        {"arrived", "Arrived"},
        {"in_progress", "In progress"},
        {"ready", "Ready"},
        {"collected", "Collected"}};
    const auto found = words.find(word);
    return found == words.end() ? std::string_view{} : found->second;
}

bool was_typed_by_a_person(const std::string& field) {
    static constexpr std::array<std::string_view, 10> typed{
        "person.name",          "person.vehicle",       "person.email",     "booking.message", "booking.cancel_reason",
        "contact_message.name", "contact_message.body", "standing.reasons", "request.words",   "request.answer"};
    const bool of_the_work = field.starts_with("work_") && !field.ends_with(".state") && !field.ends_with(".image");
    return of_the_work || std::ranges::find(typed, field) != typed.end();
}

// Moments as people read them, words of programs translated; what a person typed stays as it is.
std::string readable(const House& house, ShopId shop, const HeldValue& value, Language language) {
    if (was_typed_by_a_person(value.field)) return value.value;
    std::string text;
    std::string_view rest = value.value;
    while (!rest.empty()) {
        const auto space = std::min(rest.find(' '), rest.size());
        const auto word = rest.substr(0, space);
        rest.remove_prefix(std::min(space + 1, rest.size()));
        std::string said;
        if (const auto instant = parse_rfc3339(word))
            said = moment_text(house, shop, *instant, language);
        else if (const auto known = word_label(word); !known.empty())
            said = house.messages.translate(language, known);
        else if (value.field == "booking.event" || value.field == "booking.mail")
            continue;  // the label says it
        else
            said = word;
        text += (text.empty()                                                      ? ""
                 : value.field == "booking.event" || value.field == "booking.mail" ? ", "
                                                                                   : " ") +
                said;
    }
    return text;
}

void show_record(http::Dict& row, const House& house, ShopId shop, const HeldRecord& record, Language language) {
    const auto say = [&](std::string_view english) { return house.messages.translate(language, english); };
    row.set("TITLE", say(record.title))
        .set("COLLECTED", day_text(house, shop, record.collected, language))
        .set("SOURCE", say(source_label(record.source)));
    if (!record.number.empty() && record.number.size() == 8 && record.kind != "customer")
        row.add("NUMBERED").set("NUMBER", booking::display_reference(record.number));
    if (!record.policy_version.empty()) {
        const auto day = parse_date(record.policy_version);
        row.add("VERSION").set("DAY", day ? format_long_date(*day, language) : record.policy_version);
    }
    if (record.kept_until)
        row.add("UNTIL").set("DATE", day_text(house, shop, *record.kept_until, language));
    else
        row.show("NO_END");
    for (const auto& value : record.values)
        row.add("VALUE").set("LABEL", say(value.label)).set("VALUE", readable(house, shop, value, language));
}

}  // namespace

std::string day_text(const House& house, ShopId shop, Instant instant, Language language) {
    return format_long_date(date_of(house.shops.zone(shop).to_local(instant)), language);
}

std::string moment_text(const House& house, ShopId shop, Instant instant, Language language) {
    return format_moment(house.shops.zone(shop).to_local(instant), language);
}

void show_records(http::Dict& values, const House& house, ShopId shop, const std::vector<HeldRecord>& records,
                  Language language) {
    const auto show = [&](std::string_view kind, std::string_view title) {
        http::Dict* group = nullptr;
        for (const auto& record : records) {
            if (record.kind != kind) continue;
            if (!group)
                group = &values.add("GROUP").set("TITLE", house.messages.translate(language, title)).set("KIND", kind);
            show_record(group->add("RECORD"), house, shop, record, language);
        }
    };
    std::vector<std::string_view> others;
    for (const auto& record : records) {
        const auto known =
            std::ranges::find(group_labels, record.kind, &std::pair<std::string_view, std::string_view>::first);
        if (known == group_labels.end() && std::ranges::find(others, record.kind) == others.end())
            others.push_back(record.kind);
    }
    for (const auto& [kind, title] : group_labels) show(kind, title);
    for (const auto kind : others) show(kind, std::ranges::find(records, kind, &HeldRecord::kind)->title);
}

std::string purpose_text(const policy::Model& model, const privacy::Consultation& consultation, Language language) {
    std::string text;
    for (const auto& [purpose, categories] : consultation.what) {
        const auto* row = policy::find(model.purposes, policy::name_of(purpose));
        text += (text.empty() ? "" : "; ") + (row ? row->title.in(language) : std::string(policy::name_of(purpose)));
        std::string list;
        for (const auto category : categories)
            if (const auto* title = policy::find(model.categories, policy::name_of(category)))
                list += (list.empty() ? "" : ", ") + title->title.in(language);
        if (!list.empty()) text += " (" + list + ")";
    }
    return text;
}

void show_consultations(http::Dict& values, const House& house, ShopId shop,
                        const std::vector<privacy::Consultation>& consultations, Language language, std::size_t limit) {
    const auto in_force = house.policies.of(shop);
    const auto who = [&](const std::string& actor) -> std::string_view {
        if (actor == "staff") return "a member of staff";
        if (actor == "job") return "our system";
        return "you";
    };
    for (std::size_t n = 0; n < consultations.size() && n < limit; ++n) {
        auto& row = values.add("CONSULTATION");
        row.set("TIME", moment_text(house, shop, consultations[n].at, language))
            .set("WHO", house.messages.translate(language, who(consultations[n].actor)))
            .set("WHAT", purpose_text(in_force->model, consultations[n], language));
        if (!consultations[n].opened) row.show("REFUSED");
    }
    if (consultations.empty()) values.show("NO_CONSULTATION");
    if (consultations.size() > limit) values.show("MORE_CONSULTATIONS");
}

void show_request(http::Dict& values, const House& house, ShopId shop, const Request& request, Language language) {
    const auto say = [&](std::string_view english) { return house.messages.translate(language, english); };
    values.set("NUMBER", booking::display_reference(request.number))
        .set("KIND", say(label(request.kind)))
        .set("PROMISE", promise(request.kind))
        .set("CHANNEL", say(label(request.channel)))
        .set("RECEIVED", day_text(house, shop, request.received, language))
        .set("DUE", format_long_date(last_day(house.shops.zone(shop), request), language));
    if (request.extended) values.show("EXTENDED");
    if (request.is_open()) {
        const bool late = request.is_overdue(house.clock.now());
        values.set("STATUS", say(late ? "Overdue" : "Open")).set("STATUS_CLASS", late ? "cancelled" : "pending");
        values.show(late ? "OVERDUE" : "IN_TIME");
        values.show("OPEN");
    } else {
        values.set("STATUS", say(label(request.outcome.value())))
            .set("STATUS_CLASS", request.outcome == Outcome::refused ? "cancelled" : "confirmed");
        values.add("ANSWERED").set("DAY", day_text(house, shop, *request.answered, language));
    }
}

}  // namespace autojet::rights
