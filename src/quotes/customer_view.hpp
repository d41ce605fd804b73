// What the page behind the link shows of a version: to the customer, and before it is sent to the desk.
#pragma once

#include "quotes/quote_words.hpp"

namespace autojet::quotes {

// REFERENCE, VERSION, SENT and VALID_UNTIL of one that is sent, or ready to be.
void show_heading(http::Dict& values, const Whole& whole, const Zone& zone, Language language);

// MESSAGE {TEXT} where there is one, and TERM {TEXT} for each.
void show_words(http::Dict& values, const std::string& message, const Messages& messages, Language language);

// Where the answer goes, and what goes along with it.
struct Asking {
    std::string action, opened, question;
};
// ACTION, SEEN, OPENED, QUESTION_VALUE, and FIRST or AGAIN; beside the lines.
void show_asking(http::Dict& page, const Whole& whole, const Asking& asking);

}  // namespace autojet::quotes
