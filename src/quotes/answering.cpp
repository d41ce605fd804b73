#include <algorithm>

#include "quotes/quote_store.hpp"
#include "quotes/quoting.hpp"
#include "workshop/agreed.hpp"
#include "workshop/line_store.hpp"
#include "workshop/task_store.hpp"

namespace autojet::quotes {

namespace {

using workshop::LineRow;
using workshop::TaskRow;
using workshop::TaskState;

std::optional<TaskRow> task_of(store::Tx& tx, const QuoteLine& line) {
    if (!line.work_line) return std::nullopt;
    const auto row = workshop::find_line_row(tx, *line.work_line);
    return row && row->task ? workshop::find_task_row(tx, *row->task) : std::nullopt;
}

bool has_begun(store::Tx& tx, const TaskRow& task) {
    return task.state == TaskState::doing || task.state == TaskState::done || workshop::has_time(tx, task.id);
}

// Since the answer the order was taken in hand, or is finished.
bool went_on_since(store::Tx& tx, const WorkOrder& order, Instant answered) {
    using workshop::State;
    if (order.stand.state == State::ready || order.stand.state == State::collected) return true;
    return std::ranges::any_of(workshop::steps_of(tx, order.id), [&](const workshop::Step& step) {
        return !step.undone && step.stand.state == State::in_progress && step.at > answered;
    });
}

// The line is in the order as it was quoted, and its task is open again.
void put_into_order(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order, const QuoteLine& line,
                    const std::string& description, const Actor& actor) {
    const auto edition = [&](std::int64_t version) {
        return workshop::Edition{version, tx.now(), actor.name_in_ledger()};
    };
    if (auto row = line.work_line ? workshop::find_line_row(tx, *line.work_line) : std::nullopt) {
        if (row->amounts != line.amounts) {
            row->amounts = line.amounts;
            row->edition = edition(row->edition.version + 1);
            workshop::update_line(tx, vault, *row, description);
        }
        return;
    }
    LineRow row{.id = tx.new_id<workshop::WorkLine>(),
                .order = order.id,
                .person = order.person,
                .amounts = line.amounts,
                .task = std::nullopt,
                .edition = edition(1)};
    if (line.amounts.kind == workshop::LineKind::labour) {
        row.task = tx.new_id<workshop::Task>();
        workshop::insert_task(tx, vault,
                              {.id = *row.task,
                               .order = order.id,
                               .person = order.person,
                               .state = TaskState::open,
                               .edition = edition(1)},
                              description);
    }
    workshop::insert_line(tx, vault, row, description);
    set_work_line(tx, line.id, row.id);
}

void take_out_of_order(store::Tx& tx, const House& house, const QuoteLine& line, Language language,
                       const Actor& actor) {
    if (!line.work_line) return;
    if (auto task = task_of(tx, line); task && task->state == TaskState::open && !has_begun(tx, *task)) {
        task->state = TaskState::skipped;
        task->edition = {task->edition.version + 1, tx.now(), actor.name_in_ledger()};
        workshop::update_task_state(tx, house.vault, *task,
                                    house.messages.translate(language, "The customer does not want this done."));
    }
    if (workshop::find_line_row(tx, *line.work_line)) workshop::delete_line(tx, *line.work_line);
    set_work_line(tx, line.id, std::nullopt);
}

}  // namespace

Result<void> answerable(store::Tx& tx, const Quote& quote, Via via) {
    if (quote.state == QuoteState::withdrawn)
        return refuse(ErrorCode::conflict, "withdrawn", "We have withdrawn this quote.");
    if (quote.state != QuoteState::sent)
        return refuse(ErrorCode::conflict, "not_sent", "This quote is not open any more.");
    if (const auto standing = find_standing(tx, quote.order); standing && standing->id != quote.id)
        return refuse(ErrorCode::conflict, "superseded", "There is a newer version of this quote.");
    if (via == Via::by_link && quote.is_expired(tx.now()))
        return refuse(ErrorCode::conflict, "expired", "This quote has expired. Call us, and we make a new one.");
    const auto order = workshop::changeable(tx, quote.order);
    if (!order) return tl::unexpected(order.error());
    return {};
}

std::map<QuoteLineId, bool> begun(store::Tx& tx, const Quote& quote, const std::vector<QuoteLine>& lines,
                                  const std::vector<Answer>& answers) {
    std::map<QuoteLineId, bool> stands;
    const auto order = workshop::load(tx, quote.order);
    if (!order) return stands;
    const bool went_on = !answers.empty() && went_on_since(tx, *order, answers.back().at);
    for (const auto& line : lines) {
        const auto task = task_of(tx, line);
        if (answers.empty()) {
            if (line.agreed_before && task && has_begun(tx, *task)) stands[line.id] = true;
            continue;
        }
        const auto decision = answers.back().decisions.find(line.id);
        if (decision == answers.back().decisions.end()) continue;
        const bool approved_and_begun = decision->second && (task ? has_begun(tx, *task) : went_on);
        const bool finished = order->stand.state == workshop::State::ready || !order->is_open();
        if (approved_and_begun || finished) stands[line.id] = decision->second;
    }
    return stands;
}

Result<Answer> Quoting::answer(store::Tx& tx, QuoteId id, const NewAnswer& wanted, const ForWork& warrant,
                               const Actor& actor) const {
    auto& vault = house().vault;
    const auto quote = find(tx, id);
    if (!quote) return refuse(ErrorCode::not_found, "not_found", "This quote is not there any more.");
    const auto lines = lines_of(tx, vault, *quote);
    if (!lines) return tl::unexpected(lines.error());
    auto answers = answers_of(tx, vault, *quote);
    if (!answers) return tl::unexpected(answers.error());

    Decisions decisions;
    const auto stands = begun(tx, *quote, *lines, *answers);
    bool changes_begun = false;
    for (const auto& line : *lines) {
        const auto decision = wanted.decisions.find(line.id);
        if (const auto fixed = stands.find(line.id); fixed != stands.end()) {
            decisions[line.id] = fixed->second;
            changes_begun = changes_begun || (decision != wanted.decisions.end() && decision->second != fixed->second);
        } else if (decision != wanted.decisions.end()) {
            decisions[line.id] = decision->second;
        } else {
            return refuse(ErrorCode::invalid, "decision_missing", "Please say yes or no to every line.",
                          "line" + std::to_string(line.id.value()));
        }
    }
    if (!answers->empty() && answers->back().decisions == decisions) {
        auto& last = answers->back();
        const bool asks_the_same =
            wanted.question.empty() || (last.question && last.question->open_if_covered(warrant) == wanted.question);
        if (asks_the_same && !changes_begun) return std::move(last);
    }
    if (auto may = answerable(tx, *quote, wanted.via); !may) return tl::unexpected(may.error());
    if (changes_begun)
        return refuse(ErrorCode::conflict, "work_has_begun",
                      "We have begun with this already, so it can no longer be changed here. Please call us.");
    if (answers->size() != wanted.answers_seen)
        return refuse(ErrorCode::conflict, std::string(workshop::changed_meanwhile),
                      "This quote was answered in the meantime. This is how it stands now.");

    const auto order = workshop::load(tx, quote->order);
    if (!order) return tl::unexpected(order.error());
    const auto gross = approved_gross(*quote, *lines, decisions);
    if (!gross) return tl::unexpected(gross.error());
    workshop::agree(tx, vault, *order, workshop::Agreement::quote, *gross, "", actor);
    for (const auto& line : *lines) {
        if (decisions.at(line.id))
            put_into_order(tx, vault, *order, line, line.description.open(warrant), actor);
        else
            take_out_of_order(tx, house(), line, quote->language, actor);
    }
    const Answer given{.id = tx.new_id<Answer>(),
                       .via = wanted.via,
                       .opened = wanted.opened,
                       .at = tx.now(),
                       .actor = actor.name_in_ledger(),
                       .decisions = decisions,
                       .question = std::nullopt};
    insert_answer(tx, vault, *quote, given, wanted.question);
    tx.announce(store::Topic::calendar);
    return given;
}

}  // namespace autojet::quotes
