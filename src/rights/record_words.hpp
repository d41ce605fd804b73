// What is kept about somebody, told to people: on `/me`, in the printed copy, at the desk.
#pragma once

#include "http/html.hpp"
#include "privacy/consultations.hpp"
#include "rights/request.hpp"
#include "shop/holder.hpp"
#include "shop/house.hpp"

namespace autojet::rights {

// #GROUP {TITLE #RECORD {TITLE COLLECTED SOURCE #UNTIL{DATE} #VALUE{LABEL VALUE}}}
void show_records(http::Dict& values, const House& house, ShopId shop, const std::vector<HeldRecord>& records,
                  Language language);

// #CONSULTATION {TIME WHO WHAT #REFUSED}, at most `limit`.
void show_consultations(http::Dict& values, const House& house, ShopId shop,
                        const std::vector<privacy::Consultation>& consultations, Language language, std::size_t limit);

// NUMBER KIND PROMISE RECEIVED DUE STATUS STATUS_CLASS #OPEN/#OVERDUE/#EXTENDED
void show_request(http::Dict& values, const House& house, ShopId shop, const Request& request, Language language);

std::string day_text(const House& house, ShopId shop, Instant instant, Language language);
std::string moment_text(const House& house, ShopId shop, Instant instant, Language language);
// "rights: contact, name" as sentences of the policy: "to answer your request (your name, ...)".
std::string purpose_text(const policy::Model& model, const privacy::Consultation& consultation, Language language);

}  // namespace autojet::rights
