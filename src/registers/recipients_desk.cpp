#include "registers/registers.hpp"
#include "registers/words.hpp"
#include "shop/visit.hpp"

namespace autojet::registers {

namespace {

RecipientFields fields_of(const RecipientFacts& facts) {
    return {.legal_name = facts.legal_name,
            .role = std::string(policy::name_of(facts.role)),
            .purpose = std::string(policy::name_of(facts.purpose)),
            .contract = facts.contract,
            .contract_date = text_of(facts.contract_date),
            .contract_end = text_of(facts.contract_end),
            .country = facts.country,
            .transfer = std::string(code(facts.transfer)),
            .at_the_end = std::string(code(facts.at_the_end))};
}

RecipientFields fields_of(const http::Form& form) {
    return {.legal_name = form.readable("legal_name"),
            .role = form.readable("role"),
            .purpose = form.readable("purpose"),
            .contract = form.readable("contract"),
            .contract_date = form.readable("contract_date"),
            .contract_end = form.readable("contract_end"),
            .country = form.readable("country"),
            .transfer = form.readable("transfer"),
            .at_the_end = form.readable("at_the_end")};
}

std::string_view role_label(std::string_view role) {
    if (role == "processor") return "Processor: works on the shop's instructions";
    if (role == "authority") return "Authority";
    return "Responsible in its own right";
}

void add_choice(http::Dict& values, std::string_view section, std::string_view value, const std::string& label,
                std::string_view chosen) {
    auto& choice = values.add(section);
    choice.set("VALUE", value).set("LABEL", label);
    if (value == chosen) choice.show("CHOSEN");
}

}  // namespace

http::Response Registers::show_recipients(Request& request, const Account& account) const {
    const auto in_force = house_.policies.of(request.shop);
    http::Dict values;
    house_.database.read(request.shop, [&](store::Tx& tx) {
        for (const auto recipient : policy::all_recipients) {
            const auto facts = facts_of(tx, recipient);
            const auto* row = policy::find(in_force->model.recipients, policy::name_of(recipient));
            if (!row) continue;
            auto& line = values.add("RECIPIENT");
            line.set("TITLE", row->title.in(request.language)).set("NUMBER", row->number);
            line.set("URL", "/desk/registers/recipients/" + row->name);
            line.set("LEGAL_NAME", facts.legal_name).set("ROLE", say(request, role_label(policy::name_of(row->role))));
            const auto* purpose = policy::find(in_force->model.purposes, policy::name_of(facts.purpose));
            line.set("PURPOSE", purpose ? purpose->title.in(request.language) : "");
            line.set("CONTRACT", facts.contract + (facts.contract_date ? ", " + text_of(facts.contract_date) : ""));
            line.set("UNTIL", text_of(facts.contract_end)).set("COUNTRY", facts.country);
            line.set("TRANSFER",
                     is_in_eea(facts.country) ? say(request, "inside the EEA") : say(request, label(facts.transfer)));
            line.set("AT_THE_END", say(request, label(facts.at_the_end)));
            if (!in_force->published.names(recipient))
                line.show("PREPARED");
            else if (!missing(facts).empty())
                line.show("MISSING");
            else if (!may_receive(tx, *in_force, recipient))
                line.show("SHUT");
        }
        return 0;
    });
    return page(request, account, "recipients.html", values, "Recipients");
}

http::Response Registers::show_recipient(Request& request, const Account& account) const {
    const auto recipient = policy::find_recipient(request.path_parameters.at("recipient"));
    if (!recipient) return not_found(request, account);
    const auto facts = house_.database.read(request.shop, [&](store::Tx& tx) { return facts_of(tx, *recipient); });
    return recipient_page(request, account, *recipient, fields_of(facts), {});
}

http::Response Registers::recipient_page(Request& request, const Account& account, Recipient recipient,
                                         const RecipientFields& fields, const Errors& errors) const {
    const auto in_force = house_.policies.of(request.shop);
    const auto* row = policy::find(in_force->model.recipients, policy::name_of(recipient));
    if (!row) return not_found(request, account);
    http::Dict values;
    values.set("HEADING", row->title.in(request.language)).set("NUMBER", row->number);
    values.set("URL", "/desk/registers/recipients/" + row->name + "/facts");
    values.set("ROLE", policy::name_of(row->role))
        .set("ROLE_LABEL", say(request, role_label(policy::name_of(row->role))));
    values.set("LEGAL_NAME_VALUE", fields.legal_name).set("CONTRACT_VALUE", fields.contract);
    values.set("CONTRACT_DATE_VALUE", fields.contract_date).set("CONTRACT_END_VALUE", fields.contract_end);
    values.set("COUNTRY_VALUE", fields.country);
    for (const auto& purpose : in_force->model.purposes)
        if (const auto known = policy::find_purpose(purpose.name); known && in_force->published.opened_by(*known).any())
            add_choice(values, "PURPOSE", purpose.name, purpose.title.in(request.language), fields.purpose);
    for (const auto transfer : all_transfers)
        add_choice(values, "TRANSFER", code(transfer), say(request, label(transfer)), fields.transfer);
    for (const auto end : all_ends)
        add_choice(values, "AT_THE_END", code(end), say(request, label(end)), fields.at_the_end);
    if (row->role == policy::Role::processor) values.show("PROCESSOR");
    desk_.show_errors(request, values, errors);

    house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto versions = history_of(tx, recipient);
        if (versions.empty()) values.show("UNTOUCHED");
        for (const auto& version : versions) {
            auto& line = values.add("VERSION");
            const auto& facts = version.facts;
            line.set("TIME", when(request, *facts.written)).set("ACTOR", who(tx, request, account, version.actor));
            line.set("LEGAL_NAME", facts.legal_name).set("CONTRACT", facts.contract);
            line.set("FROM", text_of(facts.contract_date)).set("UNTIL", text_of(facts.contract_end));
            line.set("COUNTRY", facts.country);
        }
        return 0;
    });
    return page(request, account, "recipient.html", values, "Recipient", errors.empty() ? 200 : 422);
}

http::Response Registers::write_recipient(Request& request, const Account& account) const {
    const auto recipient = policy::find_recipient(request.path_parameters.at("recipient"));
    if (!recipient) return not_found(request, account);
    const auto fields = fields_of(request.form());
    Errors errors;
    const auto facts = check(fields, *recipient, *house_.policies.of(request.shop), errors);
    if (!facts) return recipient_page(request, account, *recipient, fields, errors);
    house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        write(tx, *facts, shop::visit_of(request).actor);
        return {};
    });
    return http::redirect_see_other("/desk/registers/recipients");
}

}  // namespace autojet::registers
