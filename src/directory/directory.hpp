// Customers and vehicles at the desk: one search box, a page for each person with all that is linked, the history of a
// vehicle, businesses with the people one speaks to.
#pragma once

#include "directory/cards.hpp"
#include "directory/search.hpp"
#include "shop/module.hpp"
#include "staff/desk.hpp"

namespace autojet::directory {

// A document of a person, told by rooms that stand beside this one.
struct DocumentLine {
    std::string number;
    std::string url;
    CivilDate issued;
    Instant held_until;
};

class Directory {
public:
    // What other rooms know of customers; wired where all rooms meet.
    struct Beside {
        Search::ByDocument by_document;
        std::function<std::vector<DocumentLine>(store::Tx&, PersonId)> documents;
    };

    Directory(const booking::Bookings& bookings, const staff::Desk& desk, Beside beside);

    // Its routes and jobs use the Directory.
    [[nodiscard]] Module module();
    [[nodiscard]] Search& search() { return search_; }

private:
    using Account = staff::Account;
    using Request = http::Request;
    using Page = http::Response (Directory::*)(Request&, const Account&);
    http::Handler guarded(Page page);
    void add_routes(http::Router& router);

    // search_desk.cpp
    http::Response find(Request& request, const Account& account);
    http::Response find_page(Request& request, const Account& account);
    http::Response found_page(Request& request, const Account& account, const std::string& typed);
    http::Response found_json(Request& request, const std::string& typed);

    // customer_desk.cpp
    http::Response customer(Request& request, const Account& account);
    http::Response customer_page(Request& request, const Account& account, const Errors& errors);
    void show_customer(Request& request, store::Tx& tx, http::Dict& values, const std::vector<Card>& cards,
                       const Account& account) const;
    http::Response correct(Request& request, const Account& account);

    // customer_links.cpp
    void show_links(Request& request, store::Tx& tx, http::Dict& values, const std::vector<Card>& cards) const;
    http::Response compare(Request& request, const Account& account);
    http::Response link(Request& request, const Account& account);
    http::Response unlink(Request& request, const Account& account);

    // vehicle_desk.cpp
    void show_vehicles(Request& request, store::Tx& tx, http::Dict& values, const std::vector<Card>& cards) const;
    http::Response vehicle(Request& request, const Account& account);
    http::Response vehicle_page(Request& request, const Account& account, const Errors& errors);
    http::Response hand_over(Request& request, const Account& account);
    http::Response take_back(Request& request, const Account& account);

    // company_desk.cpp
    http::Response companies_page(Request& request, const Account& account);
    http::Response ask_company(Request& request, const Account& account);
    http::Response create_company(Request& request, const Account& account);
    http::Response company(Request& request, const Account& account);
    http::Response company_page(Request& request, const Account& account, const Errors& errors);
    http::Response change_company(Request& request, const Account& account);
    http::Response remove_company(Request& request, const Account& account);
    http::Response leave_company(Request& request, const Account& account);
    http::Response join_company(Request& request, const Account& account);
    void show_companies_of(Request& request, store::Tx& tx, http::Dict& values, const std::vector<Card>& cards) const;

    http::Response not_found(Request& request, const Account& account) const;
    [[nodiscard]] std::string say(const Request& request, std::string_view english) const;
    [[nodiscard]] std::string day_of(const Request& request, Instant instant) const;

    const booking::Bookings& bookings_;
    const House& house_;
    const staff::Desk& desk_;
    Beside beside_;
    Search search_;
};

std::string customer_url(PersonId record);

}  // namespace autojet::directory
