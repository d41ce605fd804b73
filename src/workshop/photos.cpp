#include "workshop/photos.hpp"

#include "base/enum_names.hpp"
#include "privacy/shown.hpp"

namespace autojet::workshop {

namespace {

using privacy::Vault;

#define PHOTO_COLUMNS "photo, work_order, person, moment, width, height, taken, actor"

constexpr std::string_view insert_photo = "INSERT INTO work_order_photo (shop, " PHOTO_COLUMNS
                                          ", thumbnail, image) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
constexpr std::string_view select_photos =
    "SELECT " PHOTO_COLUMNS " FROM work_order_photo WHERE shop = $1 AND work_order = $2 ORDER BY photo";
constexpr std::string_view select_photo =
    "SELECT " PHOTO_COLUMNS " FROM work_order_photo WHERE shop = $1 AND photo = $2";
constexpr std::string_view select_image = "SELECT image FROM work_order_photo WHERE shop = $1 AND photo = $2";
constexpr std::string_view select_thumbnail = "SELECT thumbnail FROM work_order_photo WHERE shop = $1 AND photo = $2";
constexpr std::string_view delete_photo =
    "DELETE FROM work_order_photo WHERE shop = $1 AND work_order = $2 AND photo = $3";

constexpr EnumNames<3> moment_codes{"intake", "work", "finish"};
constexpr EnumNames<3> moment_labels{"When it came in", "During the work", "When it was finished"};

privacy::Place place(Rendition rendition, PhotoId id) {
    const bool whole = rendition == Rendition::image;
    return {privacy::RetentionClass::customer,
            whole ? "work_order_photo.image" : "work_order_photo.thumbnail",
            id.value(),
            {}};
}

PhotoRow row_from(const store::Row& row) {
    return {.id = PhotoId{row.integer(0)},
            .order = WorkOrderId{row.integer(1)},
            .person = PersonId{row.integer(2)},
            .moment = photo_moment_from_code(row.text(3)).value(),
            .width = static_cast<int>(row.integer(4)),
            .height = static_cast<int>(row.integer(5)),
            .taken = row.instant(6),
            .actor = row.text(7)};
}

store::Bytes sealed(store::Tx& tx, Vault& vault, PersonId person, const std::string& jpeg, Rendition rendition,
                    PhotoId id) {
    return vault.seal(tx, PersonalText<Category::photo>::of(person, jpeg), place(rendition, id));
}

}  // namespace

std::string_view code(PhotoMoment moment) {
    return name_in(moment_codes, moment);
}
std::string_view label(PhotoMoment moment) {
    return name_in(moment_labels, moment);
}
std::optional<PhotoMoment> photo_moment_from_code(std::string_view text) {
    return value_in<PhotoMoment>(moment_codes, text);
}

std::vector<PhotoRow> photos_of(store::Tx& tx, WorkOrderId order) {
    return tx.all(select_photos, row_from, order);
}
std::optional<PhotoRow> find_photo(store::Tx& tx, PhotoId id) {
    return tx.find(select_photo, row_from, id);
}

Result<PersonalText<Category::photo>> load_photo(store::Tx& tx, Vault& vault, const PhotoRow& photo,
                                                 Rendition rendition) {
    const auto bytes = tx.find(
        rendition == Rendition::image ? select_image : select_thumbnail,
        [](const store::Row& row) { return row.bytes(0); }, photo.id);
    if (!bytes) return refuse(ErrorCode::not_found, "not_found", "This photo is not there any more.");
    return vault.unseal<Category::photo>(tx, photo.person, *bytes, place(rendition, photo.id));
}

Result<void> keep_photos(store::Tx& tx, const House& house, WorkOrderId id, PhotoMoment moment,
                         const std::vector<Photo>& photos, const Actor& actor) {
    const auto order = changeable(tx, id);
    if (!order) return tl::unexpected(order.error());
    if (auto may = privacy::may_use(tx, order->person, policy::Clause::photos, *house.policies.of(tx)); !may)
        return may;
    if (photos_of(tx, id).size() + photos.size() > most_photos)
        return refuse(ErrorCode::conflict, "too_many_photos", "This order has as many photos as it can take.",
                      "photos");
    for (const auto& photo : photos) {
        const auto photo_id = tx.new_id<PhotoRow>();
        tx.run(insert_photo, photo_id, id, order->person, code(moment), photo.width, photo.height, tx.now(),
               actor.name_in_ledger(),
               sealed(tx, house.vault, order->person, photo.thumbnail, Rendition::thumbnail, photo_id),
               sealed(tx, house.vault, order->person, photo.image, Rendition::image, photo_id));
    }
    tx.announce(store::Topic::calendar);
    return {};
}

Result<void> remove_photo(store::Tx& tx, WorkOrderId order, PhotoId id) {
    if (const auto open = changeable(tx, order); !open) return tl::unexpected(open.error());
    if (tx.run(delete_photo, order, id) > 0) tx.announce(store::Topic::erasure);
    tx.announce(store::Topic::calendar);
    return {};
}

}  // namespace autojet::workshop
