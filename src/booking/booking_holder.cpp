#include "booking/booking_holder.hpp"

#include "booking/booking_words.hpp"
#include "booking/retention.hpp"
#include "shop/held_standing.hpp"

namespace autojet::booking {

namespace {

using policy::RetentionClass;

constexpr std::string_view select_mails =
    "SELECT event, created, state FROM outbox WHERE shop = $1 AND subject = $2 AND event LIKE 'booking.%' ORDER BY "
    "entry";

// Who of the shop did it is not the person's to know (GDPR 15(4)).
std::string_view by_whom(const std::string& actor) {
    return actor.starts_with("staff:") || actor.starts_with("job:") ? "shop" : "customer";
}

class Description {
public:
    Description(const Bookings& bookings, store::Tx& tx, PersonId person, const ForRights& warrant)
        : bookings_(bookings),
          tx_(tx),
          person_(person),
          warrant_(warrant),
          timetable_(bookings.timetable(tx.shop())),
          all_(of_person(tx, person)) {
        std::ranges::reverse(all_);
    }

    std::vector<HeldRecord> records() {
        const auto& house = bookings_.house();
        const auto record = customers::load(tx_, house.vault, person_);
        if (!record) return {};
        const auto until = kept_until(tx_, house.policies.of(tx_)->published, person_);
        std::vector<HeldRecord> records{of_customer(*record, until)};
        for (const auto& booking : all_) records.push_back(of_booking(booking, *record, until));
        return records;
    }

private:
    HeldRecord of_customer(const customers::Record& record, std::optional<Instant> until) {
        HeldRecord held = start("customer", "Your details", record.created, until);
        if (!all_.empty()) {
            held.number = all_.front().reference;
            held.source = code(all_.front().channel);
            held.policy_version = all_.front().policy_version;
        }
        add(held, "person.name", "Name", record.name);
        if (record.email) add(held, "person.email", "E-mail address", *record.email);
        if (record.phone) add(held, "person.phone", "Phone number", *record.phone);
        if (record.plate) add(held, "person.plate", "Licence plate", *record.plate);
        if (record.vehicle) add(held, "person.vehicle", "Make, model and colour", *record.vehicle);
        add(held, "person.language", "Language", std::string(autojet::code(record.language)));
        shop::describe_standing(held, tx_, bookings_.house().vault, person_, warrant_);
        return held;
    }

    HeldRecord of_booking(const Booking& booking, const customers::Record& record, std::optional<Instant> until) {
        HeldRecord held = start("booking", "Appointment", booking.created, until);
        held.number = booking.reference;
        held.source = code(booking.channel);
        held.policy_version = booking.policy_version;
        const auto* service = scheduling::find_service(timetable_->catalogue, booking.service);
        if (service) add(held, "booking.service_name", "Service", service->name(record.language), Provided::no);
        add(held, "booking.service", "Code of the service", booking.service);
        add(held, "booking.size", "Car size", std::string(scheduling::code(booking.size)));
        add(held, "booking.start", "Starts", moment(booking.span.start));
        add(held, "booking.end", "Ends", moment(booking.span.end), Provided::no);
        add(held, "booking.price", "Price including VAT", booking.price.decimal(), Provided::no);
        add(held, "booking.status", "Status", std::string(code(booking.status)), Provided::no);
        if (const auto words = load_words(tx_, bookings_.house().vault, booking)) {
            if (words->message) add(held, "booking.message", "Your message", *words->message);
            if (words->cancel_reason)
                add(held, "booking.cancel_reason", "Why it was cancelled", *words->cancel_reason, Provided::no);
        }
        for (const auto& event : events_of(tx_, booking.id))
            add(held, "booking.event", event_label(event.what),
                event.what + " " + moment(event.at) + " " + std::string(by_whom(event.actor)), Provided::no);
        for (const auto& mail : mails_about(booking.id))
            add(held, "booking.mail", "Message to you", mail, Provided::no);
        return held;
    }

    enum class Provided { yes, no };

    HeldRecord start(std::string kind, std::string_view title, Instant collected, std::optional<Instant> until) {
        return {.kind = std::move(kind),
                .number = {},
                .title = title,
                .collected = collected,
                .source = {},
                .policy_version = {},
                .retention = RetentionClass::customer,
                .kept_until = until,
                .values = {}};
    }

    template <Category C>
    void add(HeldRecord& held, std::string field, std::string_view label, const PersonalText<C>& closed,
             Provided provided = Provided::yes) {
        if (auto value = closed.open_if_covered(warrant_))
            held.values.push_back({C, std::move(field), label, std::move(*value), provided == Provided::yes});
    }
    // What is readable in the database is an opening like any other.
    void add(HeldRecord& held, std::string field, std::string_view label, std::string value,
             Provided provided = Provided::yes) {
        add(held, std::move(field), label, PersonalText<Category::appointment>::of(person_, std::move(value)),
            provided);
    }

    std::vector<std::string> mails_about(BookingId id) {
        return tx_.all(
            select_mails,
            [&](const store::Row& row) { return row.text(0) + " " + moment(row.instant(1)) + " " + row.text(2); }, id);
    }

    std::string moment(Instant instant) { return timetable_->rules.zone.format_rfc3339(instant); }

    const Bookings& bookings_;
    store::Tx& tx_;
    PersonId person_;
    const ForRights& warrant_;
    std::shared_ptr<const scheduling::Timetable> timetable_;
    std::vector<Booking> all_;
};

}  // namespace

Holder customers_holder(const Bookings& bookings) {
    auto& vault = bookings.house().vault;
    const auto describe = [&bookings](store::Tx& tx, PersonId person, const ForRights& warrant) {
        return Description(bookings, tx, person, warrant).records();
    };
    const auto erase = [&vault](store::Tx& tx, PersonId person) -> std::vector<Kept> {
        erase_with_bookings(tx, vault, person);
        return {};
    };
    const auto reach = [&vault](store::Tx& tx, PersonId person) -> std::optional<Reach> {
        auto record = customers::load(tx, vault, person);
        if (!record) return std::nullopt;
        return Reach{record->language, std::move(record->name), std::move(record->email), std::move(record->phone)};
    };
    return {.name = "customers",
            .knows = customers::exists,
            .describe = describe,
            .erase = erase,
            .list = customers::list,
            .reach = reach,
            .index_again = [&bookings](store::Tx& tx, PersonId after, int limit, policy::Openings& openings) {
                return customers::index_again(tx, bookings.house(), after, limit, openings);
            }};
}

}  // namespace autojet::booking
