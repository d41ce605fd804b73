#include "quotes/quoting.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "privacy/seal.hpp"
#include "quotes/quote_store.hpp"
#include "workshop/agreed.hpp"

namespace autojet::quotes {

namespace {

tl::unexpected<Error> not_a_draft() {
    return refuse(ErrorCode::conflict, "not_a_draft",
                  "This version was sent and does not change any more. Make a new one.");
}

Result<Quote> load_draft(store::Tx& tx, QuoteId id) {
    auto quote = find(tx, id);
    if (!quote) return refuse(ErrorCode::not_found, "not_found", "This quote is not there any more.");
    if (quote->state != QuoteState::draft) return not_a_draft();
    const auto order = workshop::changeable(tx, quote->order);
    if (!order) return tl::unexpected(order.error());
    return std::move(*quote);
}

// The lines of the order that the customer has agreed to, as they are now: approved before, or booked at this price.
std::vector<workshop::LineId> agreed_lines(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order,
                                           const std::vector<workshop::WorkLine>& lines) {
    std::vector<workshop::LineId> agreed;
    const auto same = [&](workshop::LineId id, const LineAmounts& amounts) {
        return std::ranges::any_of(lines, [&](const auto& line) { return line.id == id && line.amounts == amounts; });
    };
    for (const auto& quote : of_order(tx, order.id)) {
        const auto answers = answers_of(tx, vault, quote);
        const auto quoted = lines_of(tx, vault, quote);
        if (!answers || answers->empty() || !quoted) continue;
        for (const auto& line : *quoted)
            if (line.work_line && answers->back().decisions.contains(line.id) &&
                answers->back().decisions.at(line.id) && same(*line.work_line, line.amounts))
                agreed.push_back(*line.work_line);
        return agreed;
    }
    const auto price = workshop::find_agreed(tx, vault, order);
    if (lines.empty() || !price || !*price || (*price)->how != workshop::Agreement::booking) return agreed;
    const auto gross = gross_of(order.basis, {lines.front().amounts});
    if (gross && *gross == (*price)->amount) agreed.push_back(lines.front().id);
    return agreed;
}

// The draft has every line of the order as the order has it.
Result<void> take_over_lines(store::Tx& tx, privacy::Vault& vault, const Quote& quote, const WorkOrder& order,
                             const ForWork& warrant) {
    const auto there = workshop::lines_of(tx, vault, order);
    if (!there) return tl::unexpected(there.error());
    const auto drafted = lines_of(tx, vault, quote);
    if (!drafted) return tl::unexpected(drafted.error());
    const auto agreed = agreed_lines(tx, vault, order, *there);
    for (const auto& line : *drafted)
        if (line.work_line && std::ranges::none_of(*there, [&](const auto& one) { return one.id == *line.work_line; }))
            delete_line(tx, quote.id, line.id);
    for (const auto& line : *there) {
        const auto old = std::ranges::find_if(*drafted, [&](const auto& one) { return one.work_line == line.id; });
        NewQuoteLine row{.id = {},
                         .quote = quote.id,
                         .person = quote.person,
                         .amounts = line.amounts,
                         .agreed_before = std::ranges::find(agreed, line.id) != agreed.end(),
                         .work_line = line.id};
        const auto description = line.description.open(warrant);
        if (old != drafted->end()) {
            row.id = old->id;
            update_line(tx, vault, row, description);
        } else {
            row.id = tx.new_id<QuoteLine>();
            insert_line(tx, vault, row, description);
        }
    }
    return {};
}

bool is_as_the_order(store::Tx& tx, const WorkOrder& order, const std::vector<QuoteLine>& lines) {
    std::vector<LineAmounts> taken;
    for (const auto& line : lines)
        if (line.work_line) taken.push_back(line.amounts);
    auto there = workshop::amounts_of(tx, order.id);
    return taken.size() == there.size() && std::ranges::is_permutation(taken, there);
}

}  // namespace

Result<Money> gross_of(invoicing::PriceBasis basis, const std::vector<LineAmounts>& lines) {
    const auto totals = workshop::add_up(basis, lines);
    if (!totals) return tl::unexpected(totals.error());
    return totals->gross;
}

Result<Money> approved_gross(const Quote& quote, const std::vector<QuoteLine>& lines, const Decisions& decisions) {
    std::vector<LineAmounts> approved;
    for (const auto& line : lines)
        if (const auto found = decisions.find(line.id); found != decisions.end() && found->second)
            approved.push_back(line.amounts);
    return gross_of(quote.basis, approved);
}

Result<Quote> Quoting::open_draft(store::Tx& tx, WorkOrderId id, const ForWork& warrant, const Actor& actor) const {
    const auto order = workshop::changeable(tx, id);
    if (!order) return tl::unexpected(order.error());
    const auto before = of_order(tx, id);
    if (!before.empty() && before.front().state == QuoteState::draft) {
        if (auto taken = take_over(tx, before.front().id, warrant); !taken) return tl::unexpected(taken.error());
        return *find(tx, before.front().id);
    }
    auto& vault = house().vault;
    const auto customer = customers::load(tx, vault, order->person);
    if (!customer) return tl::unexpected(customer.error());
    const Quote draft{.id = tx.new_id<Quote>(),
                      .order = id,
                      .person = order->person,
                      .version = before.empty() ? 1 : before.front().version + 1,
                      .state = QuoteState::draft,
                      .basis = order->basis,
                      .language = customer->language,
                      .revision = 1,
                      .sent = {},
                      .valid_until = {},
                      .withdrawn = {},
                      .sent_by = {},
                      .gross = {}};
    insert_draft(tx, draft, actor);
    if (auto taken = take_over_lines(tx, vault, draft, *order, warrant); !taken) return tl::unexpected(taken.error());
    if (!before.empty()) {
        const auto lines = lines_of(tx, vault, before.front());
        const auto answers = answers_of(tx, vault, before.front());
        if (!lines || !answers) return tl::unexpected(lines ? answers.error() : lines.error());
        if (answers->empty())
            for (const auto& line : *lines)
                if (!line.work_line)
                    insert_line(tx, vault,
                                {.id = tx.new_id<QuoteLine>(),
                                 .quote = draft.id,
                                 .person = draft.person,
                                 .amounts = line.amounts,
                                 .can_wait = line.can_wait,
                                 .work_line = std::nullopt},
                                line.description.open(warrant));
    }
    tx.announce(store::Topic::calendar);
    return draft;
}

Result<void> Quoting::take_over(store::Tx& tx, QuoteId id, const ForWork& warrant) const {
    const auto quote = load_draft(tx, id);
    if (!quote) return tl::unexpected(quote.error());
    const auto order = workshop::load(tx, quote->order);
    if (!order) return tl::unexpected(order.error());
    raise_revision(tx, id);
    tx.announce(store::Topic::calendar);
    return take_over_lines(tx, house().vault, *quote, *order, warrant);
}

Result<void> Quoting::add_line(store::Tx& tx, QuoteId id, const workshop::NewLine& line, bool can_wait,
                               const ForWork& warrant) const {
    if (auto taken = take_over(tx, id, warrant); !taken) return taken;
    const auto quote = find(tx, id);
    const auto lines = lines_of(tx, house().vault, *quote);
    if (!lines) return tl::unexpected(lines.error());
    if (lines->size() >= most_lines)
        return refuse(ErrorCode::conflict, "too_many_lines", "This quote has as many lines as it can take.",
                      "description");
    insert_line(tx, house().vault,
                {.id = tx.new_id<QuoteLine>(),
                 .quote = id,
                 .person = quote->person,
                 .amounts = line.amounts,
                 .can_wait = can_wait,
                 .work_line = std::nullopt},
                line.description);
    return {};
}

Result<void> Quoting::set_can_wait(store::Tx& tx, QuoteId id, QuoteLineId line, bool can_wait,
                                   const ForWork& warrant) const {
    if (auto taken = take_over(tx, id, warrant); !taken) return taken;
    quotes::set_can_wait(tx, id, line, can_wait);
    return {};
}

Result<void> Quoting::remove_line(store::Tx& tx, QuoteId id, QuoteLineId line, const ForWork& warrant) const {
    if (auto taken = take_over(tx, id, warrant); !taken) return taken;
    const auto lines = lines_of(tx, house().vault, *find(tx, id));
    if (!lines) return tl::unexpected(lines.error());
    for (const auto& one : *lines)
        if (one.id == line && one.work_line)
            return refuse(ErrorCode::conflict, "line_of_the_order",
                          "This line is on the work order. Take it off there, and it goes here too.");
    delete_line(tx, id, line);
    return {};
}

Result<void> Quoting::discard(store::Tx& tx, QuoteId id) const {
    const auto quote = load_draft(tx, id);
    if (!quote) return tl::unexpected(quote.error());
    delete_draft(tx, id);
    tx.announce(store::Topic::calendar);
    return {};
}

Result<Ready> Quoting::make_ready(store::Tx& tx, QuoteId id, const Sending& sending, const Actor& actor) const {
    auto quote = load_draft(tx, id);
    if (!quote) return tl::unexpected(quote.error());
    auto order = workshop::load(tx, quote->order);
    if (!order) return tl::unexpected(order.error());
    auto lines = lines_of(tx, house().vault, *quote);
    if (!lines) return tl::unexpected(lines.error());
    if (lines->empty())
        return refuse(ErrorCode::invalid, "no_lines", "A quote needs at least one line.", "description");
    if (quote->revision != sending.seen || !is_as_the_order(tx, *order, *lines))
        return refuse(ErrorCode::conflict, std::string(workshop::changed_meanwhile),
                      "The order or this draft has changed since you looked. This is how it stands now.");
    std::vector<LineAmounts> amounts;
    for (const auto& line : *lines) amounts.push_back(line.amounts);
    const auto gross = gross_of(order->basis, amounts);
    if (!gross) return tl::unexpected(gross.error());

    const auto& zone = house().shops.zone(tx.shop());
    const auto last_day = add_days(date_of(zone.to_local(tx.now())), sending.days);
    quote->state = QuoteState::sent;
    quote->basis = order->basis;
    quote->language = sending.language;
    quote->sent = tx.now();
    quote->sent_by = actor.name_in_ledger();
    quote->valid_until = zone.to_instants(LocalTime{std::chrono::local_days{add_days(last_day, 1)}}).front();
    quote->gross = *gross;
    return Ready{std::move(*quote), std::move(*order), std::move(*lines)};
}

Result<Quote> Quoting::send(store::Tx& tx, QuoteId id, const Sending& sending, const ForWork& warrant,
                            const Actor& actor) const {
    const auto ready = make_ready(tx, id, sending, actor);
    if (!ready) return tl::unexpected(ready.error());
    const auto& [quote, order, lines] = *ready;
    const auto shown = shown_text(tx, quote, order, lines, sending.message, warrant);
    freeze(tx, house().vault, quote, sending.message, shown, encode_hex(store::as_text(privacy::digest_of(shown))));

    const workshop::Stand waiting{workshop::State::waiting, workshop::Waiting::approval};
    const auto next = workshop::next_stands(order.stand);
    if (std::ranges::find(next, waiting) != next.end())
        if (auto moved = orders_.move_to(tx, order.id, order.stand, waiting, actor); !moved)
            return tl::unexpected(moved.error());
    tx.announce(store::Topic::calendar);
    return quote;
}

Result<void> Quoting::withdraw(store::Tx& tx, QuoteId id, const Actor& actor) const {
    const auto quote = find(tx, id);
    if (!quote || quote->state != QuoteState::sent)
        return refuse(ErrorCode::conflict, "not_sent", "This quote is not open any more.");
    const auto order = workshop::changeable(tx, quote->order);
    if (!order) return tl::unexpected(order.error());
    const auto answers = answers_of(tx, house().vault, *quote);
    if (!answers) return tl::unexpected(answers.error());
    if (!answers->empty())
        return refuse(ErrorCode::conflict, "answered_already",
                      "The customer has answered this quote. What has to change goes into a new version.");
    mark_withdrawn(tx, id, actor);
    tx.announce(store::Topic::calendar);
    return {};
}

}  // namespace autojet::quotes
