// The books of a year as XML Auditfile Financieel 3.2, the file that the tax authority asks for. Debtors are the
// numbers of documents and nothing else: the file goes from hand to hand, and whom a document was issued to stands on
// the document (GDPR 5(1)(c)).
#pragma once

#include <string>

#include "bookkeeping/journal.hpp"
#include "bookkeeping/pieces.hpp"
#include "shop/shop.hpp"

namespace autojet::bookkeeping {

struct AuditFile {
    const Shop& shop;
    int year = 0;
    CivilDate created;
    std::string version;  // of the program
};

// UTF-8, in pieces, in memory that does not grow with the year. What opens the year is its opening balance; what closes
// it is left out, so that its result is there to be read.
void write_xaf(store::Tx& tx, const AuditFile& file, const Sink& sink);

}  // namespace autojet::bookkeeping
