// Work orders at the desk: the board, one order, its intake on a tablet. Every page works without a script.
#pragma once

#include "http/router.hpp"
#include "shop/visit.hpp"
#include "staff/desk.hpp"
#include "workshop/conflict.hpp"
#include "workshop/intake.hpp"
#include "workshop/lines.hpp"
#include "workshop/orders.hpp"
#include "workshop/photos.hpp"
#include "workshop/tasks.hpp"

namespace autojet::workshop {

// What a page says beside the order itself.
struct Said {
    Errors errors;
    std::optional<Conflict> conflict;
};

class WorkDesk {
public:
    WorkDesk(const Orders& orders, const staff::Desk& desk) : orders_(orders), desk_(desk) {}

    // The routes use it.
    void add_routes(http::Router& router) const;

private:
    using Page = http::Response (WorkDesk::*)(http::Request&, const staff::Account&) const;
    using PageOfOrder = http::Response (WorkDesk::*)(http::Request&, const staff::Account&, const WorkOrder&) const;
    [[nodiscard]] http::Handler guarded(Page page) const;
    // Of the order in the address; 404 when there is none.
    [[nodiscard]] http::Handler guarded(PageOfOrder page) const;
    [[nodiscard]] http::Response gone(http::Request& request, const staff::Account& account, const Error& error) const;

    // work_desk_list.cpp
    http::Response board(http::Request& request, const staff::Account& account) const;
    http::Response search(http::Request& request, const staff::Account& account) const;
    http::Response board_page(http::Request& request, const staff::Account& account, const std::string& wanted) const;

    // work_desk_new.cpp
    http::Response ask_new(http::Request& request, const staff::Account& account) const;
    http::Response open_walk_in(http::Request& request, const staff::Account& account) const;
    http::Response new_page(http::Request& request, const staff::Account& account, const Errors& errors,
                            const std::vector<WorkOrder>& same_vehicle) const;
    http::Response open_for_booking(http::Request& request, const staff::Account& account) const;
    http::Response same_vehicle_page(http::Request& request, const staff::Account& account,
                                     const booking::Booking& booking, const std::vector<WorkOrder>& others) const;

    // work_desk_one.cpp
    http::Response one(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response one_page(http::Request& request, const staff::Account& account, const WorkOrder& order,
                            const Said& said) const;
    void show_summary(const http::Request& request, http::Dict& values, const Errors& errors) const;
    http::Response job_card(http::Request& request, const staff::Account& account, const WorkOrder& order) const;

    // work_desk_state.cpp
    http::Response move(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response take_back(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response change_words(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response remove(http::Request& request, const staff::Account& account, const WorkOrder& order) const;

    // work_desk_tasks.cpp
    http::Response add_task(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response rename_task(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response set_task_state(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response remove_task(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response start_clock(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response stop_clock(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response correct_time(http::Request& request, const staff::Account& account, const WorkOrder& order) const;

    // work_desk_lines.cpp
    http::Response add_line(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response change_line(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response remove_line(http::Request& request, const staff::Account& account, const WorkOrder& order) const;

    // work_desk_intake.cpp, work_desk_marks.cpp, work_desk_photos.cpp
    http::Response intake(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response intake_page(http::Request& request, const staff::Account& account, const WorkOrder& order,
                               const Said& said) const;
    http::Response note(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response mark(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response unmark(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response sign(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response unsign(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response signature(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response add_photos(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response photo(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response thumbnail(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response remove_photo(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response picture(http::Request& request, const staff::Account& account, const WorkOrder& order,
                           Rendition rendition) const;

    // The order as it is now, with what was refused.
    http::Response refused(http::Request& request, const staff::Account& account, const WorkOrder& order,
                           Said said) const;
    // Back to the order after a change, at this part of its page; with the refusal when there is one.
    template <class T>
    http::Response after(http::Request& request, const staff::Account& account, const WorkOrder& order,
                         const Result<T>& done, std::string_view part) const {
        if (!done) return refused(request, account, order, {.errors = {done.error()}, .conflict = std::nullopt});
        return http::redirect_see_other(url_of(order) + "#" + std::string(part));
    }
    template <class F>
    auto write(const http::Request& request, F&& work) const {
        return house().database.write(request.shop, std::forward<F>(work));
    }
    template <class F>
    auto read(const http::Request& request, F&& work) const {
        return house().database.read(request.shop, std::forward<F>(work));
    }

    static std::string url_of(const WorkOrder& order);
    static const Actor& actor_of(const http::Request& request) { return shop::visit_of(request).actor; }
    [[nodiscard]] const House& house() const { return orders_.house(); }
    [[nodiscard]] std::string say(const http::Request& request, std::string_view english) const {
        return desk_.say(request, english);
    }

    const Orders& orders_;
    const staff::Desk& desk_;
};

}  // namespace autojet::workshop
