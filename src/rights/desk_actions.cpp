#include "base/text.hpp"
#include "booking/reference.hpp"
#include "rights/desk.hpp"
#include "rights/dossier.hpp"
#include "rights/erasure.hpp"
#include "rights/notices.hpp"
#include "rights/pass.hpp"
#include "rights/standing_requests.hpp"
#include "shop/visit.hpp"

namespace autojet::rights {

namespace {

tl::unexpected<Error> no_identity() {
    return refuse(ErrorCode::conflict, "identity_open", "Please say first how you know that it is them.", "identity");
}

}  // namespace

void DeskPages::add_routes(http::Router& router) {
    using http::Method;
    router.add(Method::get, "/desk/requests", guarded(&DeskPages::list));
    router.add(Method::get, "/desk/requests/new", guarded(&DeskPages::ask_new));
    router.add(Method::post, "/desk/requests/new/search", guarded(&DeskPages::search));
    router.add(Method::post, "/desk/requests", guarded(&DeskPages::take_in));
    const std::string one = "/desk/requests/{number}";
    router.add(Method::get, one, guarded(&DeskPages::one));
    router.add(Method::get, one + "/copy", guarded(&DeskPages::copy));
    for (const auto& [noun, page] :
         std::initializer_list<std::pair<const char*, Page>>{{"/identity", &DeskPages::identify},
                                                             {"/doubt", &DeskPages::doubt_identity},
                                                             {"/more", &DeskPages::take_more},
                                                             {"/extension", &DeskPages::extend_term},
                                                             {"/answer", &DeskPages::give_answer},
                                                             {"/delivery", &DeskPages::deliver},
                                                             {"/code", &DeskPages::make_code},
                                                             {"/deletion", &DeskPages::erase},
                                                             {"/restriction", &DeskPages::restrict_data},
                                                             {"/lifting", &DeskPages::announce_end},
                                                             {"/lift", &DeskPages::lift},
                                                             {"/objection", &DeskPages::object},
                                                             {"/decision", &DeskPages::decide},
                                                             {"/notice", &DeskPages::confirm}})
        router.add(Method::post, one + noun, guarded(page));
}

http::Handler DeskPages::guarded(Page page) {
    return desk_.guarded([this, page](http::Request& request, const staff::Account& account) {
        return (this->*page)(request, account);
    });
}

std::optional<Request> DeskPages::find(const http::Request& request) const {
    const auto number = booking::reference_from(request.path_parameters.at("number"));
    return house_.database.read(request.shop, [&](store::Tx& tx) { return find_by_number(tx, number); });
}

http::Response DeskPages::not_found(http::Request& request, const staff::Account& account) const {
    return desk_.error(request, account, 404, "Not found", "There is no such request.");
}

http::Response DeskPages::act(http::Request& request, const staff::Account& account, const Act& work) {
    const auto asked = find(request);
    if (!asked) return not_found(request, account);
    const auto done = house_.database.write(request.shop, [&](store::Tx& tx) { return work(tx, *asked); });
    if (!done) return one_page(request, account, *asked, {done.error()});
    return http::redirect_see_other("/desk/requests/" + asked->number);
}

http::Response DeskPages::identify(http::Request& request, const staff::Account& account) {
    const auto identity = identity_from_code(request.form().text("identity")).value_or(Identity::open);
    return act(request, account,
               [&](store::Tx& tx, const Request& asked) { return establish(tx, asked.id, identity); });
}

http::Response DeskPages::doubt_identity(http::Request& request, const staff::Account& account) {
    return act(request, account, [&](store::Tx& tx, const Request& asked) {
        return doubt(tx, house_.vault, asked.id, request.form().text("doubt"));
    });
}

http::Response DeskPages::take_more(http::Request& request, const staff::Account& account) {
    return act(request, account, [&](store::Tx& tx, const Request& asked) {
        return keep_more(tx, house_.vault, asked.id, request.form().text("more"));
    });
}

http::Response DeskPages::extend_term(http::Request& request, const staff::Account& account) {
    return act(request, account, [&](store::Tx& tx, const Request& asked) {
        return extend(tx, house_.vault, house_.shops.zone(request.shop), asked.id, request.form().text("reasons"));
    });
}

http::Response DeskPages::give_answer(http::Request& request, const staff::Account& account) {
    const auto outcome = outcome_from_code(request.form().text("outcome"));
    return act(request, account, [&](store::Tx& tx, const Request& asked) -> Result<Request> {
        if (!outcome) return refuse(ErrorCode::invalid, "required", "Please choose an answer.", "outcome");
        return answer(tx, house_.vault, house_.messages, asked.id, *outcome, request.form().text("reason"));
    });
}

http::Response DeskPages::deliver(http::Request& request, const staff::Account& account) {
    return act(request, account, [&](store::Tx& tx, const Request& asked) -> Result<Request> {
        if (asked.is_open()) return refuse(ErrorCode::conflict, "not_answered", "There is no answer yet.");
        mark_delivered(tx, asked.id);
        return asked;
    });
}

// The code is shown once, to be read out, and opens the first of the records and what is linked with it.
http::Response DeskPages::make_code(http::Request& request, const staff::Account& account) {
    const auto asked = find(request);
    if (!asked) return not_found(request, account);
    const auto made = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<std::string> {
        const auto persons = persons_of(tx, asked->id);
        if (asked->identity == Identity::open) return no_identity();
        if (persons.empty()) return refuse(ErrorCode::conflict, "nobody", "This request is about no record.");
        return make_pass_at_desk(tx, house_.vault, persons.front(), asked->language);
    });
    if (!made) return one_page(request, account, *asked, {made.error()});
    return one_page(request, account, *asked, {}, *made);
}

http::Response DeskPages::erase(http::Request& request, const staff::Account& account) {
    const auto asked = find(request);
    if (!asked) return not_found(request, account);
    auto& visit = shop::visit_of(request);
    const auto counts = house_.database.read(request.shop, [&](store::Tx& tx) {
        return count_kinds(gather(tx, house_.gate, holders_, visit.actor, persons_of(tx, asked->id), visit.openings));
    });
    auto answered = act(request, account, [&](store::Tx& tx, const Request& open) {
        return begin_erasure(tx, house_.vault, open.id, counts);
    });
    carry_on_erasures(house_, holders_, request.shop);
    return answered;
}

http::Response DeskPages::restrict_data(http::Request& request, const staff::Account& account) {
    const auto ground = privacy::ground_from_code(request.form().text("ground"));
    return act(request, account, [&](store::Tx& tx, const Request& asked) -> Result<Request> {
        if (!ground) return refuse(ErrorCode::invalid, "required", "Please choose a reason.", "ground");
        if (asked.identity == Identity::open) return no_identity();
        return restrict_for(tx, house_, asked, persons_of(tx, asked.id), *ground);
    });
}

// The person hears of it before it ends (GDPR 18(3)).
http::Response DeskPages::announce_end(http::Request& request, const staff::Account& account) {
    const auto ground = privacy::ground_from_code(request.form().text("ground"));
    return act(request, account, [&](store::Tx& tx, const Request& asked) -> Result<Request> {
        if (!ground) return refuse(ErrorCode::invalid, "required", "Please choose a reason.", "ground");
        return announce_lifting_for(tx, asked, *ground);
    });
}

http::Response DeskPages::lift(http::Request& request, const staff::Account& account) {
    const auto ground = privacy::ground_from_code(request.form().text("ground"));
    return act(request, account, [&](store::Tx& tx, const Request& asked) -> Result<Request> {
        if (!ground) return refuse(ErrorCode::invalid, "required", "Please choose a reason.", "ground");
        return lift_for(tx, asked, *ground);
    });
}

http::Response DeskPages::object(http::Request& request, const staff::Account& account) {
    return act(request, account, [&](store::Tx& tx, const Request& asked) -> Result<Request> {
        if (asked.identity == Identity::open) return no_identity();
        const auto aim = aim_from_code(request.form().text("aim")).value_or(privacy::Aim::improvement);
        return object_for(tx, house_, asked, persons_of(tx, asked.id), aim);
    });
}

http::Response DeskPages::decide(http::Request& request, const staff::Account& account) {
    const auto decision =
        request.form().text("decision") == "upheld" ? privacy::Balance::upheld : privacy::Balance::overridden;
    return act(request, account, [&](store::Tx& tx, const Request& asked) {
        return decide_for(tx, house_, asked.id, decision, request.form().text("reason"));
    });
}

http::Response DeskPages::confirm(http::Request& request, const staff::Account& account) {
    const NoticeId notice{parse_whole(request.form().text("notice")).value_or(0)};
    return act(request, account, [&](store::Tx& tx, const Request& asked) -> Result<Request> {
        const auto told = confirm_notice(tx, house_.vault, notice, request.form().text("confirmation"));
        if (!told) return tl::unexpected(told.error());
        return asked;
    });
}

}  // namespace autojet::rights
