#include "rights/copy.hpp"

#include "http/json.hpp"
#include "policy/page.hpp"
#include "policy/period_words.hpp"
#include "rights/dossier.hpp"
#include "rights/record_words.hpp"
#include "shop/visit.hpp"

namespace autojet::rights {

namespace {

using http::JsonArray;
using http::JsonObject;

constexpr std::string_view authority_name{"Autoriteit Persoonsgegevens"};
constexpr std::string_view authority_url = "https://autoriteitpersoonsgegevens.nl";

std::string moment(const House& house, ShopId shop, Instant instant) {
    return house.shops.zone(shop).format_rfc3339(instant);
}

JsonObject json_of(const House& house, ShopId shop, const HeldRecord& record, Language language) {
    JsonArray values;
    for (const auto& value : record.values)
        values.push_back(JsonObject{{"field", value.field},
                                    {"label", house.messages.translate(language, value.label)},
                                    {"category", std::string(policy::name_of(value.category))},
                                    {"value", value.value},
                                    {"provided_by_you", value.provided}});
    JsonObject object{{"kind", record.kind},
                      {"number", record.number},
                      {"collected", moment(house, shop, record.collected)},
                      {"source", record.source},
                      {"policy_version", record.policy_version},
                      {"retention_class", std::string(policy::name_of(record.retention))},
                      {"values", std::move(values)}};
    if (record.kept_until) object["kept_until"] = moment(house, shop, *record.kept_until);
    return object;
}

JsonArray purposes_of(const policy::Model& model, Language language) {
    JsonArray list;
    for (const auto& purpose : model.purposes) {
        JsonArray opens;
        for (const auto& category : purpose.opens) opens.push_back(http::JsonValue(category));
        list.push_back(JsonObject{{"name", purpose.name},
                                  {"promise", purpose.number},
                                  {"title", purpose.title.in(language)},
                                  {"basis", std::string(policy::name_of(purpose.basis))},
                                  {"categories", std::move(opens)}});
    }
    return list;
}

JsonArray periods_of(const policy::Model& model, Language language) {
    JsonArray list;
    for (const auto& row : model.classes)
        if (row.personal && row.period)
            list.push_back(JsonObject{{"class", row.name},
                                      {"title", row.title.in(language)},
                                      {"period", policy::in_words(*row.period).in(language)}});
    return list;
}

JsonArray rights_of(const policy::Model& model, Language language) {
    JsonArray list;
    for (const auto& promise : model.promises)
        if (promise.number.starts_with("R"))
            list.push_back(JsonObject{{"promise", promise.number}, {"title", promise.title.in(language)}});
    return list;
}

JsonArray consultations_of(const House& house, ShopId shop, const Copy& copy) {
    JsonArray list;
    for (const auto& consultation : copy.consultations) {
        JsonArray what;
        for (const auto& [purpose, categories] : consultation.what) {
            JsonArray names;
            for (const auto category : categories) names.push_back(http::JsonValue(policy::name_of(category)));
            what.push_back(
                JsonObject{{"purpose", std::string(policy::name_of(purpose))}, {"categories", std::move(names)}});
        }
        list.push_back(JsonObject{{"at", moment(house, shop, consultation.at)},
                                  {"by", consultation.actor},
                                  {"outcome", consultation.opened ? "opened" : "refused"},
                                  {"what", std::move(what)}});
    }
    return list;
}

std::string title_of(const policy::Model& model, const std::string& recipient, Language language) {
    const auto* row = policy::find(model.recipients, recipient);
    return row ? row->title.in(language) : recipient;
}

}  // namespace

Copy copy_of(const House& house, const std::vector<Holder>& holders, http::Request& request,
             const std::vector<PersonId>& persons) {
    auto& visit = shop::visit_of(request);
    return house.database.read(request.shop, [&](store::Tx& tx) {
        return Copy{gather(tx, house.gate, holders, visit.actor, persons, visit.openings),
                    privacy::entries_about(tx, house.vault, persons), received_of(tx, persons), tx.now()};
    });
}

std::vector<Provided> export_of(const House& house, const std::vector<Holder>& holders, http::Request& request,
                                const std::vector<PersonId>& persons) {
    auto& visit = shop::visit_of(request);
    return house.database.read(request.shop, [&](store::Tx& tx) {
        std::vector<std::vector<HeldRecord>> each;
        for (const auto person : persons)
            each.push_back(gather(tx, house.gate, holders, visit.actor, {person}, visit.openings));
        return provided_of(each);
    });
}

void show_copy(http::Dict& values, const House& house, ShopId shop, const Copy& copy, Language language) {
    const auto in_force = house.policies.of(shop);
    const auto today = date_of(house.shops.zone(shop).to_local(copy.made));
    values.set("MADE", moment_text(house, shop, copy.made, language))
        .set("VERSION", format_long_date(parse_date(in_force->model.version).value(), language));
    show_records(values, house, shop, copy.records, language);
    show_consultations(values, house, shop, copy.consultations, language, copy.consultations.size());
    for (const auto& section : policy::annex(in_force->model, language, today).sections)
        values.add("SECTION").set("HEADING", section.title).set_trusted_html("TEXT", section.html);
    for (const auto& received : copy.received)
        values.add("RECEIVED")
            .set("WHO", title_of(in_force->model, received.recipient, language))
            .set("FIRST", day_text(house, shop, received.first, language))
            .set("LAST", day_text(house, shop, received.last, language));
    if (copy.received.empty()) values.show("NOBODY_RECEIVED");
    for (const auto& promise : in_force->model.promises)
        if (promise.number.starts_with("R"))
            values.add("RIGHT").set("NUMBER", promise.number).set("TITLE", promise.title.in(language));
}

std::string copy_as_json(const House& house, ShopId shop_id, const Copy& copy, Language language) {
    const auto& shop = house.shops.load(shop_id);
    const auto in_force = house.policies.of(shop_id);
    JsonArray records, recipients;
    for (const auto& record : copy.records) records.push_back(json_of(house, shop_id, record, language));
    for (const auto& received : copy.received) {
        JsonArray names;
        for (const auto category : received.categories) names.push_back(http::JsonValue(policy::name_of(category)));
        recipients.push_back(JsonObject{{"name", received.recipient},
                                        {"title", title_of(in_force->model, received.recipient, language)},
                                        {"first", moment(house, shop_id, received.first)},
                                        {"last", moment(house, shop_id, received.last)},
                                        {"categories", std::move(names)}});
    }
    return http::write_json(JsonObject{
        {"format", "autojet-copy"},
        {"version", 1},
        {"made", moment(house, shop_id, copy.made)},
        {"controller", JsonObject{{"name", shop.name},
                                  {"address", shop.street + ", " + shop.postcode + " " + shop.city},
                                  {"phone", shop.phone},
                                  {"email", shop.email},
                                  {"kvk", shop.kvk}}},
        {"policy_version", in_force->model.version},
        {"purposes", purposes_of(in_force->model, language)},
        {"retention", periods_of(in_force->model, language)},
        {"recipients", std::move(recipients)},
        {"rights", rights_of(in_force->model, language)},
        {"authority", JsonObject{{"name", std::string(authority_name)}, {"url", std::string(authority_url)}}},
        {"automated_decisions", "none"},
        {"records", std::move(records)},
        {"consultations", consultations_of(house, shop_id, copy)}});
}

}  // namespace autojet::rights
