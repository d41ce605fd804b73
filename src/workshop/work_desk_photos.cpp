#include "privacy/shown.hpp"
#include "shop/visit.hpp"
#include "workshop/work_desk.hpp"

namespace autojet::workshop {

http::Response WorkDesk::add_photos(http::Request& request, const staff::Account& account,
                                    const WorkOrder& order) const {
    const auto refuse_here = [&](Error error) {
        error.field = "photos";
        return intake_page(request, account, order, {{std::move(error)}, std::nullopt});
    };
    // Before a picture is even decoded: what may not be collected is not looked at.
    const auto may = read(request, [&](store::Tx& tx) -> Result<void> {
        const auto open = changeable(tx, order.id);
        if (!open) return tl::unexpected(open.error());
        return privacy::may_use(tx, open->person, policy::Clause::photos, *house().policies.of(tx));
    });
    if (!may) return refuse_here(may.error());
    const auto moment = photo_moment_from_code(request.form().readable("moment")).value_or(PhotoMoment::intake);
    std::vector<Photo> photos;
    for (const auto& upload : request.attachments) {
        if (upload.size() > largest_photo_file)
            return refuse_here({ErrorCode::too_large, "file_too_large", "This file is too large.", {}});
        auto photo = photo_from(upload.read(), "photos");
        if (!photo) return refuse_here(photo.error());
        photos.push_back(std::move(*photo));
    }
    if (photos.empty()) return refuse_here({ErrorCode::invalid, "required", "Please choose a photo.", {}});
    const auto kept = write(
        request, [&](store::Tx& tx) { return keep_photos(tx, house(), order.id, moment, photos, actor_of(request)); });
    if (!kept) return refuse_here(kept.error());
    return http::redirect_see_other(url_of(order) + "/intake#photos");
}

http::Response WorkDesk::photo(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    return picture(request, account, order, Rendition::image);
}
http::Response WorkDesk::thumbnail(http::Request& request, const staff::Account& account,
                                   const WorkOrder& order) const {
    return picture(request, account, order, Rendition::thumbnail);
}

http::Response WorkDesk::picture(http::Request& request, const staff::Account& account, const WorkOrder& order,
                                 Rendition rendition) const {
    auto& visit = shop::visit_of(request);
    const PhotoId id{parse_whole(request.path_parameters.at("photo")).value_or(0)};
    const auto jpeg = read(request, [&](store::Tx& tx) -> Result<std::string> {
        const auto row = find_photo(tx, id);
        if (!row || row->order != order.id)
            return autojet::refuse(ErrorCode::not_found, "not_found", "This photo is not there any more.");
        const auto closed = load_photo(tx, house().vault, *row, rendition);
        if (!closed) return tl::unexpected(closed.error());
        const auto warrant =
            house().gate.warrant<policy::Purpose::appointment>(tx, visit.actor, {row->person}, visit.openings);
        if (!warrant) return tl::unexpected(warrant.error());
        const auto opened = closed->open_if_covered(*warrant);
        if (!opened) return autojet::refuse(ErrorCode::forbidden, "no_warrant", "This is not permitted.");
        return *opened;
    });
    if (!jpeg) return desk_.error(request, account, http_status(jpeg.error().code), "Not found", jpeg.error().message);
    return http::bytes(*jpeg, "image/jpeg");
}

http::Response WorkDesk::remove_photo(http::Request& request, const staff::Account& account,
                                      const WorkOrder& order) const {
    const PhotoId id{parse_whole(request.path_parameters.at("photo")).value_or(0)};
    const auto removed = write(request, [&](store::Tx& tx) { return workshop::remove_photo(tx, order.id, id); });
    if (!removed) return intake_page(request, account, order, {{removed.error()}, std::nullopt});
    return http::redirect_see_other(url_of(order) + "/intake#photos");
}

}  // namespace autojet::workshop
