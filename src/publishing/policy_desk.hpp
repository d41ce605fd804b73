// The owner's pages about the policy: what is in force, the draft, what it would change, and its publication (policy
// V1).
#pragma once

#include "publishing/draft_form.hpp"
#include "publishing/drafts.hpp"
#include "publishing/telling.hpp"
#include "staff/desk.hpp"

namespace autojet::publishing {

class PolicyDesk {
public:
    // All of them outlive it; the routes use it.
    PolicyDesk(const House& house, const staff::Desk& desk, const policy::Texts& texts, const policy::Model& ceiling,
               Telling& telling)
        : house_(house), desk_(desk), texts_(texts), ceiling_(ceiling), telling_(telling) {}

    void add_routes(http::Router& router) const;

private:
    using Request = http::Request;
    using Response = http::Response;
    using Account = staff::Account;

    // A page for owners alone.

    Response overview(Request& request, const Account& account) const;

    Response begin(Request& request, const Account& account) const;
    // The draft with this prepared clause on, made if there is none.
    Response add_clause(Request& request, const Account& account) const;
    Response edit(Request& request, const Account& account) const;
    Response save(Request& request, const Account& account) const;
    Response dispose(Request& request, const Account& account) const;
    Response draft_page(Request& request, const Account& account, const Draft& draft, const Errors& errors) const;

    Response edit_words(Request& request, const Account& account) const;
    Response save_own_words(Request& request, const Account& account) const;
    Response words_page(Request& request, const Account& account, const Draft& draft, std::string_view chapter,
                        const Errors& errors) const;

    Response review(Request& request, const Account& account) const;
    Response publish_draft(Request& request, const Account& account) const;
    Response review_page(Request& request, const Account& account, const Draft& draft, const Errors& errors) const;

    Response tell(Request& request, const Account& account) const;
    Response untold(Request& request, const Account& account) const;
    Response mark_told(Request& request, const Account& account) const;

    [[nodiscard]] std::optional<Draft> draft_of(const Request& request) const;
    [[nodiscard]] Proposal propose_for(const Request& request, const Draft& draft, const Frozen& in_force) const;
    [[nodiscard]] std::string say(const Request& request, std::string_view english) const {
        return desk_.say(request, english);
    }

    const House& house_;
    const staff::Desk& desk_;
    const policy::Texts& texts_;
    const policy::Model& ceiling_;
    Telling& telling_;
};

}  // namespace autojet::publishing
