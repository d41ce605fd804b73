#include "registers/processing.hpp"
#include "registers/registers.hpp"

namespace autojet::registers {

void Registers::add_processing_routes(http::Router& router) const {
    router.add(http::Method::get, "/desk/registers/processing", for_staff(&Registers::show_processing));
    router.add(http::Method::get, "/desk/registers/processing.json", for_staff(&Registers::processing_file));
}

Processing Registers::processing(ShopId shop, Language language) const {
    const auto in_force = house_.policies.of(shop);
    return house_.database.read(shop, [&](store::Tx& tx) {
        return processing_of(tx, house_.shops.load(shop), *in_force, schema_.ceiling, schema_.notes, language);
    });
}

http::Response Registers::processing_file(Request& request, const Account&) const {
    return http::download(http::write_json(to_json(processing(request.shop, request.language))), "application/json",
                          "record-of-processing.json");
}

http::Response Registers::show_processing(Request& request, const Account& account) const {
    const auto record = processing(request.shop, request.language);
    const auto title_of = [&](const std::string& category) {
        for (const auto& line : record.categories)
            if (line.name == category) return line.title;
        return category;
    };
    http::Dict values;
    const auto& shop = record.shop;
    values.set("SHOP", shop.name + ", " + shop.street + ", " + shop.postcode + " " + shop.city);
    values.set("REACH", shop.phone + ", " + shop.email).set("KVK", shop.kvk).set("VERSION", record.version);
    for (const auto& line : record.purposes) {
        std::string categories;
        for (const auto& name : line.categories)
            categories.append(categories.empty() ? "" : ", ").append(title_of(name));
        values.add("PURPOSE")
            .set("TITLE", line.title)
            .set("BASIS", say(request, label(line.basis)))
            .set("CATEGORIES", categories);
    }
    for (const auto& line : record.recipients)
        values.add("RECIPIENT")
            .set("TITLE", line.title)
            .set("LEGAL_NAME", line.facts.legal_name.empty() ? say(request, "Not filled in") : line.facts.legal_name)
            .set("COUNTRY", line.facts.country)
            .set("TRANSFER", say(request, label(line.facts.transfer)));
    for (const auto& line : record.classes) {
        std::string tables;
        for (const auto& table : line.tables) tables.append(tables.empty() ? "" : ", ").append(table);
        values.add("CLASS").set("TITLE", line.title).set("PERIOD", line.period).set("TABLES", tables);
    }
    for (const auto& line : record.measures) values.add("MEASURE").set("TITLE", line.title);
    const auto& provider = record.provider;
    values.set("PROVIDER", provider.legal_name.empty() ? say(request, "Not filled in") : provider.legal_name);
    values.set("PROVIDER_COUNTRY", provider.country).set("PROVIDER_CONTRACT", provider.contract);
    values.set("PROVIDER_END", say(request, label(provider.at_the_end)));
    return page(request, account, "processing.html", values, "Record of processing");
}

}  // namespace autojet::registers
