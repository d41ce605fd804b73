#include "cli/demo_walk_in.hpp"

#include "accounts/invoice_settings.hpp"
#include "workshop/agreed.hpp"

namespace autojet::cli {

namespace {

using std::chrono::minutes;

}  // namespace

void WalkIns::come(store::Tx& outer, Instant when, const privacy::Actor& mechanic) {
    auto& vault = floor_.house.vault;
    const auto& desk = floor_.crew.desk;
    const auto& piece = chance_.pick(small_jobs());
    const auto visitor = town_.somebody();
    Errors errors;
    const auto details = customers::check(visitor.contact, visitor.language, errors);
    if (!details) throw Broken("somebody invented is not valid: " + errors.front().reason);

    store::Tx tx = outer.at(when);
    const auto wanted =
        privacy::PersonalText<privacy::Category::message>::collected(piece.words(visitor.language) + "?");
    auto order = sure(floor_.orders.open_walk_in(tx, *details, wanted, desk));
    const auto task = sure(workshop::add_task(tx, vault, order.id, std::string(piece.nl), desk));
    const workshop::NewLine line{.description = piece.words(visitor.language),
                                 .amounts = {.kind = piece.kind,
                                             .quantity = invoicing::Quantity::of_thousandths(piece.thousandths).value(),
                                             .unit = piece.unit,
                                             .unit_price = piece.price(order.basis),
                                             .discount = {},
                                             .vat = accounts::load_settings(tx).usual_vat()},
                                 .task = task};
    sure(workshop::add_line(tx, vault, order.id, line, desk));
    workshop::agree(tx, vault, order, workshop::Agreement::at_desk, sure(quotes::gross_of(order.basis, {line.amounts})),
                    "", desk);

    const auto begun = when + chance_.minutes(5, 15);
    const auto ready = begun + chance_.minutes(15, 40);
    const Moments moments{when, when, begun, ready, ready + chance_.minutes(4, 20)};
    Job(floor_, outer, std::move(order), mechanic, moments, {}).run({}, false, visitor.language);
}

}  // namespace autojet::cli
