// The parts of check(), each of one subject. They clean the texts and add what is wrong.
#pragma once

#include "base/text.hpp"
#include "invoicing/invoice.hpp"

namespace autojet::invoicing {

void check_dates(const InvoiceDraft& draft, Errors& errors);
void check_seller(InvoiceDraft& draft, Errors& errors);
void check_buyer(InvoiceDraft& draft, Errors& errors);
void check_lines(InvoiceDraft& draft, Errors& errors);
void check_vat(const InvoiceDraft& draft, Errors& errors);
void check_whole(InvoiceDraft& draft, Errors& errors);

// Whether any line is treated so.
bool charges(const InvoiceDraft& draft, VatTreatment treatment);

// Not below nothing and not above the largest; answers whether it is so.
bool check_amount(Money amount, const std::string& field, Errors& errors);

// Replaces the text by its cleaned form, or says why it has none.
void clean_in_place(std::string& text, std::size_t max_characters, const std::string& field, Errors& errors,
                    Presence presence = Presence::required);

}  // namespace autojet::invoicing
