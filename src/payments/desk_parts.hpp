// What the pages of this room share.
#pragma once

#include "payments/open_list.hpp"
#include "staff/desk.hpp"

namespace autojet::payments {

CivilDate today_of(const House& house, ShopId shop);
// Who is at the desk, today, with the number of the form that was sent.
By by_of(const House& house, const http::Request& request, const staff::Account& account);

// "1.249,00", "1249.00", "€ 12,50". Refused with `not_an_amount`.
Result<Money> typed_money(std::string_view text, std::string_view field);
// As people type it: "12,35" or "12.35".
std::string to_type(Money amount, Language language);

// A random number for a form, so that it counts once.
std::string new_form_number();

shop::PageHead head_of(std::string title, const Errors& errors = {});

std::string payments_url(accounts::DocumentId document);

}  // namespace autojet::payments
