// How a quote is told: the same lines and sums to the customer and at the desk.
#pragma once

#include "http/form.hpp"
#include "http/html.hpp"
#include "quotes/quoting.hpp"

namespace autojet::quotes {

// A version with everything that belongs to it.
struct Whole {
    Quote quote;
    WorkOrder order;
    std::vector<QuoteLine> lines;
    std::vector<Answer> answers;
    std::map<QuoteLineId, bool> begun;
    Frozen frozen;
};
Result<Whole> load_whole(store::Tx& tx, privacy::Vault& vault, const Quote& quote);

// The decisions that are shown as chosen: typed ones, or else the last answer, or else what was agreed before.
Decisions chosen_decisions(const Whole& whole);

// The field of a line in a form.
std::string field_of(const QuoteLine& line);
// "yes" and "no" in those fields; "all" decides for every line that the form does not fix.
Decisions decisions_from(const http::Form& form, const std::vector<QuoteLine>& lines);

// LINE {N FIELD DESCRIPTION COUNT AMOUNT RATE #DISCOUNT{AMOUNT} #CAN_WAIT #AGREED_BEFORE #OPEN{#YES #NO} or
// #BEGUN{#YES #NO}, #APPROVED #REFUSED of the last answer}, NET, VAT, GROSS, and EXCLUDING when prices are without VAT.
void show_lines(http::Dict& values, const Whole& whole, const Decisions& chosen, const ForWork& warrant,
                const Messages& messages, Language language);

}  // namespace autojet::quotes
