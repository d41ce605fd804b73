// The contents of an issued invoice, field by field, as they are kept: written once, and read for a credit note.
#pragma once

#include <string>
#include <string_view>

#include "invoicing/invoice.hpp"

namespace autojet::accounts {

std::string to_json(const invoicing::InvoiceDraft& draft);

// Reads what to_json() wrote; throws Broken for anything else.
invoicing::InvoiceDraft draft_from(std::string_view json);

}  // namespace autojet::accounts
