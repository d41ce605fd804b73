// The registers of the shop, at the desk: recipients, handovers to authorities, breaches, the record of processing, and
// the ledger. They are what a supervisory authority asks for, and all of them can be printed.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "registers/breaches.hpp"
#include "registers/handovers.hpp"
#include "registers/ledger_lines.hpp"
#include "registers/processing.hpp"
#include "registers/recipients.hpp"
#include "shop/house.hpp"
#include "shop/module.hpp"
#include "staff/desk.hpp"

namespace autojet::registers {

class Registers {
public:
    // What the program is made of: the ceiling of its policy, and what the migrations say of each column.
    struct Schema {
        policy::Model ceiling;
        std::vector<store::ColumnNote> notes;
    };

    // `slices`: what each of them can hand over to the law.
    Registers(const House& house, const staff::Desk& desk, std::vector<HandOver> slices, Schema schema)
        : house_(house), desk_(desk), slices_(std::move(slices)), schema_(std::move(schema)) {}

    // The record of processing of this shop, as it is now (GDPR 30).
    [[nodiscard]] Processing processing(ShopId shop, Language language) const;

    [[nodiscard]] Module module() const;

    // What the owner has to do: facts of recipients that are missing, contracts that end, breaches whose clock runs.
    [[nodiscard]] std::vector<ToDo> to_dos(store::Tx& tx, Language language) const;

private:
    using Request = http::Request;
    using Account = staff::Account;
    using Response = http::Response;
    using Page = Response (Registers::*)(Request&, const Account&) const;

    [[nodiscard]] http::Handler for_staff(Page answer) const;

    std::vector<ToDo> breaches_to_do(store::Tx& tx, Language language) const;
    void add_handover_routes(http::Router& router) const;
    void add_breach_routes(http::Router& router) const;
    void add_processing_routes(http::Router& router) const;

    Response index(Request& request, const Account& account) const;
    Response show_ledger(Request& request, const Account& account) const;

    Response show_recipients(Request& request, const Account& account) const;
    Response show_recipient(Request& request, const Account& account) const;
    Response write_recipient(Request& request, const Account& account) const;
    Response recipient_page(Request& request, const Account& account, Recipient recipient,
                            const RecipientFields& fields, const Errors& errors) const;

    Response show_handovers(Request& request, const Account& account) const;
    Response add_handover(Request& request, const Account& account) const;
    Response show_handover(Request& request, const Account& account) const;
    Response copy_handover(Request& request, const Account& account) const;
    Response handovers_page(Request& request, const Account& account, const HandoverFields& fields,
                            const Errors& errors) const;

    Response show_breaches(Request& request, const Account& account) const;
    Response show_breach_form(Request& request, const Account& account) const;
    Response add_breach(Request& request, const Account& account) const;
    Response show_breach(Request& request, const Account& account) const;
    Response change_breach(Request& request, const Account& account) const;
    Response report_breach(Request& request, const Account& account) const;
    Response dismiss_breach(Request& request, const Account& account) const;
    Response tell_breach(Request& request, const Account& account) const;
    Response show_breach_notice(Request& request, const Account& account) const;
    Response show_breach_people(Request& request, const Account& account) const;
    Response breach_page(Request& request, const Account& account, const std::optional<Breach>& breach,
                         const BreachFields& fields, const Errors& errors) const;
    Response after_decision(Request& request, const Account& account, const Breach& breach,
                            const Result<void>& done) const;
    std::optional<Breach> breach_of(const Request& request) const;
    // "61 hours and 5 minutes left", "late by 2 days".
    std::string clock_words(const Request& request, const Breach& breach) const;

    Response show_processing(Request& request, const Account& account) const;
    Response processing_file(Request& request, const Account& account) const;

    // A page of the registers, in the desk's frame.
    Response page(Request& request, const Account& account, std::string_view template_name, http::Dict& values,
                  std::string_view title, int status = 200) const;
    void show_to_dos(const Request& request, http::Dict& values, const std::vector<ToDo>& waiting) const;
    // An actor of the ledger for people: their role; for the owner, the name of staff as well.
    std::string who(store::Tx& tx, const Request& request, const Account& account, const std::string& actor) const;
    // The titles of categories in the policy, as a list in a sentence.
    std::string titles(const Request& request, const policy::Categories& categories) const;
    std::string in_words(const Request& request, std::string_view what) const;
    void show_lines(store::Tx& tx, const Request& request, const Account& account, http::Dict& values,
                    const std::vector<LedgerLine>& lines) const;
    Response not_found(Request& request, const Account& account) const;
    [[nodiscard]] std::string say(const Request& request, std::string_view english) const;
    [[nodiscard]] std::string day(const Request& request, Instant instant) const;   // "Mon 23 Nov 2026"
    [[nodiscard]] std::string when(const Request& request, Instant instant) const;  // "Mon 23 Nov 2026, 09:00"

    const House& house_;
    const staff::Desk& desk_;
    std::vector<HandOver> slices_;
    Schema schema_;
};

}  // namespace autojet::registers
