#include "rights/rights_module.hpp"

#include "booking/reference.hpp"
#include "rights/erasure.hpp"
#include "rights/import.hpp"
#include "rights/mails.hpp"
#include "rights/notices.hpp"
#include "rights/observers.hpp"

namespace autojet::rights {

namespace {

constexpr std::string_view delete_passes = "DELETE FROM me_pass WHERE shop = $1 AND person = $2";

// "Answer 7K3M-9QXP: Correction"
std::string what_to_do(const House& house, const Request& request, Language language) {
    return house.messages.translate(language, "Answer the request") + " " + booking::display_reference(request.number) +
           ": " + house.messages.translate(language, label(request.kind));
}

}  // namespace

Module RightsModule::module() {
    const auto sweep = [this](ShopId shop) {
        const auto in_force = house_.policies.of(shop);
        house_.database.write(shop, [&](store::Tx& tx) -> Result<void> {
            forget_requests(tx, house_.vault, in_force->published);
            forget_contacts(tx, house_.vault, in_force->published);
            forget_imports(tx, house_.vault, in_force->published);
            return {};
        });
    };
    const auto forget = [this](ShopId shop) {
        house_.database.write(shop, [&](store::Tx& tx) -> Result<void> {
            forget_passes(tx, house_.vault);
            return {};
        });
    };
    return {.name = "rights",
            .add_routes =
                [this](http::Router& router) {
                    me_.add_routes(router);
                    desk_.add_routes(router);
                },
            .jobs = {{"forget requests and their addresses", std::chrono::hours{24}, sweep},
                     {"forget codes and sessions of /me", std::chrono::minutes{5}, forget},
                     {"finish erasures", std::chrono::seconds{20},
                      [this](ShopId shop) { carry_on_erasures(house_, holders_, shop); }}},
            .holders = {rights_holder(house_)},
            .observers = observers(),
            .overdue = overdue_requests,
            .to_dos = [this](store::Tx& tx, Language language) { return open_requests(tx, house_, language); },
            .mails = mail_writers(house_, holders_)};
}

Holder rights_holder(const House& house) {
    const auto describe = [&house](store::Tx& tx, PersonId person, const ForRights& warrant) {
        std::vector<HeldRecord> records;
        const auto in_force = house.policies.of(tx);
        const auto period = in_force->published.period(policy::RetentionClass::rights);
        for (const auto& request : of_person(tx, person)) {
            HeldRecord record{.kind = "request",
                              .number = request.number,
                              .title = label(request.kind),
                              .collected = request.received,
                              .source = request.channel == Channel::self_service ? "website" : "desk",
                              .policy_version = {},
                              .retention = policy::RetentionClass::rights,
                              .kept_until = request.answered && period
                                                ? std::optional{policy::ends(*period, *request.answered)}
                                                : std::nullopt,
                              .values = {}};
            const auto add = [&](std::string_view field, std::string_view label, const std::string& value,
                                 bool provided = false) {
                record.values.push_back({Category::message, std::string(field), label, value, provided});
            };
            const auto written = load_written(tx, house.vault, request);
            const auto open = [&](const std::optional<Words>& words) {
                return words ? words->assigned_to(person).open(warrant) : std::string{};
            };
            if (written.words) add("request.words", "What you wrote", open(written.words), true);
            if (written.reasons) add("request.reasons", "Why it takes longer", open(written.reasons));
            if (written.answer) add("request.answer", "Our answer", open(written.answer));
            records.push_back(std::move(record));
        }
        for (auto& record : describe_imports(tx, house, person, warrant)) records.push_back(std::move(record));
        return records;
    };
    return {.name = "rights",
            .knows = [](store::Tx& tx, PersonId person) { return is_subject(tx, person) || has_imports(tx, person); },
            .describe = describe,
            .erase = [&house](store::Tx& tx, PersonId person) -> std::vector<Kept> {
                erase_imports(tx, house.vault, person);
                tx.run(delete_passes, person);
                return {};
            },
            .index_again =
                [&house](store::Tx& tx, PersonId after, int limit, policy::Openings& openings) {
                    return index_imports_again(tx, house, after, limit, openings);
                },
            .sealed = {{.table = "rights_request", .key_column = "request"},
                       {.table = "rights_contact", .key_column = "request"},
                       {.table = "rights_receipt", .key_column = "request"},
                       {.table = "rights_notice", .key_column = "request"},
                       {.table = "me_pass", .key_column = "pass"}}};
}

std::vector<ToDo> open_requests(store::Tx& tx, const House& house, Language language) {
    std::vector<ToDo> list;
    for (const auto& request : all_requests(tx, 0))
        list.push_back({what_to_do(house, request, language), request.due, "/desk/requests/" + request.number,
                        request.is_overdue(tx.now())});
    for (const auto& notice : open_notices(tx)) {
        const auto request = load(tx, notice.request);
        if (!request) continue;
        list.push_back({house.messages.translate(language, "Tell a recipient about the request") + " " +
                            booking::display_reference(request->number),
                        request->due, "/desk/requests/" + request->number, request->due <= tx.now()});
    }
    return list;
}

}  // namespace autojet::rights
