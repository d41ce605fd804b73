#include "workshop/work_desk.hpp"

namespace autojet::workshop {

namespace {

constexpr std::size_t room_for_fields = 64 * 1024;
// Larger than what is kept, so that a photo which is too large is told beside its field.
constexpr std::size_t largest_upload = largest_photo_file + 5 * 1024 * 1024;

http::RouteOptions upload_route(std::size_t files, std::size_t file_limit) {
    return {.body_limit = files * file_limit + room_for_fields,
            .accepts = {"multipart/form-data"},
            .max_files = files,
            .file_limit = file_limit};
}

}  // namespace

void WorkDesk::add_routes(http::Router& router) const {
    using http::Method;
    router.add(Method::get, "/desk/orders", guarded(&WorkDesk::board));
    router.add(Method::post, "/desk/orders/search", guarded(&WorkDesk::search));
    router.add(Method::get, "/desk/orders/new", guarded(&WorkDesk::ask_new));
    router.add(Method::post, "/desk/orders", guarded(&WorkDesk::open_walk_in));
    router.add(Method::post, "/desk/orders/of/{booking}", guarded(&WorkDesk::open_for_booking));

    const std::string one = "/desk/orders/{reference}";
    router.add(Method::get, one, guarded(&WorkDesk::one));
    router.add(Method::get, one + "/card", guarded(&WorkDesk::job_card));
    router.add(Method::post, one + "/state", guarded(&WorkDesk::move));
    router.add(Method::post, one + "/taking-back", guarded(&WorkDesk::take_back));
    router.add(Method::post, one + "/words", guarded(&WorkDesk::change_words));
    router.add(Method::post, one + "/removal", guarded(&WorkDesk::remove));

    router.add(Method::post, one + "/tasks", guarded(&WorkDesk::add_task));
    router.add(Method::post, one + "/tasks/{task}/title", guarded(&WorkDesk::rename_task));
    router.add(Method::post, one + "/tasks/{task}/state", guarded(&WorkDesk::set_task_state));
    router.add(Method::post, one + "/tasks/{task}/removal", guarded(&WorkDesk::remove_task));
    router.add(Method::post, one + "/tasks/{task}/clock", guarded(&WorkDesk::start_clock));
    router.add(Method::post, one + "/tasks/{task}/stop", guarded(&WorkDesk::stop_clock));
    router.add(Method::post, one + "/times/{spell}", guarded(&WorkDesk::correct_time));

    router.add(Method::post, one + "/lines", guarded(&WorkDesk::add_line));
    router.add(Method::post, one + "/lines/{line}", guarded(&WorkDesk::change_line));
    router.add(Method::post, one + "/lines/{line}/removal", guarded(&WorkDesk::remove_line));

    router.add(Method::get, one + "/intake", guarded(&WorkDesk::intake));
    router.add(Method::post, one + "/intake", guarded(&WorkDesk::note));
    router.add(Method::post, one + "/marks", guarded(&WorkDesk::mark));
    router.add(Method::post, one + "/marks/{mark}/removal", guarded(&WorkDesk::unmark));
    router.add(Method::get, one + "/signature", guarded(&WorkDesk::signature));
    router.add(Method::post, one + "/signature", upload_route(1, 2 * 1024 * 1024), guarded(&WorkDesk::sign));
    router.add(Method::post, one + "/signature/removal", guarded(&WorkDesk::unsign));
    router.add(Method::post, one + "/photos", upload_route(most_photos_at_once, largest_upload),
               guarded(&WorkDesk::add_photos));
    router.add(Method::get, one + "/photos/{photo}", guarded(&WorkDesk::photo));
    router.add(Method::get, one + "/photos/{photo}/small", guarded(&WorkDesk::thumbnail));
    router.add(Method::post, one + "/photos/{photo}/removal", guarded(&WorkDesk::remove_photo));
}

http::Handler WorkDesk::guarded(Page page) const {
    return desk_.guarded([this, page](http::Request& request, const staff::Account& account) {
        return (this->*page)(request, account);
    });
}

http::Handler WorkDesk::guarded(PageOfOrder page) const {
    return desk_.guarded([this, page](http::Request& request, const staff::Account& account) {
        const auto reference = booking::reference_from(request.path_parameters.at("reference"));
        const auto order = read(request, [&](store::Tx& tx) { return find_by_reference(tx, reference); });
        if (!order)
            return gone(request, account,
                        {ErrorCode::not_found, "not_found", "This work order is not there any more.", {}});
        return (this->*page)(request, account, *order);
    });
}

http::Response WorkDesk::gone(http::Request& request, const staff::Account& account, const Error& error) const {
    return desk_.error(request, account, http_status(error.code), "There is no such work order", error.message);
}

http::Response WorkDesk::refused(http::Request& request, const staff::Account& account, const WorkOrder& order,
                                 Said said) const {
    const auto now = read(request, [&](store::Tx& tx) { return load(tx, order.id); });
    return now ? one_page(request, account, *now, said) : gone(request, account, now.error());
}

std::string WorkDesk::url_of(const WorkOrder& order) {
    return "/desk/orders/" + order.reference;
}

}  // namespace autojet::workshop
