#include "registers/recipients.hpp"

#include <algorithm>

#include "registers/fields.hpp"

namespace autojet::registers {

namespace {

constexpr std::size_t longest_name = 200;

// The European Union with Iceland, Liechtenstein and Norway.
constexpr std::array<std::string_view, 30> eea{"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI",
                                               "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU",
                                               "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"};

std::string country_from(const std::string& text, Fields& fields) {
    const auto country = ascii_upper(trim(text));
    if (country.size() != 2 || !std::ranges::all_of(country, is_ascii_upper))
        fields.complain("not_a_country", "A country has two letters, such as NL or IE.", "country");
    return country;
}

void not_in_policy(std::string field, Errors& errors) {
    errors.push_back({ErrorCode::invalid, "not_in_policy",
                      "The policy does not have this. Data goes to nobody for another reason, and is never sold.",
                      std::move(field)});
}

// Roles and purposes come from the policy alone; none of them is selling (policy S1).
void check_policy(const RecipientFields& fields, const privacy::InForce& in_force, RecipientFacts& facts,
                  Errors& errors) {
    const auto* row = policy::find(in_force.model.recipients, policy::name_of(facts.recipient));
    if (row && fields.role == policy::name_of(row->role))
        facts.role = row->role;
    else
        not_in_policy("role", errors);
    const auto purpose = policy::find_purpose(fields.purpose);
    if (purpose && in_force.published.opened_by(*purpose).any() && fields.purpose == policy::name_of(*purpose))
        facts.purpose = *purpose;
    else
        not_in_policy("purpose", errors);
}

void check_contract(const RecipientFacts& facts, Errors& errors) {
    if (facts.role != policy::Role::processor) return;
    constexpr auto needed = "A processor works under a contract: fill in its reference and its date.";
    if (facts.contract.empty()) errors.push_back({ErrorCode::invalid, "contract_needed", needed, "contract"});
    const auto tells = [](std::string_view field) {
        return [field](const Error& error) { return error.field == field; };
    };
    if (!facts.contract_date && std::ranges::none_of(errors, tells("contract_date")))
        errors.push_back({ErrorCode::invalid, "contract_needed", needed, "contract_date"});
    if (facts.at_the_end == AtTheEnd::unknown)
        errors.push_back(
            {ErrorCode::invalid, "end_needed", "Say what happens to the data when the contract ends.", "at_the_end"});
}

tl::unexpected<Error> not_declared() {
    return refuse(ErrorCode::forbidden, "recipient_not_declared",
                  "This recipient is not declared, or its contract is over: nothing was sent.");
}

}  // namespace

bool is_in_eea(std::string_view country) {
    return std::ranges::find(eea, country) != eea.end();
}

std::optional<RecipientFacts> check(const RecipientFields& form, Recipient recipient, const privacy::InForce& in_force,
                                    Errors& errors) {
    Fields fields(errors);
    RecipientFacts facts;
    facts.recipient = recipient;
    facts.legal_name = fields.line(form.legal_name, longest_name, "legal_name", Presence::required);
    check_policy(form, in_force, facts, errors);
    facts.contract = fields.line(form.contract, longest_name, "contract", Presence::optional);
    facts.contract_date = fields.date(form.contract_date, "contract_date");
    facts.contract_end = fields.date(form.contract_end, "contract_end");
    facts.country = country_from(form.country, fields);
    facts.transfer = value_in<Transfer>(transfer_codes, form.transfer).value_or(Transfer::none);
    facts.at_the_end = value_in<AtTheEnd>(end_codes, form.at_the_end).value_or(AtTheEnd::unknown);
    check_contract(facts, errors);
    if (facts.contract_date && facts.contract_end && *facts.contract_end < *facts.contract_date)
        fields.complain("ends_before_it_begins", "The contract ends before it begins.", "contract_end");
    if (facts.country.size() == 2 && !is_in_eea(facts.country) && facts.transfer == Transfer::none)
        fields.complain("transfer_ground_needed", "Outside the European Economic Area a transfer needs a ground.",
                        "transfer");
    if (!errors.empty()) return std::nullopt;
    return facts;
}

Result<void> may_receive(store::Tx& tx, const privacy::InForce& in_force, Recipient recipient) {
    if (!in_force.published.names(recipient)) return not_declared();
    const auto facts = facts_of(tx, recipient);
    const CivilDate today{std::chrono::floor<std::chrono::days>(tx.now())};
    const bool is_over = facts.contract_end && *facts.contract_end < today;
    if (facts.role == policy::Role::processor && is_over) return not_declared();
    if (!facts.country.empty() && !is_in_eea(facts.country) && facts.transfer == Transfer::none) return not_declared();
    return {};
}

std::vector<std::string_view> missing(const RecipientFacts& facts) {
    std::vector<std::string_view> fields;
    if (facts.role == policy::Role::authority) return fields;  // each handover names its own
    if (facts.legal_name.empty()) fields.push_back("legal_name");
    if (facts.country.empty()) fields.push_back("country");
    if (facts.role != policy::Role::processor) return fields;
    if (facts.contract.empty()) fields.push_back("contract");
    if (!facts.contract_date) fields.push_back("contract_date");
    if (facts.at_the_end == AtTheEnd::unknown) fields.push_back("at_the_end");
    return fields;
}

}  // namespace autojet::registers
