#include "booking/booking_api.hpp"

#include <set>
#include <span>

#include "booking/booking_form.hpp"
#include "http/json.hpp"

namespace autojet::booking {

namespace {

namespace json = boost::json;
using scheduling::Timetable;

constexpr int most_days = 92;
constexpr int usual_days = 7;
constexpr std::size_t longest_key = 255;

const http::RateBudget booking_budget{"booking", 300, std::chrono::minutes{10}};

json::object price_of(Money price) {
    return {{"amount", price.decimal()}, {"currency", Money::currency()}};
}

json::object service_of(const scheduling::Service& service, Language language) {
    json::array sizes;
    for (const auto& offer : service.offers)
        sizes.push_back(json::object{
            {"id", code(offer.size)}, {"duration_minutes", offer.duration.count()}, {"price", price_of(offer.price)}});
    const auto& first = service.offers.front();
    return {{"id", service.id},
            {"name", service.name(language)},
            {"duration_minutes", first.duration.count()},
            {"price", price_of(first.price)},
            {"sizes", std::move(sizes)}};
}

struct Question {
    Chosen chosen;
    CivilDate from;
    int days = usual_days;
};

std::optional<Question> check_question(const http::Query& query, const Timetable& timetable, Instant now,
                                       Errors& errors) {
    const auto chosen =
        check_choice(timetable.catalogue, query.find("service").value_or(""), query.find("size").value_or(""), errors);
    const auto from_text = query.find("from");
    const auto from = from_text ? parse_date(*from_text, "from") : Result<CivilDate>{timetable.rules.today(now)};
    if (!from) errors.push_back(from.error());

    int days = usual_days;
    if (const auto text = query.find("days")) {
        const auto number = parse_whole(*text);
        if (number && *number >= 1 && *number <= most_days)
            days = static_cast<int>(*number);
        else
            errors.push_back({ErrorCode::invalid, "out_of_range", "Days must be a whole number from 1 to 92.", "days"});
    }
    if (!chosen || !from || !errors.empty()) return std::nullopt;
    return Question{*chosen, *from, days};
}

// One error for each field, the first: what follows from it helps nobody.
http::Response invalid(Errors errors) {
    std::set<std::string> named;
    std::erase_if(errors, [&](const Error& error) { return !named.insert(error.field).second; });
    return http::problem(422, "invalid", "Some fields need another look.", "Each entry of errors names a field.",
                         errors);
}

std::string availability_json(store::Tx& tx, const Timetable& timetable, const Question& question) {
    json::array days;
    for (const auto& day :
         scheduling::free_starts(tx, timetable.rules, question.chosen.service->need(question.chosen.offer->size),
                                 question.chosen.offer->duration, question.from, question.days)) {
        json::array starts;
        for (const Instant start : day.starts) starts.emplace_back(timetable.rules.zone.format_rfc3339(start));
        days.push_back(json::object{{"date", format_date(day.date)}, {"starts", std::move(starts)}});
    }
    return http::write_json(json::object{{"days", std::move(days)}});
}

BookingFields read_fields(http::JsonFields& body) {
    BookingFields fields;
    constexpr std::size_t line = 4000;
    fields.service = body.find_text("service", line).value_or("");
    fields.size = body.find_text("size", line).value_or("");
    fields.start = body.find_text("start", line).value_or("");
    fields.message = body.find_text("message", 4 * longest_message + line).value_or("");
    if (auto customer = body.find_object("customer")) {
        fields.contact.name = customer->find_text("name", line).value_or("");
        fields.contact.email = customer->find_text("email", line).value_or("");
        fields.contact.phone = customer->find_text("phone", line).value_or("");
    }
    if (auto vehicle = body.find_object("vehicle")) {
        fields.contact.plate = vehicle->find_text("plate", line).value_or("");
        fields.contact.country = vehicle->find_text("country", line).value_or("NL");
        fields.contact.vehicle = vehicle->find_text("description", line).value_or("");
    }
    return fields;
}

// The names that the fields have in this interface.
void use_api_names(std::span<Error> errors) {
    for (auto& error : errors) {
        if (error.field == "name" || error.field == "email" || error.field == "phone")
            error.field = "customer." + error.field;
        if (error.field == "plate" || error.field == "country") error.field = "vehicle." + error.field;
        if (error.field == "vehicle") error.field = "vehicle.description";
    }
}

}  // namespace

void Api::add_routes(http::Router& router) {
    auto from_memory = http::json_route(http::Run::inline_);
    router.add(http::Method::get, "/api/v1/services", from_memory, [this](http::Request& r) { return services(r); });
    router.add(http::Method::get, "/api/v1/availability", from_memory,
               [this](http::Request& r) { return availability(r); });
    auto writing = http::json_route();
    writing.rate = booking_budget;
    router.add(http::Method::post, "/api/v1/bookings", writing, [this](http::Request& r) { return book(r); });
}

http::Response Api::services(http::Request& request) const {
    json::array services;
    const auto timetable = bookings_.timetable(request.shop);
    for (const auto* service : scheduling::offered(timetable->catalogue, scheduling::Where::website))
        services.push_back(service_of(*service, request.language));
    return http::json(http::write_json(json::object{{"services", std::move(services)}})).set("Vary", "Accept-Language");
}

http::Response Api::availability(http::Request& request) {
    const auto& house = bookings_.house();
    Errors errors;
    const auto now = house.clock.now();
    const auto timetable = bookings_.timetable(request.shop);
    const auto answer =
        cache_.answer(request.shop, request.query_text, now, [&]() -> std::shared_ptr<const http::Stored> {
            const auto question = check_question(request.query, *timetable, now, errors);
            if (!question) return nullptr;
            return http::store(house.database.read(
                request.shop, [&](store::Tx& tx) { return availability_json(tx, *timetable, *question); }));
        });
    if (!answer) {
        if (errors.empty()) check_question(request.query, *timetable, now, errors);
        return invalid(errors);
    }
    return http::answer_stored(answer, "application/json");
}

http::Response Api::book(http::Request& request) {
    const auto document = http::parse_json(request.body);
    if (!document) return http::problem(400, document.error().reason, "This is not a JSON object that can be read.");
    const auto key = request.headers.get("Idempotency-Key");

    Errors errors;
    http::JsonFields body(*document, errors);
    const BookingFields fields = read_fields(body);
    Language language = request.language;
    if (const auto text = body.find_text("language", 16)) {
        if (const auto found = from_code(*text))
            language = *found;
        else
            errors.push_back({ErrorCode::invalid, "unknown_language", "Language must be nl or en.", "language"});
    }
    if (key.size() > longest_key)
        errors.push_back(
            {ErrorCode::invalid, "too_long", "An Idempotency-Key has at most 255 characters.", "Idempotency-Key"});
    const auto timetable = bookings_.timetable(request.shop);
    const auto of_reading = errors.size();
    const auto checked = check(fields, timetable->catalogue, language, Channel::api, errors);
    use_api_names(std::span{errors}.subspan(of_reading));
    if (!errors.empty()) return invalid(errors);

    const auto booked = bookings_.house().database.write(request.shop, [&](store::Tx& tx) {
        return book_once(tx, bookings_, *checked, privacy::Actor::stranger(), key, request.body);
    });
    if (!booked && booked.error().code == ErrorCode::invalid) return invalid({booked.error()});
    if (!booked) return http::problem(booked.error());

    const Zone& zone = timetable->rules.zone;
    const std::string url = site_.url(request.shop) + "/" + std::string(code(language)) + "/booking/" +
                            bookings_.link(request.shop, *booked);
    return http::json(http::write_json(json::object{{"reference", display_reference(booked->reference)},
                                                    {"status", code(booked->status)},
                                                    {"start", zone.format_rfc3339(booked->span.start)},
                                                    {"end", zone.format_rfc3339(booked->span.end)},
                                                    {"manage_url", url}}),
                      201);
}

}  // namespace autojet::booking
