#include "quotes/quote_words.hpp"

namespace autojet::quotes {

Result<Whole> load_whole(store::Tx& tx, privacy::Vault& vault, const Quote& quote) {
    auto order = workshop::load(tx, quote.order);
    if (!order) return tl::unexpected(order.error());
    auto lines = lines_of(tx, vault, quote);
    if (!lines) return tl::unexpected(lines.error());
    auto answers = answers_of(tx, vault, quote);
    if (!answers) return tl::unexpected(answers.error());
    auto frozen = load_frozen(tx, vault, quote);
    if (!frozen) return tl::unexpected(frozen.error());
    auto fixed = begun(tx, quote, *lines, *answers);
    return Whole{
        quote, std::move(*order), std::move(*lines), std::move(*answers), std::move(fixed), std::move(*frozen)};
}

Decisions chosen_decisions(const Whole& whole) {
    if (!whole.answers.empty()) return whole.answers.back().decisions;
    Decisions chosen;
    for (const auto& line : whole.lines)
        if (line.agreed_before) chosen[line.id] = true;
    return chosen;
}

std::string field_of(const QuoteLine& line) {
    return "line" + std::to_string(line.id.value());
}

Decisions decisions_from(const http::Form& form, const std::vector<QuoteLine>& lines) {
    Decisions decisions;
    const auto all = form.readable("all");
    for (const auto& line : lines) {
        const auto said = all.empty() ? form.readable(field_of(line)) : all;
        if (said == "yes" || said == "no") decisions[line.id] = said == "yes";
    }
    return decisions;
}

void show_lines(http::Dict& values, const Whole& whole, const Decisions& chosen, const ForWork& warrant,
                const Messages& messages, Language language) {
    const auto say = [&](std::string_view english) { return messages.translate(language, english); };
    const auto money = [&](Money amount) { return amount.display(language); };
    std::vector<LineAmounts> amounts;
    for (const auto& line : whole.lines) amounts.push_back(line.amounts);
    const auto totals = workshop::add_up(whole.quote.basis, amounts);
    for (std::size_t n = 0; n < whole.lines.size(); ++n) {
        const auto& line = whole.lines[n];
        auto& row = values.add("LINE").set("N", n + 1).set("FIELD", field_of(line));
        row.set("LINE_ID", std::to_string(line.id.value()));
        row.set("DESCRIPTION", line.description.open_if_covered(warrant).value_or(""));
        row.set("COUNT", line.amounts.quantity.display(language) + " " + say(invoicing::label(line.amounts.unit)) +
                             " × " + money(line.amounts.unit_price));
        row.set("AMOUNT", totals ? money(totals->lines[n].shown) : "");
        row.set("RATE", say(invoicing::label(line.amounts.vat)));
        row.set("KIND", say(workshop::label(line.amounts.kind)));
        if (line.amounts.discount != Money{}) row.add("DISCOUNT").set("AMOUNT", money(line.amounts.discount));
        if (line.can_wait) row.show("CAN_WAIT");
        if (line.agreed_before) row.show("AGREED_BEFORE");
        row.show(line.work_line ? "IN_ORDER" : "FREE");
        if (!whole.answers.empty()) {
            const auto last = whole.answers.back().decisions.find(line.id);
            if (last != whole.answers.back().decisions.end()) row.show(last->second ? "APPROVED" : "REFUSED");
        }
        const auto fixed = whole.begun.find(line.id);
        auto& choice = row.add(fixed != whole.begun.end() ? "BEGUN" : "OPEN");
        const auto typed = chosen.find(line.id);
        if (fixed != whole.begun.end())
            choice.show(fixed->second ? "YES" : "NO");
        else if (typed != chosen.end())
            choice.show(typed->second ? "YES" : "NO");
    }
    if (totals) values.set("NET", money(totals->net)).set("VAT", money(totals->vat)).set("GROSS", money(totals->gross));
    if (whole.quote.basis == invoicing::PriceBasis::excluding_vat) values.show("EXCLUDING");
}

}  // namespace autojet::quotes
