// "Settings": the owner's pages for everything that can be set, each change shown before it is saved.
#pragma once

#include <functional>

#include "booking/booking.hpp"
#include "http/router.hpp"
#include "settings/settings.hpp"
#include "shop/module.hpp"
#include "staff/desk.hpp"

namespace autojet::settings {

// One form: what it sets, what is typed into it, and what saving would do.
struct Editor {
    Thing thing;
    std::string_view page;  // template
    std::string heading;    // translated
    std::string action;     // where it is sent
    std::string back;       // where saving leads
    Values typed;           // by name, as typed
    // More that its template needs.
    std::function<void(http::Dict&, const Values& typed, const Errors&)> fill = {};
    // What it would do, beside the list of differences.
    std::function<void(store::Tx&, http::Dict&, const Values& wanted)> preview = {};
    // Names a thing that is new.
    std::function<std::string(store::Tx&, const Values& wanted)> new_key = {};
};

class SettingsDesk {
public:
    SettingsDesk(const House& house, booking::Bookings& bookings, const staff::Desk& desk);

    // Its routes and jobs use the SettingsDesk.
    [[nodiscard]] Module module();

private:
    using Request = http::Request;
    using Response = http::Response;
    using Account = staff::Account;
    using Page = Response (SettingsDesk::*)(Request&, const Account&);

    void add_routes(http::Router& router);
    void add_staff_routes(http::Router& router);
    [[nodiscard]] http::Handler guarded(Page page);

    Response overview(Request& request, const Account& account);

    Response services(Request& request, const Account& account);
    Response service(Request& request, const Account& account);  // shows, changes or adds one
    Response order(Request& request, const Account& account);
    Response size(Request& request, const Account& account);

    Response hours(Request& request, const Account& account);
    Response week(Request& request, const Account& account);
    Response holidays(Request& request, const Account& account);
    Response closure(Request& request, const Account& account);
    Response special(Request& request, const Account& account);
    Response rules(Request& request, const Account& account);
    Response remove_closure(Request& request, const Account& account);
    Response remove_special(Request& request, const Account& account);

    Response bays(Request& request, const Account& account);
    Response bay(Request& request, const Account& account);

    Response staff(Request& request, const Account& account);
    Response invite(Request& request, const Account& account);
    Response colleague(Request& request, const Account& account);
    Response new_link(Request& request, const Account& account);
    Response leave(Request& request, const Account& account);

    Response texts(Request& request, const Account& account);
    Response text(Request& request, const Account& account);

    Response look(Request& request, const Account& account);
    Response logo(Request& request, const Account& account);
    Response reset_look(Request& request, const Account& account);
    Response sample_css(Request& request, const Account& account);
    Response theme_file(Request& request);

    Response log(Request& request, const Account& account);
    Response ask_undo(Request& request, const Account& account);
    Response undo(Request& request, const Account& account);

    // Shows the form, or takes what was sent: as a preview, to be mended, or to be saved.
    Response edit(Request& request, const Account& account, const Editor& editor);
    Response form_page(Request& request, const Account& account, const Editor& editor, const Errors& errors);
    Response review(Request& request, const Account& account, const Editor& editor, const Values& wanted, int status);
    Response in_frame(Request& request, const Account& account, std::string_view name, http::Dict& values,
                      const std::string& title, int status = 200);
    // Without a preview: for what is seen at once.
    Response act(Request& request, const Account& account, const Thing& thing, const std::optional<Values>& wanted,
                 const std::string& back);
    Response gone(Request& request, const Account& account);

    Response staff_page(Request& request, const Account& account, const Errors& errors);
    Response link_page(Request& request, const Account& account, const std::string& link);
    Response look_page(Request& request, const Account& account, const Errors& errors);
    [[nodiscard]] Editor look_editor(Request& request);

    // As they are, in the way that people type them.
    [[nodiscard]] Values typed_of(const Request& request, const Thing& thing) const;
    void show_change(http::Dict& values, store::Tx& tx, const Request& request, const Change& change);
    void show_difference(http::Dict& values, store::Tx& tx, const Kind& kind, const Difference& difference,
                         const Request& request) const;
    // The two weeks from that day on, as they are and as they would be, and what is planned outside of them.
    void preview_hours(store::Tx& tx, http::Dict& values, const Request& request, const Thing& thing,
                       const std::optional<Values>& wanted);
    void show_outside(http::Dict& values, const Request& request, const std::vector<booking::Booking>& bookings) const;
    [[nodiscard]] std::string who(store::Tx& tx, const Request& request, PersonId account) const;
    [[nodiscard]] Voice voice(const Request& request) const { return {house_.messages, request.language}; }
    [[nodiscard]] std::string say(const Request& request, std::string_view english) const {
        return desk_.say(request, english);
    }

    const House& house_;
    booking::Bookings& bookings_;
    const staff::Desk& desk_;
    Settings settings_;
};

}  // namespace autojet::settings
