#include "workshop/intake_store.hpp"

#include <sstream>

#include "workshop/order_store.hpp"

namespace autojet::workshop {

namespace {

using privacy::Place;
using privacy::RetentionClass;
using privacy::Vault;

constexpr std::string_view select_intake =
    "SELECT odometer, fuel, keys, accessories, signed_on_paper, version, changed, changed_by FROM work_order_intake "
    "WHERE shop = $1 AND work_order = $2";
constexpr std::string_view select_edition =
    "SELECT version, changed, changed_by FROM work_order_intake WHERE shop = $1 AND work_order = $2";
constexpr std::string_view upsert_intake =
    "INSERT INTO work_order_intake (shop, work_order, person, odometer, fuel, keys, accessories, signed_on_paper, "
    "version, changed, changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
    "ON CONFLICT (shop, work_order) DO UPDATE SET odometer = $4, fuel = $5, keys = $6, accessories = $7, "
    "signed_on_paper = $8, version = $9, changed = $10, changed_by = $11";
constexpr std::string_view upsert_handed_over =
    "INSERT INTO work_order_intake (shop, work_order, person, keys, accessories, signed_on_paper, version, changed, "
    "changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (shop, work_order) DO UPDATE SET keys = $4, "
    "accessories = $5, signed_on_paper = $6, version = $7, changed = $8, changed_by = $9";
constexpr std::string_view count_rows = "SELECT COUNT(*) FROM work_order_mark WHERE shop = $1 AND work_order = $2";
constexpr std::string_view insert_row =
    "INSERT INTO work_order_mark (shop, mark, work_order, person, content, made, actor) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";
constexpr std::string_view select_marks =
    "SELECT mark, content, made, actor FROM work_order_mark WHERE shop = $1 AND work_order = $2 ORDER BY mark";
constexpr std::string_view delete_row = "DELETE FROM work_order_mark WHERE shop = $1 AND work_order = $2 AND mark = $3";
constexpr std::string_view upsert_signature =
    "INSERT INTO work_order_signature (shop, work_order, person, image, signed, actor) VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT (shop, work_order) DO UPDATE SET image = $4, signed = $5, actor = $6";
constexpr std::string_view select_signature =
    "SELECT image, signed FROM work_order_signature WHERE shop = $1 AND work_order = $2";
constexpr std::string_view delete_signature_row =
    "DELETE FROM work_order_signature WHERE shop = $1 AND work_order = $2";

Place place(std::string_view field, std::int64_t row) {
    return {RetentionClass::customer, field, row, {}};
}

std::string text_of(const std::optional<std::int64_t>& number) {
    return number ? std::to_string(*number) : "";
}

Edition edition_from(const store::Row& row, int column) {
    return {row.integer(column), row.instant(column + 1), row.text(column + 2)};
}

struct SealedIntake {
    std::optional<store::Bytes> odometer, fuel, keys, accessories;
    bool signed_on_paper = false;
    Edition edition;
};
SealedIntake sealed_from(const store::Row& row) {
    return {row.find_bytes(0), row.find_bytes(1),   row.find_bytes(2),
            row.find_bytes(3), row.integer(4) != 0, edition_from(row, 5)};
}

struct SealedMark {
    MarkId id;
    store::Bytes content;
    Instant made;
    std::string actor;
};
SealedMark mark_from(const store::Row& row) {
    return {MarkId{row.integer(0)}, row.bytes(1), row.instant(2), row.text(3)};
}

// "120 33 dent the note"
std::string text_of(const MarkContent& mark) {
    return std::to_string(mark.x) + " " + std::to_string(mark.y) + " " + std::string(code(mark.damage)) + " " +
           mark.note;
}

}  // namespace

Result<Intake> load_intake(store::Tx& tx, Vault& vault, const WorkOrder& order) {
    const auto sealed = tx.find(select_intake, sealed_from, order.id);
    if (!sealed) return Intake{};
    const auto id = order.id.value();
    auto odometer = unseal_if_there<Category::condition>(tx, vault, order.person, sealed->odometer,
                                                         place("work_order_intake.odometer", id));
    if (!odometer) return tl::unexpected(odometer.error());
    auto fuel = unseal_if_there<Category::condition>(tx, vault, order.person, sealed->fuel,
                                                     place("work_order_intake.fuel", id));
    if (!fuel) return tl::unexpected(fuel.error());
    auto keys =
        unseal_if_there<Category::details>(tx, vault, order.person, sealed->keys, place("work_order_intake.keys", id));
    if (!keys) return tl::unexpected(keys.error());
    auto accessories = unseal_if_there<Category::details>(tx, vault, order.person, sealed->accessories,
                                                          place("work_order_intake.accessories", id));
    if (!accessories) return tl::unexpected(accessories.error());
    return Intake{std::move(*odometer),    std::move(*fuel),        std::move(*keys),
                  std::move(*accessories), sealed->signed_on_paper, sealed->edition};
}

Edition edition_of_intake(store::Tx& tx, WorkOrderId order) {
    return tx
        .find(
            select_edition, [](const store::Row& row) { return edition_from(row, 0); }, order)
        .value_or(Edition{});
}

void put_intake(store::Tx& tx, Vault& vault, const WorkOrder& order, const Noted& noted, Seen seen,
                const Edition& edition) {
    const auto id = order.id.value();
    const auto seal_condition = [&](const std::optional<std::int64_t>& number, std::string_view field) {
        return seal_if_there<Category::condition>(tx, vault, order.person, text_of(number), place(field, id));
    };
    const auto seal_details = [&](const std::string& text, std::string_view field) {
        return seal_if_there<Category::details>(tx, vault, order.person, text, place(field, id));
    };
    const auto keys = seal_details(text_of(noted.keys), "work_order_intake.keys");
    const auto accessories = seal_details(noted.accessories, "work_order_intake.accessories");
    const int on_paper = noted.signed_on_paper ? 1 : 0;
    if (seen == Seen::left)
        tx.run(upsert_handed_over, order.id, order.person, keys, accessories, on_paper, edition.version,
               edition.changed, edition.changed_by);
    else
        tx.run(upsert_intake, order.id, order.person, seal_condition(noted.odometer, "work_order_intake.odometer"),
               seal_condition(noted.fuel, "work_order_intake.fuel"), keys, accessories, on_paper, edition.version,
               edition.changed, edition.changed_by);
}

MarkContent mark_content(std::string_view opened) {
    std::istringstream words{std::string(opened)};
    MarkContent mark;
    std::string damage;
    words >> mark.x >> mark.y >> damage;
    words.get();
    std::getline(words, mark.note, '\0');
    const auto kind = damage_from_code(damage);
    if (!kind) throw Broken("a mark has a word that the program does not know");
    mark.damage = *kind;
    return mark;
}

Result<std::vector<Mark>> marks_of(store::Tx& tx, Vault& vault, const WorkOrder& order) {
    std::vector<Mark> marks;
    for (const auto& sealed : tx.all(select_marks, mark_from, order.id)) {
        auto content = vault.unseal<Category::condition>(tx, order.person, sealed.content,
                                                         place("work_order_mark.content", sealed.id.value()));
        if (!content) return tl::unexpected(content.error());
        marks.push_back({sealed.id, std::move(*content), sealed.made, sealed.actor});
    }
    return marks;
}

std::int64_t count_marks(store::Tx& tx, WorkOrderId order) {
    return tx
        .find(
            count_rows, [](const store::Row& row) { return row.integer(0); }, order)
        .value();
}

void insert_mark(store::Tx& tx, Vault& vault, const WorkOrder& order, MarkId id, const MarkContent& mark,
                 const Actor& actor) {
    const auto content = PersonalText<Category::condition>::of(order.person, text_of(mark));
    tx.run(insert_row, id, order.id, order.person,
           vault.seal(tx, content, place("work_order_mark.content", id.value())), tx.now(), actor.name_in_ledger());
}

void delete_mark(store::Tx& tx, WorkOrderId order, MarkId id) {
    if (tx.run(delete_row, order, id) > 0) tx.announce(store::Topic::erasure);
}

void put_signature(store::Tx& tx, Vault& vault, const WorkOrder& order, std::string png, const Actor& actor) {
    const auto image = PersonalText<Category::signature>::of(order.person, std::move(png));
    tx.run(upsert_signature, order.id, order.person,
           vault.seal(tx, image, place("work_order_signature.image", order.id.value())), tx.now(),
           actor.name_in_ledger());
}

Result<std::optional<Signature>> load_signature(store::Tx& tx, Vault& vault, const WorkOrder& order) {
    Instant taken{};
    const auto sealed = tx.find(
        select_signature,
        [&](const store::Row& row) {
            taken = row.instant(1);
            return row.bytes(0);
        },
        order.id);
    if (!sealed) return std::optional<Signature>{};
    auto image = vault.unseal<Category::signature>(tx, order.person, *sealed,
                                                   place("work_order_signature.image", order.id.value()));
    if (!image) return tl::unexpected(image.error());
    return std::optional{Signature{std::move(*image), taken}};
}

void delete_signature(store::Tx& tx, WorkOrderId order) {
    if (tx.run(delete_signature_row, order) > 0) tx.announce(store::Topic::erasure);
}

}  // namespace autojet::workshop
