// The rows of quotes.
#pragma once

#include "quotes/quote.hpp"

namespace autojet::quotes {

struct NewQuoteLine {
    QuoteLineId id;
    QuoteId quote;
    PersonId person;
    LineAmounts amounts;
    bool can_wait = false;
    bool agreed_before = false;
    std::optional<workshop::LineId> work_line;
};

void insert_draft(store::Tx& tx, const Quote& quote, const Actor& actor);
void raise_revision(store::Tx& tx, QuoteId id);
void delete_draft(store::Tx& tx, QuoteId id);
// What the quote says of itself, and what was shown.
void freeze(store::Tx& tx, privacy::Vault& vault, const Quote& quote, const std::string& message,
            const std::string& shown, const std::string& digest);
void mark_withdrawn(store::Tx& tx, QuoteId id, const Actor& actor);

void insert_line(store::Tx& tx, privacy::Vault& vault, const NewQuoteLine& line, const std::string& description);
// As the order has it now; of a draft.
void update_line(store::Tx& tx, privacy::Vault& vault, const NewQuoteLine& line, const std::string& description);
void delete_line(store::Tx& tx, QuoteId quote, QuoteLineId line);
void set_can_wait(store::Tx& tx, QuoteId quote, QuoteLineId line, bool can_wait);
void set_work_line(store::Tx& tx, QuoteLineId line, std::optional<workshop::LineId> work_line);

void insert_answer(store::Tx& tx, privacy::Vault& vault, const Quote& quote, const Answer& answer,
                   const std::string& question);

}  // namespace autojet::quotes
