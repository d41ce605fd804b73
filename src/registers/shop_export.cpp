#include <algorithm>
#include <set>

#include "base/encoding.hpp"
#include "base/text.hpp"
#include "policy/fingerprint.hpp"
#include "privacy/handback.hpp"
#include "registers/shop_rows.hpp"
#include "registers/whole_shop.hpp"
#include "store/files.hpp"

namespace autojet::registers {

namespace {

constexpr std::size_t key = 1;  // the column behind the shop

constexpr std::string_view select_versions =
    "SELECT version, model FROM policy_version WHERE shop = $1 ORDER BY version";

// What signs somebody in.
bool stays_out(const store::ColumnNote& note) {
    static const std::set<std::string_view> signs_in{
        "staff_second_factor.secret", "staff_second_factor.recovery", "staff_recovery.digests", "staff_passkey.digest",
        "staff_passkey.credential",   "staff_passkey.public_key",     "staff_account.password"};
    return note.retention == "session" || signs_in.contains(note.table + "." + note.column);
}

class Export {
public:
    Export(const WholeShop& whole, const std::filesystem::path& out)
        : whole_(whole),
          out_(out),
          handback_(whole.house.database, whole.keys, whole.house.ledger, whole.shop),
          rows_(whole.database, whole.notes, whole.shop) {}

    ExportSummary write() {
        for (const auto& table : rows_.tables())
            if (table.retention != "session") write_table(table);
        write_versions();
        write_manifest();
        return summary_;
    }

private:
    void write_table(const TableShape& table) {
        std::string lines;
        const auto subjects = subjects_of(table);
        rows_.each(table, [&](const store::Row& row) {
            lines += http::write_json(line_of(table, row, subjects)) + "\n";
            ++summary_.rows[table.name];
        });
        write_file(table.name + ".jsonl", lines);
    }

    // By key: whose the values of a table are that does not say so by itself. Another with the same key does.
    std::map<std::int64_t, std::int64_t> subjects_of(const TableShape& table) {
        std::map<std::int64_t, std::int64_t> subjects;
        const auto place = [](const TableShape& of, std::string_view name) {
            return std::ranges::find(of.columns, name, &store::ColumnNote::column) - of.columns.begin();
        };
        const auto says = [&](const TableShape& of, std::string_view name) {
            return place(of, name) < std::ssize(of.columns);
        };
        if (table.columns.size() <= key || says(table, "person") || says(table, "account")) return subjects;
        for (const auto& other : rows_.tables())
            if (other.name != table.name && other.columns.size() > key && says(other, "person") &&
                other.columns[key].column == table.columns[key].column)
                rows_.each(other, [&](const store::Row& row) {
                    const auto person = row.find_integer(static_cast<int>(place(other, "person")));
                    if (other.types[key] == "BIGINT" && person)
                        subjects.emplace(row.integer(static_cast<int>(key)), *person);
                });
        return subjects;
    }

    http::JsonObject line_of(const TableShape& table, const store::Row& row,
                             const std::map<std::int64_t, std::int64_t>& subjects) {
        std::vector<std::int64_t> numbers{0};
        if (!subjects.empty() && table.types[key] == "BIGINT")
            if (const auto found = subjects.find(row.integer(static_cast<int>(key))); found != subjects.end())
                numbers.push_back(found->second);
        for (std::size_t n = 0; n < table.columns.size(); ++n)
            if (table.types[n] == "BIGINT")
                if (const auto number = row.find_integer(static_cast<int>(n))) numbers.push_back(*number);
        http::JsonObject line;
        for (std::size_t n = 0; n < table.columns.size(); ++n)
            if (!stays_out(table.columns[n])) line[table.columns[n].column] = value_of(table, n, row, numbers);
        return line;
    }

    http::JsonValue value_of(const TableShape& table, std::size_t n, const store::Row& row,
                             const std::vector<std::int64_t>& numbers) {
        const auto column = static_cast<int>(n);
        const auto& note = table.columns[n];
        if (row.is_null(column)) return nullptr;
        if (table.types[n] == "BIGINT") return row.integer(column);
        if (table.types[n] == "TEXT") return http::JsonValue(row.text(column));
        const auto bytes = row.bytes(column);
        if (note.keeping != store::Keeping::sealed) return http::JsonValue(encode_base64url(store::as_text(bytes)));
        const auto text = handback_.open(note.table + "." + note.column, bytes, numbers);
        if (text && is_utf8(*text)) return http::JsonValue(*text);
        if (text) return http::JsonObject{{"base64url", encode_base64url(*text)}};  // a file, such as a PDF
        ++summary_.unopened;
        return http::JsonObject{{"sealed", encode_base64url(store::as_text(bytes))}};
    }

    void write_versions() {
        whole_.house.database.read(whole_.shop, [&](store::Tx& tx) {
            tx.each(select_versions,
                    [&](const store::Row& row) { write_file("policy-" + row.text(0) + ".toml", row.text(1)); });
            return 0;
        });
    }

    void write_manifest() {
        const auto& shop = whole_.house.shops.load(whole_.shop);
        const auto now = whole_.house.clock.now();
        http::JsonObject rows;
        for (const auto& [table, count] : summary_.rows) rows[table] = count;
        const auto text =
            http::write_json(http::JsonObject{{"shop", shop.name},
                                              {"made", format_rfc3339(now)},
                                              {"rows", rows},
                                              {"unopened", summary_.unopened},
                                              {"left_out", "sessions, passwords and secrets of sign-in codes"},
                                              {"blake2b_256", digests_}});
        store::write_private(out_ / "manifest.json", text);
        store::write_private(out_ / "manifest.sig", whole_.house.signer.sign(whole_.shop, "shop export", text, now) +
                                                        "\n" + whole_.house.signer.public_key_pem(whole_.shop, now));
    }

    void write_file(const std::string& name, const std::string& text) {
        store::write_private(out_ / name, text);
        digests_[name] = policy::fingerprint(text);
    }

    const WholeShop& whole_;
    const std::filesystem::path& out_;
    privacy::Handback handback_;
    ShopRows rows_;
    ExportSummary summary_;
    http::JsonObject digests_;
};

}  // namespace

Result<ExportSummary> export_shop(const WholeShop& whole, const std::filesystem::path& out) {
    if (std::filesystem::exists(out) && !std::filesystem::is_empty(out))
        return refuse(ErrorCode::conflict, "not_empty", "This folder holds something already; nothing was written.");
    std::filesystem::create_directories(out);
    std::filesystem::permissions(out, std::filesystem::perms::owner_all);
    return Export(whole, out).write();
}

}  // namespace autojet::registers
