// Photos of the vehicle. The shop takes them, so nobody gave them: they wait until the shop has published the clause
// for it and this person knows of it (policy D0). Sealed under the record's class, opened for the work alone (policy
// P1).
#pragma once

#include "workshop/intake.hpp"
#include "workshop/pictures.hpp"

namespace autojet::workshop {

inline constexpr std::size_t most_photos = 60;
inline constexpr std::size_t most_photos_at_once = 10;

// When it was taken: when the vehicle came in, during the work, or when it was finished.
enum class PhotoMoment { intake, work, finish };
inline constexpr std::array all_photo_moments{PhotoMoment::intake, PhotoMoment::work, PhotoMoment::finish};
std::string_view code(PhotoMoment moment);
std::string_view label(PhotoMoment moment);  // English, msgid
std::optional<PhotoMoment> photo_moment_from_code(std::string_view text);

struct PhotoRow;
using PhotoId = Id<PhotoRow>;

// What is known of it without opening it.
struct PhotoRow {
    PhotoId id;
    WorkOrderId order;
    PersonId person;
    PhotoMoment moment{};
    int width = 0, height = 0;
    Instant taken;
    std::string actor;  // as in the ledger
};

enum class Rendition { image, thumbnail };

// Oldest first.
std::vector<PhotoRow> photos_of(store::Tx& tx, WorkOrderId order);
std::optional<PhotoRow> find_photo(store::Tx& tx, PhotoId id);
// JPEG. Refused with `shredded`.
Result<PersonalText<Category::photo>> load_photo(store::Tx& tx, privacy::Vault& vault, const PhotoRow& photo,
                                                 Rendition rendition);

// All of them or none. Refused as changeable() is, with `too_many_photos`, and the reasons of privacy::may_use.
Result<void> keep_photos(store::Tx& tx, const House& house, WorkOrderId id, PhotoMoment moment,
                         const std::vector<Photo>& photos, const Actor& actor);
// Gone already is what was wanted. Refused as changeable() is.
Result<void> remove_photo(store::Tx& tx, WorkOrderId order, PhotoId id);

}  // namespace autojet::workshop
