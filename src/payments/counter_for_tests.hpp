// A shop that sends invoices to Ada, has a bank account, and may read the lines of its bank.
#pragma once

#include <gtest/gtest.h>

#include "accounts/accounts.hpp"
#include "accounts/invoice_settings.hpp"
#include "base/result_for_tests.hpp"
#include "booking/booking_holder.hpp"
#include "booking/garage_for_tests.hpp"
#include "invoicing/drafts_for_tests.hpp"
#include "payments/camt_for_tests.hpp"
#include "payments/payments_module.hpp"
#include "privacy/shown.hpp"
#include "privacy/standing.hpp"
#include "tests/support/policy_for_tests.hpp"

namespace autojet::payments {

using bookkeeping::account::bank;
using bookkeeping::account::card_clearing;
using bookkeeping::account::debtors;
using bookkeeping::account::suspense;
using namespace std::chrono_literals;

class Counter : public booking::Garage {
protected:
    Counter() {
        payments.module().add_routes(router);
        accounts_desk.module().add_routes(router);
        house.write([](store::Tx& tx) -> Result<void> {
            accounts::save_settings(tx, {.iban = invoicing::Iban::parse(own_iban).value()});
            return {};
        });
    }

    void allow_bank_lines() {
        ASSERT_TRUE(house.write([](store::Tx& tx) {
            return privacy::publish(tx, tests::policy_with("2026-11-23", {"category bank_line", "clause bank_lines"}));
        }));
    }

    // 283.95, to be paid in fourteen days.
    accounts::Document issued(const accounts::About& about = {},
                              invoicing::InvoiceDraft draft = {invoicing::draft_for_ada()}) {
        const auto today = date_of(house->shops.zone(house.autojet()).to_local(house->clock.now()));
        draft.due_on = add_days(today, 14);
        return accounts::issue_invoice(*house, house.autojet(), draft, about).value();
    }
    accounts::Document issued_to(const booking::Booking& booking) {
        return issued({.person = booking.person, .booking = booking.id, .corrects = {}});
    }
    static InvoiceNumber number_of(const accounts::Document& document) {
        return InvoiceNumber::parse(document.number).value();
    }
    std::int64_t open(const accounts::Document& document) {
        return house.read([&](store::Tx& tx) { return bookkeeping::open_amount(tx, number_of(document)).cents(); });
    }
    std::int64_t stands(int account) {
        return house.read([&](store::Tx& tx) { return bookkeeping::standing_of(tx, account, today()).cents(); });
    }
    CivilDate today() const { return std::chrono::floor<std::chrono::days>(house.clock.now()); }
    By by() const { return {.account = PersonId{9}, .today = today()}; }
    void days_go_by(int days) { house.clock.advance(std::chrono::hours{24 * days}); }

    Result<Imported> import(const std::string& file) {
        const auto parsed = parse_camt(file);
        if (!parsed) return tl::unexpected(parsed.error());
        return house.write(
            [&](store::Tx& tx) { return import_statements(tx, house->vault, *house->policies.of(tx), *parsed, by()); });
    }
    BankLine line(std::size_t at = 0) {
        auto all = house.read([](store::Tx& tx) { return unexplained(tx, 100); });
        return all.at(at);
    }
    BankLine stored(const BankLine& line) {
        return house.read([&](store::Tx& tx) { return find_line(tx, line.id); }).value();
    }
    Result<void> explained_as(const BankLine& line, const std::vector<Part>& parts, Money fee = {}) {
        return house.write(
            [&](store::Tx& tx) { return explain(tx, house->vault, *house->policies.of(tx), line, parts, fee, by()); });
    }
    Result<void> taken_back(const BankLine& line) {
        return house.write(
            [&](store::Tx& tx) { return take_back(tx, house->vault, line, Reason::wrong_invoice, by()); });
    }
    Told told(const BankLine& line) {
        policy::Openings openings;
        return house.read([&](store::Tx& tx) {
            const auto warrant = house->gate.warrant<policy::Purpose::legal_duty>(tx, dee, {line.person}, openings);
            const auto closed = load_told(tx, house->vault, line);
            return closed ? told_from(closed->open(*warrant)) : Told{};
        });
    }

    staff::Desk desk{*house, [](ShopId) { return 0; }, [](ShopId) { return 0; }};
    accounts::Accounts accounts_desk{*house, bookings, desk};
    Payments payments{*house, desk};
    http::Router router;
};

}  // namespace autojet::payments
