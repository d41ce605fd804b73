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
constexpr std::string_view select_all = "SELECT record, person, created, content FROM imported WHERE shop = $1";
constexpr std::string_view delete_of_person = "DELETE FROM imported WHERE shop = $1 AND person = $2";

struct ImportedRow;
using RecordId = Id<ImportedRow>;

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

void keep(store::Tx& tx, Vault& vault, PersonId person, const Provided& record) {
    const auto id = tx.new_id<ImportedRow>();
    tx.run(insert_record, id, person, record.kind, tx.now(),
           vault.seal(tx, PersonalText<Category::message>::of(person, content_of(record)), place(id)));
    const auto email = EmailAddress::parse(value_of(record, "contact_message.email"));
    if (email) vault.index(tx, privacy::IndexKind::email, PersonalText<Category::contact>::of(person, email->key()));
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
    return tx
        .find(
            select_person, [](const store::Row&) { return true; }, person)
        .has_value();
}

std::vector<HeldRecord> describe_imports(store::Tx& tx, const House& house, PersonId person, const ForRights& warrant) {
    std::vector<HeldRecord> records;
    const auto period = house.policies.of(tx)->published.period(RetentionClass::customer);
    std::vector<std::pair<RecordId, store::Bytes>> sealed;
    tx.each(
        select_of_person,
        [&](const store::Row& row) {
            sealed.emplace_back(RecordId{row.integer(0)}, row.bytes(3));
            const Instant created{std::chrono::seconds{row.integer(2)}};
            records.push_back({.kind = row.text(1),
                               .number = "",
                               .title = title_of(row.text(1)),
                               .collected = created,
                               .source = "import",
                               .policy_version = {},
                               .retention = RetentionClass::customer,
                               .kept_until = period ? std::optional{policy::ends(*period, created)} : std::nullopt,
                               .values = {}});
        },
        person);
    for (std::size_t n = 0; n < records.size(); ++n) {
        const auto& [id, bytes] = sealed[n];
        auto content = house.vault.unseal<Category::message>(tx, person, bytes, place(id));
        if (!content) continue;
        const auto values = http::parse_json(std::move(*content).open(warrant));
        if (!values) continue;
        for (const auto& [key, value] : *values) {
            std::string field(key.data(), key.size());
            const std::string text(value.get_string().data(), value.get_string().size());
            records[n].values.push_back({category_of(field), field, label_of(field), text, true});
        }
    }
    return records;
}

void erase_imports(store::Tx& tx, Vault& vault, PersonId person) {
    if (!has_imports(tx, person)) return;
    vault.shred(tx, person, RetentionClass::customer);
    tx.run(delete_of_person, person);
}

std::int64_t forget_imports(store::Tx& tx, Vault& vault, const policy::Published& policy) {
    const auto period = policy.period(RetentionClass::customer);
    std::vector<std::tuple<RecordId, PersonId, Instant, store::Bytes>> rows;
    tx.each(select_all, [&](const store::Row& row) {
        rows.emplace_back(RecordId{row.integer(0)}, PersonId{row.integer(1)},
                          Instant{std::chrono::seconds{row.integer(2)}}, row.bytes(3));
    });
    std::int64_t gone = 0;
    for (const auto& [id, person, created, content] : rows) {
        const bool orphan = !vault.unseal<Category::message>(tx, person, content, place(id));
        const bool old = period && policy::ends(*period, created) <= tx.now() && !customers::exists(tx, person);
        if (!orphan && !old) continue;
        if (old) vault.shred(tx, person, RetentionClass::customer);
        tx.run(delete_of_person, person);
        ++gone;
    }
    return gone;
}

}  // namespace autojet::rights
