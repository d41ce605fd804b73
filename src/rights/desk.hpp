// The desk's side of requests: the register, one page for each with what to do, and requests of people who phone, mail,
// write or come by (policy R8, X1). People are found through the indexes, and opened for their rights only.
#pragma once

#include "http/router.hpp"
#include "rights/request.hpp"
#include "shop/holder.hpp"
#include "staff/desk.hpp"

namespace autojet::rights {

class DeskPages {
public:
    // Uses `holders` when it answers, not before.
    DeskPages(const House& house, const staff::Desk& desk, const std::vector<Holder>& holders)
        : house_(house), desk_(desk), holders_(holders) {}

    void add_routes(http::Router& router);

private:
    using Page = http::Response (DeskPages::*)(http::Request&, const staff::Account&);
    http::Handler guarded(Page page);

    // desk_list.cpp
    http::Response list(http::Request& request, const staff::Account& account);
    http::Response ask_new(http::Request& request, const staff::Account& account);
    http::Response search(http::Request& request, const staff::Account& account);
    http::Response take_in(http::Request& request, const staff::Account& account);
    http::Response new_page(http::Request& request, const staff::Account& account, const Errors& errors, bool searched);

    // desk_one.cpp: by {number}
    http::Response one(http::Request& request, const staff::Account& account);
    http::Response one_page(http::Request& request, const staff::Account& account, const Request& asked,
                            const Errors& errors, std::string_view code = {});
    http::Response copy(http::Request& request, const staff::Account& account);

    // desk_actions.cpp: by {number}
    http::Response identify(http::Request& request, const staff::Account& account);
    http::Response doubt_identity(http::Request& request, const staff::Account& account);
    http::Response take_more(http::Request& request, const staff::Account& account);
    http::Response extend_term(http::Request& request, const staff::Account& account);
    http::Response give_answer(http::Request& request, const staff::Account& account);
    http::Response deliver(http::Request& request, const staff::Account& account);
    http::Response make_code(http::Request& request, const staff::Account& account);
    http::Response erase(http::Request& request, const staff::Account& account);
    http::Response restrict_data(http::Request& request, const staff::Account& account);
    http::Response announce_end(http::Request& request, const staff::Account& account);
    http::Response lift(http::Request& request, const staff::Account& account);
    http::Response object(http::Request& request, const staff::Account& account);
    http::Response decide(http::Request& request, const staff::Account& account);
    http::Response confirm(http::Request& request, const staff::Account& account);

    // Does it in one transaction and shows the request again, or what was wrong beside its field.
    using Act = std::function<Result<Request>(store::Tx&, const Request&)>;
    http::Response act(http::Request& request, const staff::Account& account, const Act& work);

    [[nodiscard]] std::optional<Request> find(const http::Request& request) const;
    http::Response not_found(http::Request& request, const staff::Account& account) const;

    const House& house_;
    const staff::Desk& desk_;
    const std::vector<Holder>& holders_;
};

}  // namespace autojet::rights
