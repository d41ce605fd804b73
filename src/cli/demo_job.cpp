#include "cli/demo_job.hpp"

#include <algorithm>

#include "accounts/invoice_settings.hpp"
#include "cli/demo_intake.hpp"
#include "cli/demo_quotes.hpp"
#include "workshop/agreed.hpp"

namespace autojet::cli {

namespace {

using invoicing::PriceBasis;
using invoicing::Quantity;
using invoicing::VatTreatment;
using std::chrono::minutes;
using workshop::NewLine;
using workshop::Stand;
using workshop::State;
using workshop::Waiting;

Money without_vat(Money amount) {
    return amount.portion_half_up(100, 121);
}

}  // namespace

void Job::run(const Work& work, bool on_lift, Language language) {
    language_ = language;
    if (plot_.halt == Halt::booked || !reached(moments_.arrived)) return;
    arrive();
    if (order_.booking) {
        store::Tx tx = at(moments_.arrived + minutes{1});
        settle_prices(tx, work);
    }
    if (plot_.halt == Halt::arrived || !reached(moments_.begun)) return;
    resume(moments_.begun);
    if (plot_.quote && !ask(on_lift)) return;
    if (plot_.waits_for_parts && !wait_for(Waiting::parts)) return;
    if (plot_.halt == Halt::parts && !wait_for(Waiting::parts)) return;
    if (plot_.halt == Halt::customer && !wait_for(Waiting::customer)) return;
    if (!do_tasks()) return;
    turn_out_dearer(on_lift);
    add_extras();
    move(moments_.ready, {State::ready, {}}, mechanic_);
    if (plot_.halt == Halt::ready || !reached(moments_.collected)) return;
    move(moments_.collected, {State::collected, {}}, floor_.crew.desk);
}

void Job::move(Instant when, const Stand& to, const privacy::Actor& by) {
    store::Tx tx = at(when);
    order_ = sure(floor_.orders.move_to(tx, order_.id, order_.stand, to, by));
}

void Job::arrive() {
    if (order_.stand.state == State::booked) move(moments_.arrived, {State::arrived, {}}, floor_.crew.desk);
    store::Tx tx = at(moments_.arrived + minutes{1});
    take_in(tx, floor_, order_);
}

// What the price of the service has in it stands apart; a business has its prices without VAT.
void Job::settle_prices(store::Tx& tx, const Work& work) {
    const auto& desk = floor_.crew.desk;
    const auto* company = floor_.clients.find_of(tx, order_.person);
    vat_ = accounts::load_settings(tx).usual_vat();
    policy::Openings openings;
    const auto warrant =
        sure(floor_.house.gate.warrant<policy::Purpose::appointment>(tx, desk, {order_.person}, openings));
    const auto lines = sure(workshop::lines_of(tx, vault_, order_));
    if (lines.empty()) return;
    NewLine first{lines.front().description.open(warrant), lines.front().amounts, lines.front().task};
    auto seen = lines.front().edition.version;
    const auto put_first = [&] { sure(workshop::change_line(tx, vault_, lines.front().id, first, seen++, desk)); };

    auto& amounts = first.amounts;
    for (const auto& piece : work.pieces)
        amounts.unit_price -= line_of(piece, piece.thousandths).amounts.quantity.times(piece.price(order_.basis));
    if (floor_.chance.one_of(8)) amounts.discount = amounts.unit_price.portion_half_up(1, 10);
    const bool to_business = company && vat_ == VatTreatment::standard;
    if (to_business) {
        amounts.unit_price = without_vat(amounts.unit_price);
        amounts.discount = without_vat(amounts.discount);
    }
    put_first();
    const bool has_notes = floor_.chance.percent(30);
    if (to_business || has_notes) {
        const workshop::NewWords words{.wanted = {},
                                       .notes = has_notes ? std::string(floor_.chance.pick(notes())) : std::string{},
                                       .basis = to_business ? PriceBasis::excluding_vat : order_.basis};
        order_ = sure(floor_.orders.change_words(tx, order_.id, words, order_.edition.version, desk));
    }
    if (to_business && company->resells) {
        vat_ = amounts.vat = VatTreatment::reverse_charge;
        put_first();
    }
    for (const auto& piece : work.pieces)
        sure(workshop::add_line(tx, vault_, order_.id, line_of(piece, piece.thousandths), desk));
    for (const auto task : work.tasks)
        if (!floor_.chance.one_of(3)) sure(workshop::add_task(tx, vault_, order_.id, std::string(task), desk));
}

NewLine Job::line_of(const Piece& piece, std::int64_t thousandths) const {
    return {.description = piece.words(language_),
            .amounts = {.kind = piece.kind,
                        .quantity = Quantity::of_thousandths(thousandths).value(),
                        .unit = piece.unit,
                        .unit_price = piece.price(order_.basis),
                        .discount = {},
                        .vat = vat_},
            .task = {}};
}

bool Job::ask(bool on_lift) {
    const auto found = moments_.begun + floor_.chance.minutes(8, 20);
    if (!reached(found)) return true;
    constexpr minutes until_answered{120};
    const bool comes_later = plot_.halt == Halt::nowhere && found + until_answered > floor_.now;
    const auto outcome = comes_later ? Outcome::unanswered : *plot_.quote;
    pause(found);
    const auto pieces = findings(on_lift);
    std::vector<Found> lines;
    const auto first = static_cast<std::size_t>(floor_.chance.below(static_cast<int>(pieces.size())));
    for (std::size_t n = 0; n < 2 + first % 2; ++n) {
        const auto& piece = pieces[(first + n) % pieces.size()];
        lines.push_back({line_of(piece, piece.thousandths), piece.can_wait});
    }
    const auto answered =
        ask_by_quote(floor_, outer_, order_, lines, outcome, language_, found + minutes{5}, mechanic_);
    order_ = sure(workshop::load(outer_, order_.id));
    if (outcome == Outcome::unanswered) return false;
    resume(answered + floor_.chance.minutes(3, 12));
    const bool has_more_to_do = outcome != Outcome::refused;
    delay(std::max(minutes{0}, std::chrono::duration_cast<minutes>(answered - found)) +
          (has_more_to_do ? floor_.chance.minutes(50, 110) : floor_.chance.minutes(5, 15)));
    return true;
}

bool Job::wait_for(Waiting what) {
    const auto from = resumed_ + floor_.chance.minutes(6, 15);
    const auto until = from + floor_.chance.minutes(50, 150);
    if (!reached(from)) return true;
    pause(from);
    move(from, {State::waiting, what}, mechanic_);
    if (plot_.halt != Halt::nowhere || !reached(until)) return false;
    resume(until);
    delay(std::chrono::duration_cast<minutes>(until - from));
    return true;
}

void Job::delay(minutes by) {
    moments_.ready += by;
    moments_.collected = std::max(moments_.collected, moments_.ready + minutes{10});
}

// The customer said yes on the phone, or the shop keeps to what was agreed.
void Job::turn_out_dearer(bool on_lift) {
    if (!order_.booking || !(plot_.overrun || plot_.absorbed)) return;
    const auto& desk = floor_.crew.desk;
    store::Tx tx = at(moments_.ready - minutes{5});
    const auto& piece = findings(on_lift).front();
    const auto line = line_of(piece, piece.thousandths);
    auto amounts = workshop::amounts_of(tx, order_.id);
    amounts.push_back(line.amounts);
    const auto agreed = sure(workshop::find_agreed(tx, vault_, order_));
    if (plot_.absorbed && agreed)
        workshop::agree(tx, vault_, order_, workshop::Agreement::absorbed, agreed->amount, "", desk);
    else
        workshop::agree(tx, vault_, order_, workshop::Agreement::by_phone,
                        sure(quotes::gross_of(order_.basis, amounts)), "Gebeld, akkoord met het meerwerk.", desk);
    sure(workshop::add_line(tx, vault_, order_.id, line, desk));
}

// What is above the agreed price by more than the law lets it stays off.
void Job::add_extras() {
    store::Tx tx = at(moments_.ready - minutes{4});
    const auto add = [&](const NewLine& line) {
        const auto added = workshop::add_line(tx, vault_, order_.id, line, mechanic_);
        if (!added && added.error().reason != workshop::above_agreed) sure(added);
    };
    if (floor_.chance.one_of(4)) add(line_of(screen_wash, 500 * floor_.chance.between(1, 3)));
    if (vat_ == VatTreatment::standard && order_.basis == PriceBasis::including_vat && floor_.chance.one_of(20)) {
        auto line = line_of(cycle_tyre, cycle_tyre.thousandths);
        line.amounts.vat = VatTreatment::reduced;
        add(line);
    }
}

}  // namespace autojet::cli
