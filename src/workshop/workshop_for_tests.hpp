// A garage with a workshop: Ada's car, Bo and Dee, orders that are made in one line.
#pragma once

#include "booking/garage_for_tests.hpp"
#include "shop/visit.hpp"
#include "workshop/intake.hpp"
#include "workshop/lines.hpp"
#include "workshop/orders.hpp"
#include "workshop/photos.hpp"
#include "workshop/tasks.hpp"

namespace autojet::workshop {

class WorkshopTest : public booking::Garage {
protected:
    WorkOrder order_of_ada() {
        const auto booking = book(request(ada())).value();
        return house.write([&](store::Tx& tx) { return orders.open_for(tx, booking, dee); }).value();
    }
    WorkOrder walk_in(const std::string& plate = "54-JG-PV") {
        auto fields = ada().contact;
        fields.plate = plate;
        Errors errors;
        const auto details = customers::check(fields, Language::nl, errors).value();
        return house
            .write([&](store::Tx& tx) {
                return orders.open_walk_in(tx, details, PersonalText<Category::message>::collected("Brakes squeal"),
                                           dee);
            })
            .value();
    }
    WorkOrder stored(const WorkOrder& order) {
        return house.read([&](store::Tx& tx) { return load(tx, order.id); }).value();
    }
    Result<WorkOrder> move(const WorkOrder& order, const Stand& to) {
        const auto from = stored(order).stand;
        return house.write([&](store::Tx& tx) { return orders.move_to(tx, order.id, from, to, dee); });
    }
    TaskId task(const WorkOrder& order, const std::string& title) {
        return house.write([&](store::Tx& tx) { return add_task(tx, house->vault, order.id, title, dee); }).value();
    }
    Task stored(TaskId id) {
        return house.read([&](store::Tx& tx) { return load_task(tx, house->vault, id); }).value();
    }
    static std::string reason_of(const auto& result) { return result ? "done" : result.error().reason; }

    template <Category C>
    std::string opened(const PersonalText<C>& closed) {
        policy::Openings openings;
        return house.read([&](store::Tx& tx) {
            const auto warrant =
                house->gate.warrant<policy::Purpose::appointment>(tx, dee, {closed.subject()}, openings);
            return closed.open(*warrant);
        });
    }

    const Actor bo = Actor::staff(PersonId{8}, privacy::every_purpose);
    Orders orders{*house, bookings};
};

}  // namespace autojet::workshop
