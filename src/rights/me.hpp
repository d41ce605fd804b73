// `/me`: where people see what the shop keeps about them and use their rights themselves (policy R1 to R8, X1). Signing
// in tells nobody whether an address is known: the answer, and the work for it, are the same. Links in mails change
// nothing when they are opened; buttons do.
#pragma once

#include "http/limits.hpp"
#include "http/router.hpp"
#include "rights/pass.hpp"
#include "rights/receipt.hpp"
#include "shop/house.hpp"
#include "shop/site.hpp"

namespace autojet::rights {

class Me {
public:
    // Uses `holders` when it answers, not before.
    Me(const House& house, const shop::Site& site, const std::vector<Holder>& holders)
        : house_(house), site_(site), holders_(holders) {}

    void add_routes(http::Router& router);

private:
    using Page = http::Response (Me::*)(http::Request&, const Guest&);
    using OpenPage = http::Response (Me::*)(http::Request&);

    // For who has proven who they are: makes them the actor of the visit. Others are led to the sign-in.
    http::Handler guarded(Page page);
    [[nodiscard]] std::optional<Guest> find(const http::Request& request) const;

    // me_sign_in.cpp
    http::Response front(http::Request& request);
    http::Response sign_in_page(http::Request& request, const Errors& errors, std::string_view notice, int status);
    http::Response send_code(http::Request& request);
    http::Response use_code(http::Request& request);
    http::Response show_link(http::Request& request);
    http::Response use_link(http::Request& request);
    http::Response sign_out(http::Request& request, const Guest& guest);
    http::Response enter(http::Request& request, std::optional<PassId> pass);

    // me_pages.cpp
    http::Response overview(http::Request& request, const Guest& guest);
    http::Response show_request(http::Request& request, const Guest& guest);

    // me_copy.cpp
    http::Response ask_to_see(http::Request& request, const Guest& guest, Kind kind);
    http::Response ask_copy(http::Request& request, const Guest& guest);
    http::Response copy(http::Request& request, const Guest& guest);
    http::Response copy_json(http::Request& request, const Guest& guest);
    http::Response ask_export(http::Request& request, const Guest& guest);
    http::Response export_json(http::Request& request, const Guest& guest);
    http::Response export_csv(http::Request& request, const Guest& guest);

    // me_correction.cpp
    http::Response ask_correction(http::Request& request, const Guest& guest);
    http::Response correct(http::Request& request, const Guest& guest);

    // me_deletion.cpp
    http::Response ask_deletion(http::Request& request, const Guest& guest);
    http::Response deletion_page(http::Request& request, const Guest& guest, const Errors& errors);
    http::Response erase(http::Request& request, const Guest& guest);

    // me_standing.cpp
    http::Response ask_restriction(http::Request& request, const Guest& guest);
    http::Response restrict_data(http::Request& request, const Guest& guest);
    http::Response ask_objection(http::Request& request, const Guest& guest);
    http::Response object(http::Request& request, const Guest& guest);
    http::Response ask_complaint(http::Request& request, const Guest& guest);
    http::Response complain(http::Request& request, const Guest& guest);
    // me_consent.cpp
    void show_consents(http::Dict& values, store::Tx& tx, const http::Request& request, const Guest& guest) const;
    http::Response withdraw(http::Request& request, const Guest& guest);

    http::Response standing_page(http::Request& request, const Guest& guest, Kind kind, const Errors& errors);

    // receipt_pages.cpp: for whoever has the address
    http::Response show_receipt(http::Request& request);
    http::Response receipt_text(http::Request& request);
    http::Response receipt_signature(http::Request& request);
    http::Response receipt_key(http::Request& request);

    [[nodiscard]] http::Response page(http::Request& request, std::string_view template_name, http::Dict& values,
                                      std::string_view title, int status = 200) const;
    [[nodiscard]] std::string url(const http::Request& request, std::string_view path = "") const;
    // The request of a guest who acts alone on the website: their identity is the proven address, or what the desk saw.
    [[nodiscard]] NewRequest wanted(store::Tx& tx, const http::Request& request, const Guest& guest, Kind kind) const;
    // Takes it in, does the work in the same transaction, and leads to its page.
    using Work = std::function<Result<Request>(store::Tx&, const Request& opened)>;
    http::Response ask(http::Request& request, const Guest& guest, Kind kind, const Work& work,
                       const std::optional<Words>& words = std::nullopt);
    [[nodiscard]] std::vector<HeldRecord> records_of(http::Request& request, const Guest& guest) const;

    const House& house_;
    const shop::Site& site_;
    const std::vector<Holder>& holders_;
    http::RateLimiter tries_;
};

}  // namespace autojet::rights
