// What happens to work orders: made from a booking or for who walks in, moved from state to state, and back by one.
// Every change is one transaction with who and when.
#pragma once

#include "workshop/order.hpp"

namespace autojet::workshop {

// What somebody typed for both, checked; empty is absent.
struct NewWords {
    std::string wanted;
    std::string notes;
    invoicing::PriceBasis basis = invoicing::PriceBasis::including_vat;
};

class Orders {
public:
    explicit Orders(const House& house, const booking::Bookings& bookings) : house_(house), bookings_(bookings) {}

    // With the service as its first task and line. The order that the booking has already is answered as it is.
    // Refused with `restricted`, and with `already_cancelled`.
    Result<WorkOrder> open_for(store::Tx& tx, const booking::Booking& booking, const Actor& actor) const;
    // For who walked in: a record of its own, in state `arrived`.
    Result<WorkOrder> open_walk_in(store::Tx& tx, const customers::Details& details,
                                   const std::optional<PersonalText<Category::message>>& wanted,
                                   const Actor& actor) const;

    // Refused as changeable() is, with `changed_meanwhile` when it does not stand at `from` any more, and with
    // `not_from_here` when next_stands() does not have it. Only an undo leads out of `collected`.
    Result<WorkOrder> move_to(store::Tx& tx, WorkOrderId id, const Stand& from, const Stand& to,
                              const Actor& actor) const;
    // Back to where it stood before the last step that was not taken back. Refused with `nothing_to_undo`,
    // `restricted`, and `changed_meanwhile` when the last step is not number `seen`.
    Result<WorkOrder> undo_last(store::Tx& tx, WorkOrderId id, int seen, const Actor& actor) const;

    // Refused as changeable() is, and with `changed_meanwhile`.
    Result<WorkOrder> change_words(store::Tx& tx, WorkOrderId id, const NewWords& words, std::int64_t seen,
                                   const Actor& actor) const;
    // An order that was made by mistake, as long as no work has begun: gone with everything of it. Refused with
    // `work_has_begun`.
    Result<void> remove(store::Tx& tx, WorkOrderId id) const;

    [[nodiscard]] const House& house() const { return house_; }
    [[nodiscard]] const booking::Bookings& bookings() const { return bookings_; }

private:
    WorkOrder begin(store::Tx& tx, PersonId person, std::optional<booking::BookingId> booking, State state,
                    const Actor& actor) const;

    const House& house_;
    const booking::Bookings& bookings_;
};

}  // namespace autojet::workshop
