// Quotes for a work order (policy P1). Each row is one version of it. Sending freezes a version for ever: lines, texts,
// sums and language as they were shown, with a digest; what has to change becomes the next version. A version lists
// everything that the order will charge, so that the sum of what is approved is the price that was agreed
// (workshop/agreed.hpp). It hangs on the order, and goes with it and its person (policy K2, R3).
#pragma once

#include "workshop/lines.hpp"
#include "workshop/orders.hpp"

namespace autojet::quotes {

using privacy::Actor;
using privacy::Category;
using privacy::PersonalText;
using ForWork = policy::Warrant<policy::Purpose::appointment>;
using workshop::LineAmounts;
using workshop::WorkOrder;
using workshop::WorkOrderId;

inline constexpr std::size_t longest_message = 1000;
inline constexpr std::size_t longest_question = 1000;
inline constexpr std::size_t most_lines = 60;
inline constexpr int usual_days = 14;
inline constexpr int most_days = 90;

struct Quote;
using QuoteId = Id<Quote>;
struct QuoteLine;
using QuoteLineId = Id<QuoteLine>;
struct Answer;
using AnswerId = Id<Answer>;

enum class QuoteState { draft, sent, withdrawn };
std::string_view code(QuoteState state);

struct Quote {
    QuoteId id;
    WorkOrderId order;
    PersonId person;
    int version = 0;
    QuoteState state{};
    invoicing::PriceBasis basis{};
    Language language{};
    std::int64_t revision = 0;
    std::optional<Instant> sent, valid_until, withdrawn;
    std::string sent_by;  // as in the ledger
    Money gross;          // of all lines, VAT included; once sent

    [[nodiscard]] bool is_expired(Instant now) const { return valid_until && now >= *valid_until; }
};

struct QuoteLine {
    QuoteLineId id;
    PersonalText<Category::details> description;
    LineAmounts amounts;
    bool can_wait = false;
    bool agreed_before = false;
    std::optional<workshop::LineId> work_line;
};

// What was shown, closed; nothing of a draft.
struct Frozen {
    std::optional<PersonalText<Category::details>> message, shown, digest;
};

// By the link, or told to staff who wrote it down.
enum class Via { by_link, by_phone, at_desk };
std::string_view code(Via via);
std::string_view label(Via via);  // English, msgid
std::optional<Via> via_from_code(std::string_view text);

using Decisions = std::map<QuoteLineId, bool>;  // approved or refused

struct Answer {
    AnswerId id;
    Via via{};
    std::optional<Instant> opened;  // the page that was answered
    Instant at;
    std::string actor;  // as in the ledger
    Decisions decisions;
    std::optional<PersonalText<Category::message>> question;
};

// What lines come to, VAT included.
Result<Money> gross_of(invoicing::PriceBasis basis, const std::vector<LineAmounts>& lines);
// Of those that were approved.
Result<Money> approved_gross(const Quote& quote, const std::vector<QuoteLine>& lines, const Decisions& decisions);

std::optional<Quote> find(store::Tx& tx, QuoteId id);
// Newest first.
std::vector<Quote> of_order(store::Tx& tx, WorkOrderId order);
// The newest that was sent and not withdrawn: what its predecessors are superseded by.
std::optional<Quote> find_standing(store::Tx& tx, WorkOrderId order);
// In the order in which they were written. Refused with `shredded`.
Result<std::vector<QuoteLine>> lines_of(store::Tx& tx, privacy::Vault& vault, const Quote& quote);
Result<Frozen> load_frozen(store::Tx& tx, privacy::Vault& vault, const Quote& quote);
// Oldest first; the last one counts.
Result<std::vector<Answer>> answers_of(store::Tx& tx, privacy::Vault& vault, const Quote& quote);

}  // namespace autojet::quotes
