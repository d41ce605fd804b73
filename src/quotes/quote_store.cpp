#include "quotes/quote_store.hpp"

#include "base/enum_names.hpp"
#include "workshop/order_store.hpp"

namespace autojet::quotes {

namespace {

using privacy::Vault;

constexpr EnumNames<3> state_codes{"draft", "sent", "withdrawn"};
constexpr EnumNames<3> via_codes{"by_link", "by_phone", "at_desk"};
constexpr EnumNames<3> via_labels{"By the link", "By phone", "At the desk"};

#define QUOTE_COLUMNS                                                                                               \
    "quote, work_order, person, version, state, basis, language, revision, sent, valid_until, withdrawn, sent_by, " \
    "gross"

constexpr std::string_view insert_quote =
    "INSERT INTO quote (shop, quote, work_order, person, version, state, basis, language, revision, created, "
    "created_by) VALUES ($1, $2, $3, $4, $5, 'draft', $6, $7, 1, $8, $9)";
constexpr std::string_view update_revision =
    "UPDATE quote SET revision = revision + 1 WHERE shop = $1 AND quote = $2 AND state = 'draft'";
constexpr std::string_view delete_quote = "DELETE FROM quote WHERE shop = $1 AND quote = $2 AND state = 'draft'";
constexpr std::string_view update_sent =
    "UPDATE quote SET state = 'sent', basis = $3, language = $4, sent = $5, sent_by = $6, valid_until = $7, gross = "
    "$8, message = $9, shown = $10, digest = $11 WHERE shop = $1 AND quote = $2 AND state = 'draft'";
constexpr std::string_view update_withdrawn =
    "UPDATE quote SET state = 'withdrawn', withdrawn = $3, withdrawn_by = $4 WHERE shop = $1 AND quote = $2 AND state "
    "= 'sent'";
constexpr std::string_view select_quote = "SELECT " QUOTE_COLUMNS " FROM quote WHERE shop = $1 AND quote = $2";
constexpr std::string_view select_of_order =
    "SELECT " QUOTE_COLUMNS " FROM quote WHERE shop = $1 AND work_order = $2 ORDER BY version DESC";
constexpr std::string_view select_standing =
    "SELECT " QUOTE_COLUMNS
    " FROM quote WHERE shop = $1 AND work_order = $2 AND state = 'sent' ORDER BY version DESC LIMIT 1";
constexpr std::string_view select_frozen = "SELECT message, shown, digest FROM quote WHERE shop = $1 AND quote = $2";

constexpr std::string_view insert_row =
    "INSERT INTO quote_line (shop, line, quote, person, work_line, kind, description, thousandths, unit, unit_price, "
    "discount, vat, can_wait, agreed_before) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
constexpr std::string_view update_row =
    "UPDATE quote_line SET kind = $3, description = $4, thousandths = $5, unit = $6, unit_price = $7, discount = $8, "
    "vat = $9, agreed_before = $10 WHERE shop = $1 AND line = $2";
constexpr std::string_view select_lines =
    "SELECT line, work_line, kind, description, thousandths, unit, unit_price, discount, vat, can_wait, agreed_before "
    "FROM quote_line WHERE shop = $1 AND quote = $2 ORDER BY line";
constexpr std::string_view delete_row = "DELETE FROM quote_line WHERE shop = $1 AND quote = $2 AND line = $3";
constexpr std::string_view update_can_wait =
    "UPDATE quote_line SET can_wait = $4 WHERE shop = $1 AND quote = $2 AND line = $3";
constexpr std::string_view update_work_line = "UPDATE quote_line SET work_line = $3 WHERE shop = $1 AND line = $2";

constexpr std::string_view insert_answer_row =
    "INSERT INTO quote_answer (shop, answer, quote, person, via, opened, at_time, actor, question) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr std::string_view insert_decision =
    "INSERT INTO quote_answer_line (shop, answer, line, approved) VALUES ($1, $2, $3, $4)";
constexpr std::string_view select_answers =
    "SELECT answer, via, opened, at_time, actor, question FROM quote_answer WHERE shop = $1 AND quote = $2 ORDER BY "
    "answer";
constexpr std::string_view select_decisions =
    "SELECT line, approved FROM quote_answer_line WHERE shop = $1 AND answer = $2 ORDER BY line";

privacy::Place place(std::string_view field, std::int64_t row) {
    return {privacy::RetentionClass::customer, field, row, {}};
}

Quote quote_from(const store::Row& row) {
    return {.id = QuoteId{row.integer(0)},
            .order = WorkOrderId{row.integer(1)},
            .person = PersonId{row.integer(2)},
            .version = static_cast<int>(row.integer(3)),
            .state = value_in<QuoteState>(state_codes, row.text(4)).value(),
            .basis = workshop::basis_from_code(row.text(5)).value(),
            .language = from_code(row.text(6)).value(),
            .revision = row.integer(7),
            .sent = row.find_instant(8),
            .valid_until = row.find_instant(9),
            .withdrawn = row.find_instant(10),
            .sent_by = row.find_text(11).value_or(""),
            .gross = Money::of_cents(row.find_integer(12).value_or(0))};
}

struct SealedLine {
    QuoteLineId id;
    std::optional<workshop::LineId> work_line;
    store::Bytes description;
    LineAmounts amounts;
    bool can_wait, agreed_before;
};
SealedLine sealed_from(const store::Row& row) {
    const auto work_line = row.find_integer(1);
    return {QuoteLineId{row.integer(0)},
            work_line ? std::optional{workshop::LineId{*work_line}} : std::nullopt,
            row.bytes(3),
            {.kind = workshop::line_kind_from_code(row.text(2)).value(),
             .quantity = invoicing::Quantity::of_thousandths(row.integer(4)).value(),
             .unit = invoicing::parse_unit(row.text(5)).value(),
             .unit_price = Money::of_cents(row.integer(6)),
             .discount = Money::of_cents(row.integer(7)),
             .vat = invoicing::parse_vat_treatment(row.text(8)).value()},
            row.integer(9) != 0,
            row.integer(10) != 0};
}

store::Bytes seal(store::Tx& tx, Vault& vault, const NewQuoteLine& line, const std::string& description) {
    return vault.seal(tx, PersonalText<Category::details>::of(line.person, description),
                      place("quote_line.description", line.id.value()));
}

}  // namespace

std::string_view code(QuoteState state) {
    return name_in(state_codes, state);
}
std::string_view code(Via via) {
    return name_in(via_codes, via);
}
std::string_view label(Via via) {
    return name_in(via_labels, via);
}
std::optional<Via> via_from_code(std::string_view text) {
    return value_in<Via>(via_codes, text);
}

std::optional<Quote> find(store::Tx& tx, QuoteId id) {
    return tx.find(select_quote, quote_from, id);
}
std::vector<Quote> of_order(store::Tx& tx, WorkOrderId order) {
    return tx.all(select_of_order, quote_from, order);
}
std::optional<Quote> find_standing(store::Tx& tx, WorkOrderId order) {
    return tx.find(select_standing, quote_from, order);
}

Result<std::vector<QuoteLine>> lines_of(store::Tx& tx, Vault& vault, const Quote& quote) {
    std::vector<QuoteLine> lines;
    for (const auto& sealed : tx.all(select_lines, sealed_from, quote.id)) {
        auto description = vault.unseal<Category::details>(tx, quote.person, sealed.description,
                                                           place("quote_line.description", sealed.id.value()));
        if (!description) return tl::unexpected(description.error());
        lines.push_back({sealed.id, std::move(*description), sealed.amounts, sealed.can_wait, sealed.agreed_before,
                         sealed.work_line});
    }
    return lines;
}

Result<Frozen> load_frozen(store::Tx& tx, Vault& vault, const Quote& quote) {
    struct Row {
        std::optional<store::Bytes> message, shown, digest;
    };
    const auto row = tx.find(
        select_frozen,
        [](const store::Row& columns) {
            return Row{columns.find_bytes(0), columns.find_bytes(1), columns.find_bytes(2)};
        },
        quote.id);
    Frozen frozen;
    if (!row) return frozen;
    const auto open = [&](const std::optional<store::Bytes>& sealed, std::string_view field) {
        return workshop::unseal_if_there<Category::details>(tx, vault, quote.person, sealed,
                                                            place(field, quote.id.value()));
    };
    auto message = open(row->message, "quote.message");
    auto shown = open(row->shown, "quote.shown");
    auto digest = open(row->digest, "quote.digest");
    for (const auto* one : {&message, &shown, &digest})
        if (!*one) return tl::unexpected(one->error());
    return Frozen{std::move(*message), std::move(*shown), std::move(*digest)};
}

Result<std::vector<Answer>> answers_of(store::Tx& tx, Vault& vault, const Quote& quote) {
    std::vector<std::optional<store::Bytes>> questions;
    auto answers = tx.all(
        select_answers,
        [&](const store::Row& row) {
            questions.push_back(row.find_bytes(5));
            return Answer{.id = AnswerId{row.integer(0)},
                          .via = value_in<Via>(via_codes, row.text(1)).value(),
                          .opened = row.find_instant(2),
                          .at = row.instant(3),
                          .actor = row.text(4),
                          .decisions = {},
                          .question = std::nullopt};
        },
        quote.id);
    for (std::size_t n = 0; n < answers.size(); ++n) {
        auto& answer = answers[n];
        tx.each(
            select_decisions,
            [&](const store::Row& row) { answer.decisions[QuoteLineId{row.integer(0)}] = row.integer(1) != 0; },
            answer.id);
        auto question = workshop::unseal_if_there<Category::message>(tx, vault, quote.person, questions[n],
                                                                     place("quote_answer.question", answer.id.value()));
        if (!question) return tl::unexpected(question.error());
        answer.question = std::move(*question);
    }
    return answers;
}

void insert_draft(store::Tx& tx, const Quote& quote, const Actor& actor) {
    tx.run(insert_quote, quote.id, quote.order, quote.person, quote.version, workshop::code(quote.basis),
           autojet::code(quote.language), tx.now(), actor.name_in_ledger());
}
void raise_revision(store::Tx& tx, QuoteId id) {
    tx.run(update_revision, id);
}
void delete_draft(store::Tx& tx, QuoteId id) {
    tx.run(delete_quote, id);
}

void freeze(store::Tx& tx, Vault& vault, const Quote& quote, const std::string& message, const std::string& shown,
            const std::string& digest) {
    const auto sealed = [&](const std::string& text, std::string_view field) {
        return workshop::seal_if_there<Category::details>(tx, vault, quote.person, text,
                                                          place(field, quote.id.value()));
    };
    tx.run(update_sent, quote.id, workshop::code(quote.basis), autojet::code(quote.language), quote.sent, quote.sent_by,
           quote.valid_until, quote.gross.cents(), sealed(message, "quote.message"), sealed(shown, "quote.shown"),
           sealed(digest, "quote.digest"));
}
void mark_withdrawn(store::Tx& tx, QuoteId id, const Actor& actor) {
    tx.run(update_withdrawn, id, tx.now(), actor.name_in_ledger());
}

void insert_line(store::Tx& tx, Vault& vault, const NewQuoteLine& line, const std::string& description) {
    const auto& amounts = line.amounts;
    tx.run(insert_row, line.id, line.quote, line.person, line.work_line, workshop::code(amounts.kind),
           seal(tx, vault, line, description), amounts.quantity.thousandths(), invoicing::code(amounts.unit),
           amounts.unit_price.cents(), amounts.discount.cents(), invoicing::code(amounts.vat), line.can_wait ? 1 : 0,
           line.agreed_before ? 1 : 0);
}
void update_line(store::Tx& tx, Vault& vault, const NewQuoteLine& line, const std::string& description) {
    const auto& amounts = line.amounts;
    tx.run(update_row, line.id, workshop::code(amounts.kind), seal(tx, vault, line, description),
           amounts.quantity.thousandths(), invoicing::code(amounts.unit), amounts.unit_price.cents(),
           amounts.discount.cents(), invoicing::code(amounts.vat), line.agreed_before ? 1 : 0);
}
void delete_line(store::Tx& tx, QuoteId quote, QuoteLineId line) {
    tx.run(delete_row, quote, line);
}
void set_can_wait(store::Tx& tx, QuoteId quote, QuoteLineId line, bool can_wait) {
    tx.run(update_can_wait, quote, line, can_wait ? 1 : 0);
}
void set_work_line(store::Tx& tx, QuoteLineId line, std::optional<workshop::LineId> work_line) {
    tx.run(update_work_line, line, work_line);
}

void insert_answer(store::Tx& tx, Vault& vault, const Quote& quote, const Answer& answer, const std::string& question) {
    tx.run(insert_answer_row, answer.id, quote.id, quote.person, code(answer.via), answer.opened, answer.at,
           answer.actor,
           workshop::seal_if_there<Category::message>(tx, vault, quote.person, question,
                                                      place("quote_answer.question", answer.id.value())));
    for (const auto& [line, approved] : answer.decisions) tx.run(insert_decision, answer.id, line, approved ? 1 : 0);
}

}  // namespace autojet::quotes
