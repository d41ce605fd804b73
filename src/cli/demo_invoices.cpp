#include "cli/demo_invoices.hpp"

#include <algorithm>
#include <limits>

#include "accounts/invoice_settings.hpp"
#include "cli/demo_chance.hpp"
#include "invoicing/deposit.hpp"
#include "quotes/order_invoice.hpp"

namespace autojet::cli {

namespace {

using namespace invoicing;
using quotes::Bill;
using workshop::WorkOrder;

constexpr std::chrono::days days_back{600};
constexpr int one_of_credited = 25;
constexpr int one_of_deposits = 12;
constexpr Money least_for_a_deposit = Money::of_cents(150'00);

// Something to issue, at its time.
struct Occasion {
    enum class What { deposit, invoice };
    Instant at;
    What what{};
    std::size_t order = 0;
};

class Office {
public:
    Office(const House& house, const Clients& clients, const Crew& crew, std::uint64_t seed)
        : house_(house), clients_(clients), crew_(crew), shop_(house.shops.all().front().id), chance_(seed) {
        (void)house_.database.write(shop_, [&](store::Tx& tx) -> Result<void> {
            settings_ = accounts::load_settings(tx);
            if (!settings_.iban) settings_.iban = Iban::parse("NL91ABNA0417164300").value();
            accounts::save_settings(tx, settings_);
            return {};
        });
    }

    std::int64_t issue(const std::vector<WorkOrder>& orders, ManualClock& clock) {
        for (const auto& occasion : occasions_of(orders)) {
            clock.set(occasion.at);
            const auto& order = orders[occasion.order];
            if (occasion.what == Occasion::What::deposit)
                ask_deposit(order);
            else
                invoice(order);
        }
        return made_;
    }

private:
    // Some large works ask a deposit when they come in.
    std::vector<Occasion> occasions_of(const std::vector<WorkOrder>& orders) {
        std::vector<Occasion> all;
        for (std::size_t n = 0; n < orders.size(); ++n) {
            all.push_back({orders[n].since, Occasion::What::invoice, n});
            if (orders[n].booking && chance_.one_of(one_of_deposits))
                all.push_back({orders[n].created, Occasion::What::deposit, n});
        }
        std::ranges::stable_sort(all, {}, &Occasion::at);
        return all;
    }

    void invoice(const WorkOrder& order) {
        const auto bill = draw_up(order);
        if (!bill) return;
        auto parties = parties_of(order);
        if (const auto deposit = deposits_.find(order.id); deposit != deposits_.end())
            parties.deposits = deposits_of(deposit->second, order.basis);
        if (parties.buyer.kind == BuyerKind::consumer) parties.prepaid = whole_of(*bill, parties);
        const auto issued = quotes::issue(house_, shop_, *bill, parties, Language::nl, crew_.desk);
        if (!issued) return;
        ++made_;
        if (chance_.one_of(one_of_credited)) take_back(order, *issued);
    }

    // What is left to pay.
    static Money whole_of(const Bill& bill, InvoiceDraft draft) {
        draft.lines = bill.lines;
        draft.basis = bill.order.basis;
        draft.discount = bill.discount;
        const auto sums = work_out(draft);
        return sums ? sums->gross : Money{};
    }

    Result<Bill> draw_up(const WorkOrder& order) {
        return house_.database.read(shop_, [&](store::Tx& tx) -> Result<Bill> {
            policy::Openings openings;
            const auto warrant =
                house_.gate.warrant<policy::Purpose::legal_duty>(tx, crew_.desk, {order.person}, openings);
            if (!warrant) return tl::unexpected(warrant.error());
            return quotes::draw_up(tx, house_, order, *warrant);
        });
    }

    InvoiceDraft parties_of(const WorkOrder& order) {
        const auto today = date_of(house_.shops.zone(shop_).to_local(house_.clock.now()));
        return {.kind = Kind::invoice,
                .basis = order.basis,
                .number = SeriesNumber{"", static_cast<int>(today.year()), 1}.format(),
                .issued_on = today,
                .supply = {today, today},
                .due_on = add_days(today, settings_.days_to_pay),
                .seller = accounts::seller_of(house_.shops.load(shop_), settings_.iban),
                .buyer = buyer_of(order),
                .lines = {},
                .discount = {},
                .deposits = {},
                .prepaid = {},
                .means = order.basis == PriceBasis::excluding_vat ? PaymentMeans::transfer
                         : chance_.one_of(5)                      ? PaymentMeans::cash
                                                                  : PaymentMeans::card,
                .corrects = {},
                .note = {}};
    }

    Buyer buyer_of(const WorkOrder& order) {
        return house_.database.read(shop_, [&](store::Tx& tx) {
            const auto* company = clients_.find_of(tx, order.person);
            if (company && order.basis == PriceBasis::excluding_vat) {
                auto buyer = company->buyer();
                buyer.reference = "Wagenpark " + std::to_string(chance_.between(1, 40));
                return buyer;
            }
            Buyer buyer;
            policy::Openings openings;
            const auto warrant =
                house_.gate.warrant<policy::Purpose::legal_duty>(tx, crew_.desk, {order.person}, openings);
            const auto record = customers::load(tx, house_.vault, order.person);
            if (warrant && record) buyer.name = record->name.open_if_covered(*warrant).value_or("");
            return buyer;
        });
    }

    // A part of the first line, paid by card when the vehicle came in.
    void ask_deposit(const WorkOrder& order) {
        const auto bill = draw_up(order);
        if (!bill || bill->gross < least_for_a_deposit) return;
        auto draft = parties_of(order);
        draft.lines = {bill->lines.front()};
        auto& line = draft.lines.front();
        draft.note = "Aanbetaling voor " + line.description + ".";
        line.description = "Aanbetaling";
        line.discount = {};
        line.unit_price = line.unit_price.portion_half_up(1, 4);
        draft.means = PaymentMeans::card;
        const auto sums = work_out(draft);
        if (!sums || sums->gross <= Money{}) return;
        draft.prepaid = sums->gross;
        const auto issued = accounts::issue_invoice(house_, shop_, draft,
                                                    {.person = order.person,
                                                     .booking = order.booking,
                                                     .corrects = {},
                                                     .language = Language::nl,
                                                     .charge = bookkeeping::Charge::deposit});
        if (!issued) return;
        ++made_;
        if (auto whole = load(issued->id)) deposits_.emplace(order.id, std::move(*whole));
    }

    Result<Invoice> load(accounts::DocumentId id) {
        return house_.database.read(shop_, [&](store::Tx& tx) -> Result<Invoice> {
            const auto document = accounts::find(tx, id).value();
            policy::Openings openings;
            const auto warrant =
                house_.gate.warrant<policy::Purpose::legal_duty>(tx, crew_.desk, {document.person}, openings);
            if (!warrant) return tl::unexpected(warrant.error());
            return accounts::load_invoice(tx, house_.vault, document, *warrant);
        });
    }

    // The whole of it, or the last line.
    void take_back(const WorkOrder& order, accounts::DocumentId invoice) {
        const auto whole = load(invoice);
        if (!whole) return;
        const auto& content = whole->content();
        auto credit = credit_of(*whole, content.number, content.issued_on);
        if (content.lines.size() > 1 && content.deposits.empty()) {
            std::vector<std::int64_t> last(content.lines.size(), 0);
            last.back() = content.lines.back().quantity.thousandths();
            if (auto part = credit_part_of(*whole, {}, last, content.number, content.issued_on)) credit = *part;
        }
        if (accounts::issue_invoice(
                house_, shop_, credit,
                {.person = order.person, .booking = order.booking, .corrects = invoice, .language = Language::nl}))
            ++made_;
    }

    const House& house_;
    const Clients& clients_;
    const Crew& crew_;
    ShopId shop_;
    accounts::InvoiceSettings settings_;
    Chance chance_;
    std::map<workshop::WorkOrderId, Invoice> deposits_;
    std::int64_t made_ = 0;
};

}  // namespace

std::int64_t invent_invoices(const House& house, const Clients& clients, const Crew& crew, ManualClock& clock,
                             Instant now, std::int64_t wanted, std::uint64_t seed) {
    if (wanted == 0) return 0;
    const auto shop = house.shops.all().front().id;
    auto orders = house.database.read(shop, [&](store::Tx& tx) {
        auto all = workshop::list_collected(tx, {now - days_back, now}, std::numeric_limits<int>::max());
        std::int64_t taken = 0;
        std::erase_if(all, [&](const WorkOrder& order) {
            if (taken == wanted || !quotes::invoices_of(tx, order.id).empty()) return true;
            ++taken;
            return false;
        });
        return all;
    });
    std::ranges::reverse(orders);
    const auto made = Office(house, clients, crew, seed).issue(orders, clock);
    clock.set(now);
    return made;
}

}  // namespace autojet::cli
