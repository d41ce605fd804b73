#include "directory/companies.hpp"

#include "customers/search_words.hpp"
#include "customers/word_rows.hpp"
#include "invoicing/kvk.hpp"
#include "invoicing/vat_number.hpp"
#include "privacy/shown.hpp"
#include "privacy/standing.hpp"

namespace autojet::directory {

namespace {

using privacy::Place;
using privacy::RetentionClass;
using Closed = std::optional<PersonalText<Category::details>>;

constexpr std::string_view upsert_company =
    "INSERT INTO company (shop, person, changed, name, street, postcode, city, kvk, vat, email, payment_days) VALUES "
    "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (shop, person) DO UPDATE SET changed = $3, name = $4, "
    "street = $5, postcode = $6, city = $7, kvk = $8, vat = $9, email = $10, payment_days = $11";
constexpr std::string_view select_company =
    "SELECT payment_days, name, street, postcode, city, kvk, vat, email FROM company WHERE shop = $1 AND person = $2";
constexpr std::string_view select_some = "SELECT person FROM company WHERE shop = $1 ORDER BY changed DESC LIMIT $2";
constexpr std::string_view delete_company = "DELETE FROM company WHERE shop = $1 AND person = $2";
constexpr std::string_view delete_contacts = "DELETE FROM company_contact WHERE shop = $1 AND company = $2";
constexpr std::string_view insert_contact =
    "INSERT INTO company_contact (shop, company, person, since) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
constexpr std::string_view delete_contact =
    "DELETE FROM company_contact WHERE shop = $1 AND company = $2 AND person = $3";
constexpr std::string_view select_contacts =
    "SELECT person FROM company_contact WHERE shop = $1 AND company = $2 ORDER BY since";
constexpr std::string_view select_companies_of =
    "SELECT company FROM company_contact WHERE shop = $1 AND person = $2 ORDER BY since";
constexpr std::string_view delete_contacts_of_nobody =
    "DELETE FROM company_contact WHERE shop = $1 AND NOT EXISTS (SELECT 1 FROM person p WHERE p.shop = $1 AND p.person "
    "= company_contact.person)";
constexpr std::string_view select_expired =
    "SELECT c.person FROM company c WHERE c.shop = $1 AND c.changed <= $2 AND NOT EXISTS (SELECT 1 FROM "
    "company_contact k WHERE k.shop = $1 AND k.company = c.person) AND NOT EXISTS (SELECT 1 FROM restriction r WHERE "
    "r.shop = $1 AND r.person = c.person) LIMIT $3";

PersonId person_from(const store::Row& row) {
    return PersonId{row.integer(0)};
}

Place place(std::string_view field, PersonId company) {
    return {RetentionClass::customer, field, company.value(), {}};
}

void write(store::Tx& tx, privacy::Vault& vault, PersonId company, const CompanyDetails& details) {
    const auto seal = [&](const auto& closed, std::string_view field) {
        return closed ? std::optional{vault.seal(tx, closed->assigned_to(company), place(field, company))}
                      : std::nullopt;
    };
    tx.run(upsert_company, company, tx.now(), seal(std::optional{details.name}, "company.name"),
           seal(details.street, "company.street"), seal(details.postcode, "company.postcode"),
           seal(details.city, "company.city"), seal(details.kvk, "company.kvk"), seal(details.vat, "company.vat"),
           seal(details.email, "company.email"), details.payment_days);
    customers::remember_words(tx, vault, company, {.of_name = details.words, .of_contact = {}, .of_plate = {}});
}

tl::unexpected<Error> nobody() {
    return refuse(ErrorCode::not_found, "not_found", "This record is not there any more.");
}

std::string taken(Result<std::string> text, Errors& errors) {
    if (text) return *text;
    errors.push_back(std::move(text.error()));
    return {};
}

Closed closed(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{PersonalText<Category::details>::collected(text)};
}

int days_typed(const std::string& text, Errors& errors) {
    if (trim(text).empty()) return 0;
    const auto days = parse_whole(trim(text));
    if (days && *days >= 0 && *days <= most_payment_days) return static_cast<int>(*days);
    errors.push_back(
        {ErrorCode::invalid, "out_of_range", "Please give a number of days from 0 to 90.", "payment_days"});
    return 0;
}

}  // namespace

std::optional<CompanyDetails> check(const CompanyFields& fields, Errors& errors) {
    const auto before = errors.size();
    const auto line = [&](const std::string& text, const char* field, Presence presence) {
        return taken(clean_line(text, longest_line, field, presence), errors);
    };
    const auto name = line(fields.name, "name", Presence::required);
    CompanyDetails details{.name = PersonalText<Category::details>::collected(name),
                           .street = closed(line(fields.street, "street", Presence::optional)),
                           .postcode = closed(line(fields.postcode, "postcode", Presence::optional)),
                           .city = closed(line(fields.city, "city", Presence::optional)),
                           .kvk = {},
                           .vat = {},
                           .email = {},
                           .payment_days = days_typed(fields.payment_days, errors),
                           .words = {}};
    const auto number = [&](const std::string& text, auto parse) -> Closed {
        if (trim(text).empty()) return std::nullopt;
        auto parsed = parse(text);
        if (parsed) return closed(parsed->text());
        errors.push_back(std::move(parsed.error()));
        return std::nullopt;
    };
    details.kvk = number(fields.kvk, [](const auto& text) { return invoicing::KvkNumber::parse(text, "kvk"); });
    details.vat = number(fields.vat, [](const auto& text) { return invoicing::VatNumber::parse(text, "vat"); });
    if (!trim(fields.email).empty()) {
        if (const auto email = EmailAddress::parse(fields.email))
            details.email = PersonalText<Category::contact>::collected(email->text());
        else
            errors.push_back(email.error());
    }
    for (auto& word : customers::words_of_name(name))
        details.words.push_back(PersonalText<Category::name>::collected(std::move(word)));
    return errors.size() == before ? std::optional{std::move(details)} : std::nullopt;
}

PersonId add_company(store::Tx& tx, privacy::Vault& vault, const CompanyDetails& details) {
    const auto company = tx.new_id<Person>();
    write(tx, vault, company, details);
    privacy::record_collected(tx, company);
    return company;
}

Result<void> change_company(store::Tx& tx, privacy::Vault& vault, PersonId company, const CompanyDetails& details) {
    if (!is_company(tx, company)) return nobody();
    if (auto may = privacy::may_change(tx, company); !may) return may;
    write(tx, vault, company, details);
    return {};
}

Result<void> add_contact(store::Tx& tx, PersonId company, PersonId person) {
    if (!is_company(tx, company) || !customers::exists(tx, person)) return nobody();
    for (const auto one : {company, person})
        if (auto may = privacy::may_change(tx, one); !may) return may;
    tx.run(insert_contact, company, person, tx.now());
    return {};
}

void remove_contact(store::Tx& tx, PersonId company, PersonId person) {
    tx.run(delete_contact, company, person);
}

void erase_company(store::Tx& tx, privacy::Vault& vault, PersonId company) {
    vault.shred(tx, company, RetentionClass::customer);
    privacy::forget_standing(tx, company);
    customers::forget_words(tx, company);
    tx.run(delete_contacts, company);
    tx.run(delete_company, company);
}

bool is_company(store::Tx& tx, PersonId record) {
    return tx.has(select_company, record);
}

Result<CompanyDetails> load_company(store::Tx& tx, privacy::Vault& vault, PersonId company) {
    std::vector<std::optional<store::Bytes>> sealed;
    int payment_days = 0;
    tx.each(
        select_company,
        [&](const store::Row& row) {
            payment_days = static_cast<int>(row.integer(0));
            for (int column = 1; column <= 7; ++column) sealed.push_back(row.find_bytes(column));
        },
        company);
    if (sealed.empty()) return nobody();
    const auto detail = [&](std::size_t column, std::string_view field) -> Closed {
        if (!sealed.at(column)) return std::nullopt;
        auto value = vault.unseal<Category::details>(tx, company, *sealed.at(column), place(field, company));
        return value ? std::optional{std::move(*value)} : std::nullopt;
    };
    auto name = vault.unseal<Category::details>(tx, company, *sealed.front(), place("company.name", company));
    if (!name) return tl::unexpected(name.error());
    std::optional<PersonalText<Category::contact>> email;
    if (sealed.back())
        if (auto value = vault.unseal<Category::contact>(tx, company, *sealed.back(), place("company.email", company)))
            email = std::move(*value);
    return CompanyDetails{.name = std::move(*name),
                          .street = detail(1, "company.street"),
                          .postcode = detail(2, "company.postcode"),
                          .city = detail(3, "company.city"),
                          .kvk = detail(4, "company.kvk"),
                          .vat = detail(5, "company.vat"),
                          .email = std::move(email),
                          .payment_days = payment_days,
                          .words = {}};
}

std::vector<PersonId> companies(store::Tx& tx, int limit) {
    return tx.all(select_some, person_from, limit);
}
std::vector<PersonId> contacts_of(store::Tx& tx, PersonId company) {
    return tx.all(select_contacts, person_from, company);
}
std::vector<PersonId> companies_of(store::Tx& tx, PersonId person) {
    return tx.all(select_companies_of, person_from, person);
}

int forget_companies(store::Tx& tx, privacy::Vault& vault, const policy::Published& policy, int limit) {
    tx.run(delete_contacts_of_nobody);
    const auto period = policy.period(RetentionClass::customer);
    if (!period) return 0;
    const auto expired = tx.all(select_expired, person_from, policy::last_over(*period, tx.now()), limit);
    for (const auto company : expired) erase_company(tx, vault, company);
    return static_cast<int>(expired.size());
}

}  // namespace autojet::directory
