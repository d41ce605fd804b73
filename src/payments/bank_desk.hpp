// The bank at the desk: a file is taken in, each line is explained or waits, and what was wrong is taken back. It is
// open while the shop's policy has the clause `bank_lines`, and shows which sentence is missing while it has not.
#pragma once

#include "http/router.hpp"
#include "payments/bank.hpp"
#include "payments/desk_parts.hpp"

namespace autojet::payments {

class BankDesk {
public:
    BankDesk(const House& house, const staff::Desk& desk) : house_(house), desk_(desk) {}

    // The routes use it.
    void add_routes(http::Router& router) const;

private:
    using Page = http::Response (BankDesk::*)(http::Request&, const staff::Account&) const;

    // A line, opened for the books (policy P3), and what it is probably about.
    struct Opened {
        BankLine line;
        Told told;
        Proposal proposal;
    };
    struct Books {
        std::vector<OpenInvoice> open;
        Money cards_on_their_way;
    };
    struct Typed;

    [[nodiscard]] http::Handler guarded(Page handler) const;

    http::Response show(http::Request& request, const staff::Account& account) const;
    http::Response take_in(http::Request& request, const staff::Account& account) const;
    http::Response book_certain(http::Request& request, const staff::Account& account) const;
    http::Response show_line(http::Request& request, const staff::Account& account) const;
    http::Response explain_line(http::Request& request, const staff::Account& account) const;
    http::Response take_line_back(http::Request& request, const staff::Account& account) const;

    [[nodiscard]] Books books_of(store::Tx& tx, shop::Visit& visit, CivilDate today) const;
    [[nodiscard]] std::vector<Opened> open_lines(store::Tx& tx, shop::Visit& visit, std::vector<BankLine> lines,
                                                 const Books* books) const;
    [[nodiscard]] std::optional<BankLine> line_of(const http::Request& request) const;
    http::Response page(http::Request& request, const staff::Account& account, const Errors& errors) const;
    http::Response line_page(http::Request& request, const staff::Account& account, const BankLine& line,
                             const Typed* typed, const Errors& errors) const;
    void show_statements(http::Request& request, http::Dict& values, store::Tx& tx) const;
    void show_waiting(http::Request& request, http::Dict& values, const std::vector<Opened>& lines) const;
    void show_facts(const http::Request& request, http::Dict& row, const Opened& opened) const;
    [[nodiscard]] std::string words_of(const http::Request& request, const Part& part) const;
    http::Response gone(http::Request& request, const staff::Account& account) const;

    const House& house_;
    const staff::Desk& desk_;
};

}  // namespace autojet::payments
