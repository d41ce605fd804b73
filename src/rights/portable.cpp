#include "rights/portable.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "http/json.hpp"

namespace autojet::rights {

namespace {

using http::JsonArray;
using http::JsonObject;

// What each kind may bring. Whatever else stands in a file is refused.
struct Field {
    std::string_view kind;
    std::string_view name;
    std::size_t longest;  // characters
    Lines lines = Lines::one;
};
constexpr std::array<Field, 19> fields{{{"customer", "person.name", 100},
                                        {"customer", "person.email", 254},
                                        {"customer", "person.phone", 30},
                                        {"customer", "person.plate", 24},
                                        {"customer", "person.vehicle", 200},
                                        {"customer", "person.language", 2},
                                        {"booking", "booking.service", 60},
                                        {"booking", "booking.size", 20},
                                        {"booking", "booking.start", 40},
                                        {"booking", "booking.message", 2000, Lines::many},
                                        {"message", "contact_message.name", 100},
                                        {"message", "contact_message.email", 254},
                                        {"message", "contact_message.phone", 30},
                                        {"message", "contact_message.body", 4000, Lines::many},
                                        {"message", "contact_message.language", 2},
                                        {"request", "request.words", 4000, Lines::many},
                                        {"work_order", "work_order.wanted", 2000, Lines::many},
                                        {"work_order", "work_order_intake.keys", 10},
                                        {"work_order", "work_order_intake.accessories", 500, Lines::many}}};

bool is_kind(std::string_view kind) {
    return std::ranges::any_of(fields, [&](const Field& field) { return field.kind == kind; });
}
const Field* find_field(std::string_view kind, std::string_view name) {
    const auto found =
        std::ranges::find_if(fields, [&](const Field& field) { return field.kind == kind && field.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

tl::unexpected<Error> wrong(std::string reason, std::string message, std::string where) {
    return refuse(ErrorCode::invalid, std::move(reason), std::move(message), std::move(where));
}

Result<std::string> read_value(const Field& field, const http::JsonValue& value, const std::string& where) {
    const auto* text = value.if_string();
    if (!text) return wrong("wrong_type", "This has to be text.", where);
    const std::string_view view{text->data(), text->size()};
    if (!is_utf8(view) || !is_plain_text(view, field.lines))
        return wrong("not_text", "There are characters here that cannot be read.", where);
    if (count_characters(view) > field.longest) return wrong("too_long", "This is too long.", where);
    if (contains_citizen_service_number(view) && field.longest >= 100)
        return wrong("citizen_service_number",
                     "This looks like a citizen service number (BSN). Please leave it out; we never need it.", where);
    return std::string(view);
}

Result<Provided> read_record(const http::JsonValue& value, const std::string& where) {
    const auto* object = value.if_object();
    if (!object) return wrong("wrong_type", "This has to be an object.", where);
    Provided record;
    for (const auto& [key, member] : *object) {
        const std::string_view name{key.data(), key.size()};
        if (name != "kind" && name != "person" && name != "values")
            return wrong("unknown_field", "An export has no such field.", where + ".?");
    }
    const auto* kind = object->if_contains("kind");
    if (!kind || !kind->is_string() || !is_kind({kind->get_string().data(), kind->get_string().size()}))
        return wrong("unknown_kind", "An export has no records of this kind.", where + ".kind");
    record.kind = std::string(kind->get_string().data(), kind->get_string().size());
    const auto* person = object->if_contains("person");
    if (!person || !person->is_int64() || person->get_int64() < 1 ||
        person->get_int64() > static_cast<std::int64_t>(most_records))
        return wrong("out_of_range", "This has to be a whole number from 1 up.", where + ".person");
    record.person = person->get_int64();
    const auto* values = object->if_contains("values");
    if (!values || !values->is_object()) return wrong("required", "The values are missing.", where + ".values");
    for (const auto& [key, member] : values->get_object()) {
        const std::string name(key.data(), key.size());
        const auto* field = find_field(record.kind, name);
        if (!field) return wrong("unknown_field", "An export has no such field.", where + ".values.?");
        auto text = read_value(*field, member, where + ".values." + name);
        if (!text) return tl::unexpected(text.error());
        record.values.emplace_back(name, std::move(*text));
    }
    return record;
}

std::string quoted(std::string_view text) {
    std::string cell = "\"";
    for (const char c : text) cell.append(c == '"' ? "\"\"" : std::string_view{&c, 1});
    return cell + "\"";
}

}  // namespace

std::vector<Provided> provided_of(const std::vector<std::vector<HeldRecord>>& persons) {
    std::vector<Provided> all;
    std::int64_t number = 0;
    for (const auto& records : persons) {
        bool counted = false;
        for (const auto& record : records) {
            Provided provided{record.kind, number + 1, {}};
            for (const auto& value : record.values)
                if (value.provided && find_field(record.kind, value.field))
                    provided.values.emplace_back(value.field, value.value);
            if (provided.values.empty()) continue;
            counted = true;
            all.push_back(std::move(provided));
        }
        number += counted ? 1 : 0;
    }
    return all;
}

std::string to_json(const std::vector<Provided>& records, std::string_view shop, Instant made) {
    JsonArray list;
    for (const auto& record : records) {
        JsonObject values;
        for (const auto& [field, value] : record.values) values[field] = value;
        list.push_back(JsonObject{{"kind", record.kind}, {"person", record.person}, {"values", std::move(values)}});
    }
    return http::write_json(JsonObject{{"format", std::string(export_format)},
                                       {"version", export_version},
                                       {"shop", std::string(shop)},
                                       {"made", format_rfc3339(made)},
                                       {"records", std::move(list)}});
}

std::string to_csv(const std::vector<Provided>& records) {
    std::string text = "kind,person,field,value\r\n";
    for (const auto& record : records)
        for (const auto& [field, value] : record.values)
            text += record.kind + "," + std::to_string(record.person) + "," + field + "," + quoted(value) + "\r\n";
    return text;
}

Result<std::vector<Provided>> from_json(std::string_view text) {
    const auto object = http::parse_json(text, {.max_bytes = longest_export, .max_depth = 5});
    if (!object) return wrong(object.error().reason, object.error().message, "");
    for (const auto& [key, member] : *object) {
        static constexpr std::array<std::string_view, 5> known{"format", "version", "shop", "made", "records"};
        if (std::ranges::find(known, std::string_view{key.data(), key.size()}) == known.end())
            return wrong("unknown_field", "An export has no such field.", "?");
    }
    Errors errors;
    http::JsonFields head(*object, errors);
    if (head.text("format", 64) != export_format && errors.empty())
        return wrong("unknown_format", "This file is no export.", "format");
    head.integer("version", export_version, export_version);
    head.text("shop", 400);
    if (const auto made = head.text("made", 64); errors.empty() && !parse_rfc3339(made))
        return wrong("not_an_instant", "This is not a moment in time.", "made");
    if (!errors.empty()) return tl::unexpected(errors.front());
    const auto* list = object->if_contains("records");
    if (!list || !list->is_array()) return wrong("required", "The records are missing.", "records");
    if (list->get_array().size() > most_records) return wrong("too_long", "There are too many records.", "records");
    std::vector<Provided> records;
    for (const auto& value : list->get_array()) {
        auto record = read_record(value, "records[" + std::to_string(records.size()) + "]");
        if (!record) return tl::unexpected(record.error());
        records.push_back(std::move(*record));
    }
    return records;
}

}  // namespace autojet::rights
