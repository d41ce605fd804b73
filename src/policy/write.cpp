#include "policy/write.hpp"

#include <algorithm>
#include <array>

namespace autojet::policy {
namespace {

// A basic string (TOML 1.0, "String").
std::string in_quotes(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += {'\\', c};
        } else if (byte < 0x20 || byte == 0x7f) {
            out += "\\u00";
            out += {digits[byte >> 4U], digits[byte & 15U]};
        } else {
            out += c;
        }
    }
    return out + "\"";
}

std::string both(const Words& words) {
    return "{ nl = " + in_quotes(words.nl) + ", en = " + in_quotes(words.en) + " }";
}

std::string list(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : ", ") + in_quotes(word);
    return "[" + out + "]";
}

void line(std::string& out, std::string_view key, const std::string& value) {
    out += std::string{key} + " = " + value + "\n";
}

void write_row(std::string& out, const Row& row) {
    line(out, "name", in_quotes(row.name));
    if (!row.number.empty()) line(out, "number", in_quotes(row.number));
    if (!row.keeps.empty()) line(out, "keeps", list(row.keeps));
    if (row.prepared) line(out, "prepared", "true");
    line(out, "title", both(row.title));
}

void write_more(std::string&, const Row&) {}

void write_more(std::string& out, const PurposeRow& row) {
    line(out, "basis", in_quotes(name_of(row.basis)));
    line(out, "opens", list(row.opens));
}

void write_more(std::string& out, const RetentionRow& row) {
    if (!row.personal) line(out, "personal", "false");
    if (row.period)
        line(out, "period",
             "{ " + std::string{name_of(row.period->unit)} + " = " + std::to_string(row.period->count) +
                 ", after = " + in_quotes(name_of(row.period->after)) + " }");
}

void write_more(std::string& out, const RecipientRow& row) {
    line(out, "role", in_quotes(name_of(row.role)));
}

void write_more(std::string& out, const CookieRow& row) {
    line(out, "id", in_quotes(row.id));
    line(out, "kind", in_quotes(row.kind));
    line(out, "life_days", std::to_string(row.life_days));
    if (row.http_only) line(out, "http_only", "true");
    line(out, "same_site", in_quotes(row.same_site));
}

void write_more(std::string& out, const ClauseRow& row) {
    line(out, "needs",
         "{ categories = " + list(row.categories) + ", purposes = " + list(row.purposes) +
             ", recipients = " + list(row.recipients) + ", consent = " + (row.consent ? "true" : "false") + " }");
}

template <class R>
void write_rows(std::string& out, std::string_view table, const std::vector<R>& rows) {
    for (const R& row : rows) {
        out += "\n[[" + std::string{table} + "]]\n";
        write_row(out, row);
        write_more(out, row);
    }
}

template <class R>
bool any_declares(const std::vector<R>& rows, const Promise& promise) {
    return std::any_of(rows.begin(), rows.end(), [&](const R& row) { return row.number == promise.number; });
}

bool has_a_row(const Model& model, const Promise& promise) {
    return any_declares(model.categories, promise) || any_declares(model.purposes, promise) ||
           any_declares(model.classes, promise) || any_declares(model.recipients, promise) ||
           any_declares(model.cookies, promise) || any_declares(model.measures, promise) ||
           any_declares(model.clauses, promise);
}

void write_controller(std::string& out, const Controller& controller) {
    out += "\n[controller]\n";
    const std::array<std::pair<std::string_view, const std::string*>, 8> facts{{{"name", &controller.name},
                                                                                {"street", &controller.street},
                                                                                {"postcode", &controller.postcode},
                                                                                {"town", &controller.town},
                                                                                {"kvk", &controller.kvk},
                                                                                {"vat", &controller.vat},
                                                                                {"phone", &controller.phone},
                                                                                {"email", &controller.email}}};
    for (const auto& [key, value] : facts) line(out, key, in_quotes(*value));
    line(out, "country", both(controller.country));
}

}  // namespace

std::string to_toml(const Model& model) {
    std::string out;
    line(out, "version", in_quotes(model.version));
    write_controller(out, model.controller);
    for (const auto& promise : model.promises) {
        if (has_a_row(model, promise)) continue;
        out += "\n[[promise]]\n";
        line(out, "number", in_quotes(promise.number));
        line(out, "title", both(promise.title));
    }
    write_rows(out, "category", model.categories);
    write_rows(out, "purpose", model.purposes);
    write_rows(out, "retention", model.classes);
    write_rows(out, "recipient", model.recipients);
    write_rows(out, "cookie", model.cookies);
    write_rows(out, "measure", model.measures);
    write_rows(out, "clause", model.clauses);
    return out;
}

}  // namespace autojet::policy
