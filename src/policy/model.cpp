#include "policy/model.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

#include "base/enum_names.hpp"
#include "base/toml.hpp"
#include "policy/toml_text.hpp"

namespace autojet::policy {
namespace {

constexpr EnumNames<4> units{"hours", "days", "months", "years"};
constexpr EnumNames<10> events{
    "start",  "writing",  "entry",          "last_appointment", "last_message", "financial_year_end",
    "answer", "delivery", "end_of_consent", "leaving"};
constexpr EnumNames<4> bases{"contract", "legal_obligation", "legitimate_interest", "consent"};
constexpr EnumNames<3> roles{"processor", "controller", "authority"};

bool is_identifier(std::string_view text) {
    return !text.empty() && text.front() >= 'a' && text.front() <= 'z' &&
           std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

// The first trouble wins: what follows it is seldom worth reading.
struct Trouble {
    std::string what;

    void report(std::string trouble, toml::source_position at) {
        if (what.empty()) what = "line " + std::to_string(at.line) + ": " + std::move(trouble);
    }
};

// One table, read key by key; keys that nobody asked for are trouble when the reading ends.
class Table {
public:
    Table(const toml::table& table, Trouble& trouble) : table_{table}, trouble_{trouble} {}
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    ~Table() {
        for (const auto& [key, node] : table_)
            if (!asked_.contains(std::string{key.str()}))
                trouble_.report("unknown key " + std::string{key.str()}, node.source().begin);
    }

    bool has(std::string_view key) const { return table_.contains(key); }

    std::string text(std::string_view key) {
        const auto* node = require(key);
        if (!node) return {};
        if (const auto* string = node->as_string(); string && !string->get().empty()) return string->get();
        return complain(key, "must be text"), std::string{};
    }

    std::string optional_text(std::string_view key) { return ask(key) ? text(key) : std::string{}; }

    std::string identifier(std::string_view key) {
        auto name = text(key);
        if (!is_identifier(name)) complain(key, "must be lower case letters and underscores");
        return name;
    }

    bool flag(std::string_view key, bool otherwise) {
        const auto* node = ask(key);
        if (!node) return otherwise;
        if (const auto* boolean = node->as_boolean()) return boolean->get();
        return complain(key, "must be true or false"), otherwise;
    }

    int count(std::string_view key) {
        const auto* node = require(key);
        if (!node) return 0;
        if (const auto* number = node->as_integer(); number && number->get() >= 0 && number->get() <= 10'000)
            return static_cast<int>(number->get());
        return complain(key, "must be a whole number, at most 10000"), 0;
    }

    std::vector<std::string> list(std::string_view key) {
        std::vector<std::string> words;
        const auto* node = ask(key);
        if (!node) return words;
        const auto* array = node->as_array();
        if (!array) return complain(key, "must be a list"), words;
        for (const auto& element : *array) {
            if (const auto* string = element.as_string())
                words.push_back(string->get());
            else
                complain(key, "must be a list of texts");
        }
        return words;
    }

    Words words(std::string_view key) {
        Words words;
        const auto* node = require(key);
        if (!node) return words;
        const auto* inner = node->as_table();
        if (!inner) return complain(key, "must have nl and en"), words;
        Table both{*inner, trouble_};
        words.nl = both.text("nl");
        words.en = both.text("en");
        return words;
    }

    template <class E, std::size_t N>
    E one_of(std::string_view key, const EnumNames<N>& names) {
        const auto word = text(key);
        if (const auto value = value_in<E>(names, word)) return *value;
        return complain(key, "is not a known word: " + word), E{};
    }

    template <class Read>
    void each(std::string_view key, Read read) {
        const auto* node = ask(key);
        if (!node) return;
        const auto* array = node->as_array();
        if (!array) return complain(key, "must be written as [[" + std::string{key} + "]]");
        for (const auto& element : *array) {
            const auto* inner = element.as_table();
            if (!inner) return complain(key, "must be written as [[" + std::string{key} + "]]");
            Table row{*inner, trouble_};
            read(row);
        }
    }

    template <class Read>
    void inside(std::string_view key, Read read) {
        const auto* node = require(key);
        if (!node) return;
        const auto* inner = node->as_table();
        if (!inner) return complain(key, "must be a table");
        Table table{*inner, trouble_};
        read(table);
    }

private:
    const toml::node* ask(std::string_view key) {
        asked_.emplace(key);
        return table_.get(key);
    }

    const toml::node* require(std::string_view key) {
        const auto* node = ask(key);
        if (!node) complain(key, "is missing");
        return node;
    }

    void complain(std::string_view key, const std::string& trouble) {
        const auto* node = table_.get(key);
        trouble_.report(std::string{key} + " " + trouble, (node ? *node : table_).source().begin);
    }

    const toml::table& table_;
    Trouble& trouble_;
    std::set<std::string> asked_;
};

void read_row(Table& table, Row& row) {
    row.name = table.identifier("name");
    row.number = table.optional_text("number");
    row.keeps = table.list("keeps");
    row.title = table.words("title");
    row.prepared = table.flag("prepared", false);
}

Controller read_controller(Table& table) {
    Controller controller;
    controller.name = table.text("name");
    controller.street = table.text("street");
    controller.postcode = table.text("postcode");
    controller.town = table.text("town");
    controller.country = table.words("country");
    controller.kvk = table.text("kvk");
    controller.vat = table.text("vat");
    controller.phone = table.text("phone");
    controller.email = table.text("email");
    return controller;
}

PurposeRow read_purpose(Table& table) {
    PurposeRow purpose;
    read_row(table, purpose);
    purpose.basis = table.one_of<Basis>("basis", bases);
    purpose.opens = table.list("opens");
    return purpose;
}

std::optional<Period> read_period(Table& table) {
    if (!table.has("period")) return std::nullopt;
    Period period;
    table.inside("period", [&](Table& inner) {
        const auto unit = std::ranges::find_if(units, [&](std::string_view name) { return inner.has(name); });
        if (unit != units.end()) {
            period.count = inner.count(*unit);
            period.unit = static_cast<Unit>(unit - units.begin());
        }
        period.after = inner.one_of<After>("after", events);
    });
    return period;
}

RetentionRow read_retention(Table& table) {
    RetentionRow retention;
    read_row(table, retention);
    retention.personal = table.flag("personal", true);
    retention.period = read_period(table);
    return retention;
}

RecipientRow read_recipient(Table& table) {
    RecipientRow recipient;
    read_row(table, recipient);
    recipient.role = table.one_of<Role>("role", roles);
    return recipient;
}

CookieRow read_cookie(Table& table) {
    CookieRow cookie;
    read_row(table, cookie);
    cookie.id = table.identifier("id");
    cookie.kind = table.identifier("kind");
    cookie.life_days = table.count("life_days");
    cookie.http_only = table.flag("http_only", false);
    cookie.same_site = table.text("same_site");
    return cookie;
}

ClauseRow read_clause(Table& table) {
    ClauseRow clause;
    read_row(table, clause);
    table.inside("needs", [&](Table& needs) {
        clause.categories = needs.list("categories");
        clause.purposes = needs.list("purposes");
        clause.recipients = needs.list("recipients");
        clause.consent = needs.flag("consent", false);
    });
    return clause;
}

template <class R>
R read_plain(Table& table) {
    R row;
    read_row(table, row);
    return row;
}

// Promises are declared by rows of every kind; together they form one list.
template <class R>
void take(Model& model, std::vector<R>& rows, R row) {
    if (!row.number.empty()) model.promises.push_back({row.number, row.title});
    rows.push_back(std::move(row));
}

Model read_model(Table& file) {
    Model model;
    model.version = file.text("version");
    file.inside("controller", [&](Table& t) { model.controller = read_controller(t); });
    file.each("promise", [&](Table& t) { model.promises.push_back({t.text("number"), t.words("title")}); });
    file.each("category", [&](Table& t) { take(model, model.categories, read_plain<CategoryRow>(t)); });
    file.each("purpose", [&](Table& t) { take(model, model.purposes, read_purpose(t)); });
    file.each("retention", [&](Table& t) { take(model, model.classes, read_retention(t)); });
    file.each("recipient", [&](Table& t) { take(model, model.recipients, read_recipient(t)); });
    file.each("cookie", [&](Table& t) { take(model, model.cookies, read_cookie(t)); });
    file.each("measure", [&](Table& t) { take(model, model.measures, read_plain<MeasureRow>(t)); });
    file.each("clause", [&](Table& t) { take(model, model.clauses, read_clause(t)); });
    return model;
}

}  // namespace

Result<Model> parse(std::string_view toml) try {
    if (!is_readable_toml(toml))
        return refuse(ErrorCode::invalid, "policy_unreadable", "There is something in it that no model has.");
    const auto parsed = toml::parse(toml);
    Trouble trouble;
    Model model;
    if (parsed) {
        Table file{parsed.table(), trouble};
        model = read_model(file);
    } else {
        trouble.report(std::string{parsed.error().description()}, parsed.error().source().begin);
    }
    if (!trouble.what.empty()) return refuse(ErrorCode::invalid, "policy_unreadable", trouble.what);
    return model;
} catch (const TomlStumble&) {
    return refuse(ErrorCode::invalid, "policy_unreadable", "There is something in it that no model has.");
}

bool keeps(const Row& row, std::string_view promise) {
    return row.number == promise || std::find(row.keeps.begin(), row.keeps.end(), promise) != row.keeps.end();
}

std::string_view name_of(Unit unit) {
    return name_in(units, unit);
}
std::string_view name_of(After after) {
    return name_in(events, after);
}
std::string_view name_of(Basis basis) {
    return name_in(bases, basis);
}
std::string_view name_of(Role role) {
    return name_in(roles, role);
}
std::optional<Role> find_role(std::string_view name) {
    return value_in<Role>(roles, name);
}

}  // namespace autojet::policy
