// What a line of the bank is probably about. A guess is a guess: somebody at the desk says yes, and only what is
// certain can be booked all at once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "payments/camt.hpp"
#include "payments/open_list.hpp"

namespace autojet::payments {

enum class Confidence { none, possible, likely, certain };
std::string_view label(Confidence confidence);  // msgid

// One part of a line: of an invoice, or on an account of the chart.
struct Part {
    std::optional<InvoiceNumber> document;
    int account = 0;  // where there is no document
    Money amount;     // above nothing, whichever way it went

    friend bool operator==(const Part&, const Part&) = default;
};

struct Proposal {
    Confidence confidence = Confidence::none;
    std::vector<Part> parts;  // make the whole amount; none: nobody knows
};

// `certain`: the numbers of invoices stand in it, and what is open on them is the amount. `likely`: a number stands in
// it and part of it is paid, or too much (the rest is to be explained); or amount and name agree with one invoice; or a
// card company pays out what was on its way. `possible`: one invoice alone has this amount.
Proposal propose(const Told& told, Money amount, const std::vector<OpenInvoice>& open, Money cards_on_their_way);

// "2026-0042" also as "2026 0042" or "20260042", and never inside a longer number.
bool mentions(std::string_view text, std::string_view number);

// Whether both may be the same person: every word of the shorter is in the longer, initials count as words.
bool same_name(std::string_view left, std::string_view right);

}  // namespace autojet::payments
