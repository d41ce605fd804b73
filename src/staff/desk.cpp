#include "staff/desk.hpp"

#include "base/text.hpp"
#include "http/percent.hpp"
#include "http/session.hpp"
#include "shop/visit.hpp"
#include "staff/accounts.hpp"
#include "staff/sign_in_page.hpp"

namespace autojet::staff {

namespace {

bool only_reads(const http::Request& request) {
    return request.method == http::Method::get || request.method == http::Method::head;
}

bool wants_events(const http::Request& request) {
    return request.headers.get("Accept").find("text/event-stream") != std::string_view::npos;
}

}  // namespace

http::Handler Desk::guarded(Page page) const {
    return [this, page = std::move(page)](http::Request& request) {
        const auto account = find_account(request);
        if (!account) return turn_away(request);
        shop::visit_of(request).actor = privacy::Actor::staff(account->id, purposes_of(account->role));
        request.language = account->language;
        if (!may_open(account->role, request.pattern)) return refuse(request, *account);
        return page(request, *account);
    };
}

std::optional<Account> Desk::find_account(const http::Request& request) const {
    const auto token = request.cookie(http::session_cookie_name);
    if (!token || token->empty()) return std::nullopt;
    const auto in_force = house_.policies.of(request.shop);
    const auto session = house_.database.read(
        request.shop, [&](store::Tx& tx) { return find_session(tx, *token, in_force->published); });
    if (!session) return std::nullopt;
    if (!session->seen_today)
        house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
            mark_seen(tx, *token);
            return {};
        });
    return session->account;
}

http::Response Desk::turn_away(http::Request& request) const {
    if (wants_events(request)) return http::problem(401, "not_signed_in", "Not signed in");
    if (!only_reads(request))
        return sign_in_page(*this, request,
                            {.refused = "You are not signed in any more. Please sign in and do this again."}, 401);
    std::string wanted = request.path;
    if (!request.query_text.empty()) wanted += "?" + request.query_text;
    return http::redirect_see_other("/desk/sign-in?next=" + http::encode_percent(wanted));
}

http::Response Desk::refuse(http::Request& request, const Account& account) const {
    if (wants_events(request)) return http::problem(403, "not_permitted", "Not permitted");
    return error(request, account, 403, "Not permitted",
                 "Your role does not open this part of the desk. Ask the owner.");
}

http::Response Desk::page(http::Request& request, const Account& account, std::string_view template_name,
                          http::Dict& values, const shop::PageHead& head) const {
    http::Dict frame;
    auto& inside = frame.add("SIGNED_IN");
    inside.set("STAFF_NAME", say(request, label(account.role))).set("CSRF", request.csrf_token());
    values.set("CSRF", request.csrf_token());
    for (const auto part : all_parts)
        if (may(account.role, part)) {
            const auto section = "MAY_" + ascii_upper(name_of(part));
            inside.show(section);
            values.show(section);
        }
    if (!may(account.role, Part::calendar)) inside.show("AT_THE_BOOKS");
    if (!head.section.empty()) inside.show("AT_" + ascii_upper(head.section));
    if (const auto failures = alarm_(request.shop); failures > 0) {
        inside.add("ALARM").set("COUNT", failures);
        frame.show("ALARMED");
    }
    if (const auto waiting = waiting_(request.shop); waiting > 0)
        inside.add("UNREAD")
            .set("COUNT", waiting)
            .set("LABEL",
                 std::to_string(waiting) + " " + say(request, waiting == 1 ? "message waits" : "messages wait"));
    return in_frame(request, frame, template_name, values, head);
}

http::Response Desk::error(http::Request& request, const Account& account, int status, std::string_view heading,
                           std::string_view text) const {
    http::Dict values;
    values.set("HEADING", say(request, heading)).set("TEXT", say(request, text));
    return page(request, account, "desk_error.html", values,
                {.title = say(request, heading), .description = "", .personal = true, .status = status});
}

http::Response Desk::page_outside(http::Request& request, std::string_view template_name, http::Dict& values,
                                  const shop::PageHead& head) const {
    http::Dict frame;
    if (head.form) values.set("CSRF", request.csrf_token());
    return in_frame(request, frame, template_name, values, head);
}

std::string Desk::say(const http::Request& request, std::string_view english) const {
    return house_.messages.translate(request.language, english);
}

void Desk::show_errors(const http::Request& request, http::Dict& values, const Errors& errors) const {
    shop::show_errors(values, errors, house_.messages, request.language);
}

void Desk::show_closed_clause(const http::Request& request, const Account& account, http::Dict& values,
                              policy::Clause clause, const Error& why) const {
    auto& closed = values.add("CLOSED_CLAUSE");
    closed.set("SENTENCE", policy::sentence_of(clause, request.language)).set("WHY", say(request, why.message));
    if (why.reason != "not_published") return;
    if (may(account.role, Part::policy))
        closed.add("CAN_PUBLISH").set("CLAUSE_URL", "/desk/policy/draft/clauses/" + std::string(name_of(clause)));
    else
        closed.show("ASK_THE_OWNER");
}

void Desk::add_shared_values(const http::Request& request, http::Dict& values) const {
    values.set("BASE", shop::Site::base(request)).set("LANG", code(request.language));
    values.set("SHOP_NAME", house_.shops.load(request.shop).name);
}

http::Response Desk::in_frame(const http::Request& request, http::Dict& frame, std::string_view template_name,
                              http::Dict& values, const shop::PageHead& head) const {
    add_shared_values(request, values);
    add_shared_values(request, frame);
    frame.set("TITLE", head.title);
    frame.set_trusted_html("CONTENT", house_.templates.render(template_name, request.language, values));
    return http::html(house_.templates.render("desk.html", request.language, frame), head.status)
        .set("Content-Language", code(request.language));
}

}  // namespace autojet::staff
