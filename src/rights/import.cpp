#include "rights/import.hpp"

#include <algorithm>

#include "customers/customers.hpp"
#include "http/json.hpp"

namespace autojet::rights {

namespace {

using policy::Category;
using privacy::PersonalText;
using privacy::Place;
using privacy::RetentionClass;
using privacy::Vault;

constexpr std::string_view insert_record =
    "INSERT INTO imported (shop, record, person, kind, created, content) VALUES ($1, $2, $3, $4, $5, $6)";
constexpr std::string_view select_of_person =
    "SELECT record, kind, created, content FROM imported WHERE shop = $1 AND person = $2 ORDER BY record";
constexpr std::string_view select_person = "SELECT 1 FROM imported WHERE shop = $1 AND person = $2 LIMIT 1";
constexpr std::string_view select_persons_after =
    "SELECT DISTINCT person FROM imported WHERE shop = $1 AND person > $2 ORDER BY person LIMIT $3";
constexpr std::string_view select_oldest =
    "SELECT person, MIN(created) FROM imported WHERE shop = $1 GROUP BY person ORDER BY person";
constexpr std::string_view delete_of_person = "DELETE FROM imported WHERE shop = $1 AND person = $2";

// What an imported message says of where to write to.
constexpr std::string_view address_field = "contact_message.email";

struct ImportedRow;
using RecordId = Id<ImportedRow>;

struct ImportedRow {
    RecordId id;
    std::string kind;
    Instant created;
    store::Bytes content;
};

std::vector<ImportedRow> rows_of(store::Tx& tx, PersonId person) {
    return tx.all(
        select_of_person,
        [](const store::Row& row) {
            return ImportedRow{RecordId{row.integer(0)}, row.text(1), row.instant(2), row.bytes(3)};
        },
        person);
}

Place place(RecordId record) {
    return {RetentionClass::customer, "imported.content", record.value()};
}

std::string value_of(const Provided& record, std::string_view field) {
    for (const auto& [name, value] : record.values)
        if (name == field) return value;
    return {};
}

// The details of a customer, checked as those of a form; the error names the field of the file.
Result<customers::Details> details_of(const Provided& record, std::size_t index) {
    const auto plate = value_of(record, "person.plate");
    const auto split = customers::split_plate(plate);
    Errors errors;
    auto details = customers::check({.name = value_of(record, "person.name"),
                                     .email = value_of(record, "person.email"),
                                     .phone = value_of(record, "person.phone"),
                                     .plate = plate.empty() ? "" : split.text,
                                     .country = plate.empty() ? "NL" : split.country,
                                     .vehicle = value_of(record, "person.vehicle")},
                                    from_code(value_of(record, "person.language")).value_or(Language::nl), errors);
    if (details) return std::move(*details);
    auto error = errors.front();
    error.field = "records[" + std::to_string(index) + "].values.person." + error.field;
    return tl::unexpected(std::move(error));
}

std::string content_of(const Provided& record) {
    http::JsonObject values;
    for (const auto& [field, value] : record.values) values[field] = value;
    return http::write_json(values);
}

// Fields and values of each record, none where its key is gone.
using Values = std::vector<std::pair<std::string, std::string>>;
Values open_content(store::Tx& tx, Vault& vault, PersonId person, const ImportedRow& row, const ForRights& warrant) {
    auto content = vault.unseal<Category::message>(tx, person, row.content, place(row.id));
    if (!content) return {};
    const auto object = http::parse_json(std::move(*content).open(warrant));
    Values values;
    if (object)
        for (const auto& [key, value] : *object)
            values.emplace_back(std::string_view{key.data(), key.size()},
                                std::string_view{value.get_string().data(), value.get_string().size()});
    return values;
}

void index_address(store::Tx& tx, Vault& vault, PersonId person, std::string_view address) {
    if (const auto email = EmailAddress::parse(address))
        vault.index(tx, privacy::IndexKind::email, PersonalText<Category::contact>::of(person, email->key()));
}

void keep(store::Tx& tx, Vault& vault, PersonId person, const Provided& record) {
    const auto id = tx.new_id<ImportedRow>();
    tx.run(insert_record, id, person, record.kind, tx.now(),
           vault.seal(tx, PersonalText<Category::message>::of(person, content_of(record)), place(id)));
    index_address(tx, vault, person, value_of(record, address_field));
}

Category category_of(std::string_view field) {
    if (field.ends_with(".name")) return Category::name;
    if (field.ends_with(".email") || field.ends_with(".phone")) return Category::contact;
    if (field.ends_with(".message") || field.ends_with(".body") || field.ends_with(".words")) return Category::message;
    return Category::appointment;
}

std::string_view label_of(std::string_view field) {
    if (field.ends_with(".name")) return "Name";
    if (field.ends_with(".email")) return "E-mail address";
    if (field.ends_with(".phone")) return "Phone number";
    if (field.ends_with(".service")) return "Service";
    if (field.ends_with(".size")) return "Car size";
    if (field.ends_with(".start")) return "When";
    if (field.ends_with(".language")) return "Language";
    return "Your message";
}

std::string_view title_of(std::string_view kind) {
    if (kind == "work_order") return "Job at another shop";
    return kind == "booking" ? "Appointment at another shop" : "Message to another shop";
}

}  // namespace

Result<int> import_records(store::Tx& tx, Vault& vault, const std::vector<Provided>& records) {
    std::vector<std::int64_t> numbers;
    for (const auto& record : records)
        if (std::ranges::find(numbers, record.person) == numbers.end()) numbers.push_back(record.person);
    for (const auto number : numbers) {
        std::optional<PersonId> person;
        for (std::size_t n = 0; n < records.size(); ++n) {
            if (records[n].person != number || records[n].kind != "customer") continue;
            if (person)
                return refuse(ErrorCode::invalid, "repeated", "A person has their details once.",
                              "records[" + std::to_string(n) + "].person");
            const auto details = details_of(records[n], n);
            if (!details) return tl::unexpected(details.error());
            person = customers::add(tx, vault, *details);
        }
        if (!person) person = tx.new_id<Person>();
        for (const auto& record : records)
            if (record.person == number && record.kind != "customer") keep(tx, vault, *person, record);
    }
    return static_cast<int>(numbers.size());
}

bool has_imports(store::Tx& tx, PersonId person) {
    return tx.has(select_person, person);
}

std::vector<HeldRecord> describe_imports(store::Tx& tx, const House& house, PersonId person, const ForRights& warrant) {
    std::vector<HeldRecord> records;
    const auto period = house.policies.of(tx)->published.period(RetentionClass::customer);
    for (const auto& row : rows_of(tx, person)) {
        HeldRecord held{.kind = row.kind,
                        .number = "",
                        .title = title_of(row.kind),
                        .collected = row.created,
                        .source = "import",
                        .policy_version = {},
                        .retention = RetentionClass::customer,
                        .kept_until = period ? std::optional{policy::ends(*period, row.created)} : std::nullopt,
                        .values = {}};
        for (const auto& [field, value] : open_content(tx, house.vault, person, row, warrant))
            held.values.push_back({category_of(field), field, label_of(field), value, true});
        records.push_back(std::move(held));
    }
    return records;
}

std::optional<PersonId> index_imports_again(store::Tx& tx, const House& house, PersonId after, int limit,
                                            policy::Openings& openings) {
    const auto persons = tx.all(
        select_persons_after, [](const store::Row& row) { return PersonId{row.integer(0)}; }, after, limit);
    if (persons.empty()) return std::nullopt;
    const auto warrant =
        house.gate.warrant<policy::Purpose::rights>(tx, privacy::Actor::job("restore"), persons, openings);
    for (const auto person : persons)
        if (warrant && warrant->covers(person, Category::message))
            for (const auto& row : rows_of(tx, person))
                for (const auto& [field, value] : open_content(tx, house.vault, person, row, *warrant))
                    if (field == address_field) index_address(tx, house.vault, person, value);
    return persons.back();
}

void erase_imports(store::Tx& tx, Vault& vault, PersonId person) {
    if (!has_imports(tx, person)) return;
    vault.shred(tx, person, RetentionClass::customer);
    tx.run(delete_of_person, person);
}

std::int64_t forget_imports(store::Tx& tx, Vault& vault, const policy::Published& policy) {
    const auto period = policy.period(RetentionClass::customer);
    const auto oldest = tx.all(select_oldest, [](const store::Row& row) {
        return std::pair{PersonId{row.integer(0)}, row.instant(1)};
    });
    std::int64_t gone = 0;
    for (const auto& [person, created] : oldest) {
        const bool orphan = !vault.keeps(tx.shop(), person);
        const bool old = period && policy::ends(*period, created) <= tx.now() && !customers::exists(tx, person);
        if (!orphan && !old) continue;
        if (old) vault.shred(tx, person, RetentionClass::customer);
        tx.run(delete_of_person, person);
        ++gone;
    }
    return gone;
}

}  // namespace autojet::rights
