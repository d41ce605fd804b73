#include "workshop/agreed.hpp"

#include "base/enum_names.hpp"
#include "workshop/order_store.hpp"

namespace autojet::workshop {

namespace {

constexpr EnumNames<5> codes{"booking", "quote", "by_phone", "at_desk", "absorbed"};
constexpr EnumNames<5> labels{"Price when it was booked", "Quote answered", "Agreed by phone", "Agreed at the desk",
                              "The shop pays what is above"};

constexpr std::string_view insert_price =
    "INSERT INTO work_order_price (shop, price, work_order, person, how, amount, at_time, actor, words) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr std::string_view select_prices =
    "SELECT price, how, amount, at_time, actor, words FROM work_order_price WHERE shop = $1 AND work_order = $2 "
    "ORDER BY price";
constexpr std::string_view select_last =
    "SELECT price, how, amount, at_time, actor, words FROM work_order_price WHERE shop = $1 AND work_order = $2 "
    "ORDER BY price DESC LIMIT 1";

privacy::Place place(AgreedId id) {
    return {privacy::RetentionClass::customer, "work_order_price.words", id.value(), {}};
}

struct Sealed {
    Agreed agreed;
    std::optional<store::Bytes> words;
};

Sealed sealed_from(const store::Row& row) {
    return {{.id = AgreedId{row.integer(0)},
             .how = value_in<Agreement>(codes, row.text(1)).value(),
             .amount = Money::of_cents(row.integer(2)),
             .at = row.instant(3),
             .actor = row.text(4),
             .words = std::nullopt},
            row.find_bytes(5)};
}

Result<Agreed> unsealed(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order, Sealed sealed) {
    auto words = unseal_if_there<Category::details>(tx, vault, order.person, sealed.words, place(sealed.agreed.id));
    if (!words) return tl::unexpected(words.error());
    sealed.agreed.words = std::move(*words);
    return std::move(sealed.agreed);
}

std::optional<Agreed> of_booking(store::Tx& tx, const WorkOrder& order) {
    if (!order.booking) return std::nullopt;
    const auto booking = booking::load(tx, *order.booking);
    if (!booking) return std::nullopt;
    return Agreed{.id = {},
                  .how = Agreement::booking,
                  .amount = booking->price,
                  .at = booking->created,
                  .actor = "",
                  .words = std::nullopt};
}

std::optional<Sealed> find_last(store::Tx& tx, const WorkOrder& order) {
    if (auto last = tx.find(select_last, sealed_from, order.id)) return last;
    auto booked = of_booking(tx, order);
    return booked ? std::optional{Sealed{std::move(*booked), std::nullopt}} : std::nullopt;
}

}  // namespace

std::string_view code(Agreement agreement) {
    return name_in(codes, agreement);
}
std::string_view label(Agreement agreement) {
    return name_in(labels, agreement);
}

Money Agreed::most() const {
    switch (how) {
        case Agreement::booking:
        case Agreement::quote:
            // Down to the cent: one cent above ten per cent is above ten per cent.
            return Money::of_cents(amount.cents() + amount.cents() / 10);
        case Agreement::by_phone:
        case Agreement::at_desk:
            return amount;
        case Agreement::absorbed:
            break;
    }
    return invoicing::most_money;
}

Money Agreed::payable_of(Money gross) const {
    return how == Agreement::absorbed ? std::min(gross, amount) : gross;
}

Result<std::optional<Agreed>> find_agreed(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order) {
    auto last = find_last(tx, order);
    if (!last) return std::optional<Agreed>{};
    auto agreed = unsealed(tx, vault, order, std::move(*last));
    if (!agreed) return tl::unexpected(agreed.error());
    return std::optional{std::move(*agreed)};
}

Result<std::vector<Agreed>> agreements_of(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order) {
    std::vector<Agreed> all;
    if (auto booked = of_booking(tx, order)) all.push_back(std::move(*booked));
    for (auto& sealed : tx.all(select_prices, sealed_from, order.id)) {
        auto agreed = unsealed(tx, vault, order, std::move(sealed));
        if (!agreed) return tl::unexpected(agreed.error());
        all.push_back(std::move(*agreed));
    }
    return all;
}

void agree(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order, Agreement how, Money amount,
           const std::string& words, const Actor& actor) {
    const auto id = tx.new_id<Agreed>();
    tx.run(insert_price, id, order.id, order.person, code(how), amount.cents(), tx.now(), actor.name_in_ledger(),
           seal_if_there<Category::details>(tx, vault, order.person, words, place(id)));
    tx.announce(store::Topic::calendar);
}

Result<void> may_cost(store::Tx& tx, const WorkOrder& order, Money from, Money to) {
    if (to <= from) return {};
    const auto last = find_last(tx, order);
    if (!last || to <= last->agreed.most()) return {};
    return refuse(ErrorCode::conflict, std::string(above_agreed),
                  "This brings the order above the price that was agreed. Make a new quote, note that the customer "
                  "agrees, or let the shop pay the difference.",
                  "price");
}

}  // namespace autojet::workshop
