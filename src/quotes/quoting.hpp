// What happens to a quote: drawn up from the order, sent, answered line by line, withdrawn. Each is one transaction.
#pragma once

#include "quotes/quote.hpp"

namespace autojet::quotes {

// What goes with a version when it is sent; checked text.
struct Sending {
    std::string message;
    int days = usual_days;  // that it can be answered by link
    Language language{};
    std::int64_t seen = 0;  // the revision of the draft that the sender saw
};

// A draft as it would be sent now.
struct Ready {
    Quote quote;
    WorkOrder order;
    std::vector<QuoteLine> lines;
};

struct NewAnswer {
    Via via{};
    std::optional<Instant> opened;  // the page that is answered
    Decisions decisions;
    std::string question;  // checked text
    std::size_t answers_seen = 0;
};

class Quoting {
public:
    explicit Quoting(const workshop::Orders& orders) : orders_(orders) {}

    // The draft of this order, made when there is none: with the lines of the order, and of the version before those
    // that were neither in the order nor refused. Refused as workshop::changeable() is.
    Result<Quote> open_draft(store::Tx& tx, WorkOrderId order, const ForWork& warrant, const Actor& actor) const;

    // Of a draft; else `not_a_draft`. Each takes over what has changed in the order since.
    Result<void> take_over(store::Tx& tx, QuoteId id, const ForWork& warrant) const;
    // Refused with `too_many_lines`.
    Result<void> add_line(store::Tx& tx, QuoteId id, const workshop::NewLine& line, bool can_wait,
                          const ForWork& warrant) const;
    Result<void> set_can_wait(store::Tx& tx, QuoteId id, QuoteLineId line, bool can_wait, const ForWork& warrant) const;
    // Only one that is not a line of the order: that one goes where it is. Refused with `line_of_the_order`.
    Result<void> remove_line(store::Tx& tx, QuoteId id, QuoteLineId line, const ForWork& warrant) const;
    Result<void> discard(store::Tx& tx, QuoteId id) const;

    // What send() would send; nothing is written. Refused as it is.
    Result<Ready> make_ready(store::Tx& tx, QuoteId id, const Sending& sending, const Actor& actor) const;
    // Freezes it, and puts the order to waiting for approval where it can go there. Refused with `not_a_draft`,
    // `no_lines`, `changed_meanwhile` (another draft than was seen, or the order has changed) and `amount_too_large`.
    Result<Quote> send(store::Tx& tx, QuoteId id, const Sending& sending, const ForWork& warrant,
                       const Actor& actor) const;
    // Refused with `not_sent` and, once the customer has answered, `answered_already`.
    Result<void> withdraw(store::Tx& tx, QuoteId id, const Actor& actor) const;

    // Writes the answer down, makes it the price that was agreed, and brings the lines of the order into line: what is
    // approved is there as it was quoted, what is refused is not. The same answer once more changes nothing. Refused
    // as answerable() is, and with `decision_missing`, `changed_meanwhile` (somebody has answered since) and
    // `work_has_begun` (on a line whose decision would change).
    Result<Answer> answer(store::Tx& tx, QuoteId id, const NewAnswer& answer, const ForWork& warrant,
                          const Actor& actor) const;

    [[nodiscard]] const workshop::Orders& orders() const { return orders_; }
    [[nodiscard]] const House& house() const { return orders_.house(); }

private:
    [[nodiscard]] std::string shown_text(store::Tx& tx, const Quote& quote, const WorkOrder& order,
                                         const std::vector<QuoteLine>& lines, const std::string& message,
                                         const ForWork& warrant) const;

    const workshop::Orders& orders_;
};

// Whether it can be answered so. Refused with `not_sent`, `withdrawn`, `superseded`, `expired` (by link), and as
// workshop::changeable() is.
Result<void> answerable(store::Tx& tx, const Quote& quote, Via via);

// The lines whose decision stands, because the shop has begun with them: those that are answered, or were agreed to
// before, and whose task was begun; and, of those without a task, all as soon as the order went on after the answer.
std::map<QuoteLineId, bool> begun(store::Tx& tx, const Quote& quote, const std::vector<QuoteLine>& lines,
                                  const std::vector<Answer>& answers);

}  // namespace autojet::quotes
