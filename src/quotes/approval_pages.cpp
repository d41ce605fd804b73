#include "quotes/approval_pages.hpp"

#include "booking/reference.hpp"
#include "quotes/customer_view.hpp"
#include "quotes/link.hpp"
#include "shop/visit.hpp"

namespace autojet::quotes {

namespace {

using privacy::Purpose;
using shop::Site;

// A family that looks at a quote together stays far below these; who tries links does not.
const http::RateBudget looks{"quotes", 120, std::chrono::minutes{10}};
const http::RateBudget answers_of_client{"quote answers", 30, std::chrono::minutes{10}};

// Why it cannot be answered any more, as the page says it.
std::string_view section_of(std::string_view reason) {
    if (reason == "withdrawn") return "WITHDRAWN";
    if (reason == "superseded") return "SUPERSEDED";
    if (reason == "expired") return "EXPIRED";
    return "CLOSED";
}

// The rest of the page's fields, carried along to the page after it.
struct Carried {
    std::string opened, seen, question;
};
Carried carried_from(const http::Form& form) {
    return {form.readable("opened"), form.readable("seen"), form.readable("question")};
}

}  // namespace

void ApprovalPages::add_routes(http::Router& router) const {
    using http::Method;
    Site::add_page(router, Method::get, "/q/{link}", {.rate = looks}, with_quote(&ApprovalPages::show));
    Site::add_page(router, Method::post, "/q/{link}/review", {.rate = answers_of_client},
                   with_quote(&ApprovalPages::review));
    Site::add_page(router, Method::post, "/q/{link}/answer", {.rate = answers_of_client},
                   with_quote(&ApprovalPages::answer));
}

http::Handler ApprovalPages::with_quote(Page page) const {
    return [this, page](http::Request& request) {
        const auto quote = house().database.read(request.shop, [&](store::Tx& tx) {
            return find_by_link(tx, house().vault, request.path_parameters.at("link"));
        });
        if (!quote)
            return site_.error(request, 404, "We cannot find this quote",
                               "The link may be incomplete. Please open it again from our message, or call us.");
        shop::visit_of(request).actor = Actor::person(quote->person);
        return (this->*page)(request, *quote);
    };
}

std::string ApprovalPages::url(const http::Request& request, const Quote& quote) const {
    return Site::base(request) + "/q/" + link_of(house().vault, request.shop, quote.id, house().clock.now());
}

http::Response ApprovalPages::show(http::Request& request, const Quote& quote) const {
    return quote_page(request, quote, {});
}

http::Response ApprovalPages::quote_page(http::Request& request, const Quote& quote, const Errors& errors) const {
    auto& visit = shop::visit_of(request);
    const auto& zone = house().shops.zone(request.shop);
    http::Dict values;
    shop::show_errors(values, errors, house().messages, request.language);
    bool form = false;
    const auto shown = house().database.read(request.shop, [&](store::Tx& tx) -> Result<void> {
        const auto warrant =
            house().gate.warrant<Purpose::appointment>(tx, visit.actor, {quote.person}, visit.openings);
        if (!warrant) return tl::unexpected(warrant.error());
        const auto whole = load_whole(tx, house().vault, quote);
        if (!whole) return tl::unexpected(whole.error());
        show_heading(values, *whole, zone, request.language);
        const auto may = answerable(tx, quote, Via::by_link);
        if (!may) values.show(section_of(may.error().reason));
        // What was taken back is not for reading any more.
        if (!may && (may.error().reason == "withdrawn" || may.error().reason == "superseded")) return {};
        const auto& message = whole->frozen.message;
        show_words(values, message ? message->open(*warrant) : "", house().messages, request.language);
        const auto chosen = errors.empty() ? chosen_decisions(*whole) : decisions_from(request.form(), whole->lines);
        auto& page = values.add(may ? "ASKED" : "TOLD");
        show_lines(page, *whole, chosen, *warrant, house().messages, request.language);
        if (!whole->answers.empty()) {
            const auto& last = whole->answers.back();
            auto& answered = values.add("ANSWERED");
            answered.set("WHEN", format_moment(zone.to_local(last.at), request.language));
            answered.set("VIA", site_.say(request, label(last.via)));
            const auto gross = approved_gross(quote, whole->lines, last.decisions);
            answered.set("APPROVED_GROSS", gross ? gross->display(request.language) : "");
            if (last.question)
                answered.add("QUESTION").set("TEXT", last.question->open_if_covered(*warrant).value_or(""));
        }
        if (may) {
            form = true;
            const auto typed = errors.empty() ? Carried{} : carried_from(request.form());
            const auto opened = [&] {
                return opened_stamp(house().vault, request.shop, quote.id, house().clock.now());
            };
            show_asking(page, *whole,
                        {.action = url(request, quote) + "/review",
                         .opened = typed.opened.empty() ? opened() : typed.opened,
                         .question = typed.question});
        }
        return {};
    });
    if (!shown)
        return site_.error(request, http_status(shown.error().code), "This quote cannot be shown now",
                           "Please call us.");
    return site_.page(request, "quote.html", values,
                      {.title = site_.say(request, "Quote"),
                       .description = "",
                       .personal = true,
                       .form = form,
                       .status = errors.empty() ? 200 : http_status(errors.front().code)});
}

// Everything is there to be read once more, with what it comes to; nothing is written yet.
http::Response ApprovalPages::review(http::Request& request, const Quote& quote) const {
    auto& visit = shop::visit_of(request);
    const auto& form = request.form();
    Errors errors;
    const auto question = clean_text(form.text("question"), longest_question, "question", Presence::optional);
    if (!question) errors.push_back(question.error());
    http::Dict values;
    const auto done = house().database.read(request.shop, [&](store::Tx& tx) -> Result<void> {
        if (auto may = answerable(tx, quote, Via::by_link); !may) return tl::unexpected(may.error());
        const auto warrant =
            house().gate.warrant<Purpose::appointment>(tx, visit.actor, {quote.person}, visit.openings);
        if (!warrant) return tl::unexpected(warrant.error());
        const auto whole = load_whole(tx, house().vault, quote);
        if (!whole) return tl::unexpected(whole.error());
        auto decisions = decisions_from(form, whole->lines);
        for (const auto& [line, decision] : whole->begun) decisions[line] = decision;
        for (const auto& line : whole->lines)
            if (!decisions.contains(line.id)) {
                errors.push_back(
                    {ErrorCode::invalid, "decision_missing", "Please say yes or no to every line.", field_of(line)});
                return {};
            }
        const auto carried = carried_from(form);
        values.set("ACTION", url(request, quote) + "/answer").set("BACK_URL", url(request, quote));
        values.set("SEEN", carried.seen).set("OPENED", carried.opened);
        values.set("REFERENCE", booking::display_reference(whole->order.reference));
        const auto gross = approved_gross(quote, whole->lines, decisions);
        values.set("APPROVED_GROSS", gross ? gross->display(request.language) : "");
        if (question && !question->empty()) values.add("QUESTION").set("TEXT", *question);
        show_lines(values, *whole, decisions, *warrant, house().messages, request.language);
        return {};
    });
    if (!done) return quote_page(request, quote, {done.error()});
    if (!errors.empty()) return quote_page(request, quote, errors);
    return site_.page(request, "quote_review.html", values,
                      {.title = site_.say(request, "Your answer"), .description = "", .personal = true, .form = true});
}

http::Response ApprovalPages::answer(http::Request& request, const Quote& quote) const {
    auto& visit = shop::visit_of(request);
    const auto& form = request.form();
    const auto question = clean_text(form.text("question"), longest_question, "question", Presence::optional);
    if (!question) return quote_page(request, quote, {question.error()});
    const auto answered = house().database.write(request.shop, [&](store::Tx& tx) -> Result<Answer> {
        const auto warrant =
            house().gate.warrant<Purpose::appointment>(tx, visit.actor, {quote.person}, visit.openings);
        if (!warrant) return tl::unexpected(warrant.error());
        const auto lines = lines_of(tx, house().vault, quote);
        if (!lines) return tl::unexpected(lines.error());
        const NewAnswer given{
            .via = Via::by_link,
            .opened = read_stamp(house().vault, request.shop, quote.id, form.readable("opened"), tx.now()),
            .decisions = decisions_from(form, *lines),
            .question = *question,
            .answers_seen = static_cast<std::size_t>(parse_whole(form.readable("seen")).value_or(0))};
        return quoting_.answer(tx, quote.id, given, *warrant, visit.actor);
    });
    if (!answered) return quote_page(request, quote, {answered.error()});
    return http::redirect_see_other(url(request, quote));
}

}  // namespace autojet::quotes
