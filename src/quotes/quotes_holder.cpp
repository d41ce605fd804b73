#include "quotes/quotes_holder.hpp"

#include "booking/retention.hpp"
#include "quotes/mails.hpp"
#include "quotes/quote.hpp"
#include "workshop/agreed.hpp"

namespace autojet::quotes {

namespace {

class Description {
public:
    Description(const House& house, store::Tx& tx, const WorkOrder& order, const ForRights& warrant)
        : house_(house), tx_(tx), order_(order), warrant_(warrant), zone_(house.shops.zone(tx.shop())) {}

    std::vector<HeldRecord> records() {
        std::vector<HeldRecord> all;
        for (const auto& quote : of_order(tx_, order_.id)) all.push_back(of_quote(quote));
        if (auto agreed = of_agreements(); !agreed.values.empty()) all.push_back(std::move(agreed));
        return all;
    }

private:
    enum class Provided { yes, no };

    HeldRecord start(std::string kind, std::string_view title, std::string number, Instant collected) {
        return {.kind = std::move(kind),
                .number = std::move(number),
                .title = title,
                .collected = collected,
                .source = "desk",
                .policy_version = order_.policy_version,
                .retention = policy::RetentionClass::customer,
                .kept_until = booking::kept_until(tx_, house_.policies.of(tx_)->published, order_.person),
                .values = {}};
    }

    HeldRecord of_quote(const Quote& quote) {
        auto held = start("quote", "Quote", order_.reference + "/" + std::to_string(quote.version),
                          quote.sent.value_or(order_.created));
        add_plain(held, "quote.state", "Status", std::string(code(quote.state)));
        if (quote.sent) add_plain(held, "quote.sent", "Sent", moment(*quote.sent));
        if (const auto frozen = load_frozen(tx_, house_.vault, quote)) {
            if (frozen->message) add(held, "quote.message", "Message to you", *frozen->message);
            if (frozen->shown) add(held, "quote.shown", "What was shown", *frozen->shown);
            if (frozen->digest) add(held, "quote.digest", "Fingerprint of what was shown", *frozen->digest);
        }
        const auto lines = lines_of(tx_, house_.vault, quote);
        if (lines)
            for (const auto& line : *lines) add(held, "quote_line.description", "Line", line.description);
        if (const auto answers = answers_of(tx_, house_.vault, quote))
            for (const auto& answer : *answers) {
                std::string said = std::string(code(answer.via)) + " " + moment(answer.at) + ":";
                if (lines)
                    for (std::size_t n = 0; n < lines->size(); ++n) {
                        const auto found = answer.decisions.find((*lines)[n].id);
                        if (found != answer.decisions.end())
                            said += " " + std::to_string(n + 1) + (found->second ? " yes" : " no");
                    }
                add_plain(held, "quote_answer.decisions", "Your answer", std::move(said), Provided::yes);
                if (answer.question)
                    add(held, "quote_answer.question", "Your question", *answer.question, Provided::yes);
            }
        return held;
    }

    HeldRecord of_agreements() {
        auto held = start("agreed_price", "Agreed price", order_.reference, order_.created);
        const auto all = workshop::agreements_of(tx_, house_.vault, order_);
        if (!all) return held;
        for (const auto& agreed : *all) {
            if (agreed.how == workshop::Agreement::booking) continue;  // told with the booking
            add_plain(
                held, "work_order_price.amount", "Agreed price",
                std::string(workshop::code(agreed.how)) + " " + moment(agreed.at) + " " + agreed.amount.decimal());
            if (agreed.words) add(held, "work_order_price.words", "What was said about it", *agreed.words);
        }
        return held;
    }

    template <Category C>
    void add(HeldRecord& held, std::string field, std::string_view label, const PersonalText<C>& closed,
             Provided provided = Provided::no) {
        if (auto value = closed.open_if_covered(warrant_))
            held.values.push_back({C, std::move(field), label, std::move(*value), provided == Provided::yes});
    }
    void add_plain(HeldRecord& held, std::string field, std::string_view label, std::string value,
                   Provided provided = Provided::no) {
        add(held, std::move(field), label, PersonalText<Category::appointment>::of(order_.person, std::move(value)),
            provided);
    }
    std::string moment(Instant instant) { return zone_.format_rfc3339(instant); }

    const House& house_;
    store::Tx& tx_;
    const WorkOrder& order_;
    const ForRights& warrant_;
    const Zone& zone_;
};

}  // namespace

Holder quotes_holder(const House& house) {
    return {.name = "quotes",
            // Whoever has a quote has an order: that slice knows them.
            .knows = [](store::Tx&, PersonId) { return false; },
            .describe =
                [&house](store::Tx& tx, PersonId person, const ForRights& warrant) {
                    std::vector<HeldRecord> records;
                    for (const auto& order : workshop::of_person(tx, person))
                        for (auto& record : Description(house, tx, order, warrant).records())
                            records.push_back(std::move(record));
                    return records;
                },
            // The quotes themselves go with their orders, whose keys are the customer's.
            .erase = [](store::Tx& tx, PersonId person) -> std::vector<Kept> {
                forget_messages(tx, person);
                return {};
            }};
}

}  // namespace autojet::quotes
