#include "payments/payments_holder.hpp"

#include "payments/bank_rows.hpp"
#include "payments/reminders.hpp"

namespace autojet::payments {

namespace {

using policy::Category;
using policy::RetentionClass;

constexpr std::string_view select_reminders =
    "SELECT reminder FROM payment_reminder WHERE shop = $1 AND person = $2 ORDER BY reminder";
constexpr std::string_view delete_mails =
    "DELETE FROM outbox WHERE shop = $1 AND event = 'payment.reminder' AND subject IN (SELECT reminder FROM "
    "payment_reminder WHERE shop = $1 AND person = $2)";

Instant held_until(CivilDate day) {
    return policy::ends(hold(), midnight(day));
}

std::vector<Reminder> reminders_about(store::Tx& tx, PersonId person) {
    const auto ids = tx.all(
        select_reminders, [](const store::Row& row) { return ReminderId{row.integer(0)}; }, person);
    std::vector<Reminder> reminders;
    for (const auto id : ids)
        if (auto reminder = find_reminder(tx, id)) reminders.push_back(std::move(*reminder));
    return reminders;
}

class Description {
public:
    Description(const House& house, store::Tx& tx, PersonId person, const ForRights& warrant)
        : house_(house), tx_(tx), person_(person), warrant_(warrant) {}

    std::vector<HeldRecord> records() {
        std::vector<HeldRecord> records;
        for (const auto& document : accounts::of_person(tx_, person_)) add_payments(records, document);
        for (const auto& reminder : reminders_about(tx_, person_)) records.push_back(of_reminder(reminder));
        for (const auto& line : lines_of(tx_, person_)) records.push_back(of_line(line));
        return records;
    }

private:
    static HeldRecord start(std::string kind, std::string number, std::string_view title, CivilDate day,
                            std::string source) {
        return {.kind = std::move(kind),
                .number = std::move(number),
                .title = title,
                .collected = midnight(day),
                .source = std::move(source),
                .policy_version = {},
                .retention = RetentionClass::accounts,
                .kept_until = held_until(day),
                .values = {}};
    }
    template <Category C>
    void add(HeldRecord& held, std::string field, std::string_view label,
             const policy::Personal<std::string, C>& closed) {
        if (auto opened = closed.open_if_covered(warrant_))
            held.values.push_back({C, std::move(field), label, std::move(*opened), false});
    }
    // What is readable in the database is an opening like any other.
    void add(HeldRecord& held, std::string field, std::string_view label, std::string value) {
        add(held, std::move(field), label,
            policy::Personal<std::string, Category::appointment>::of(person_, std::move(value)));
    }

    void add_payments(std::vector<HeldRecord>& records, const accounts::Document& document) {
        const auto number = InvoiceNumber::parse(document.number);
        if (!number) return;
        for (const auto& event : events_of(tx_, *number)) {
            if (!event.can_be_reversed() && !event.reverses && !event.is_reversed) continue;  // no payment
            auto held = start("payment", std::to_string(event.entry.value()), "Payment", event.day, "desk");
            add(held, "payment.document", "Invoice", document.number);
            add(held, "payment.day", "Day", format_date(event.day));
            add(held, "payment.means", "Paid by", std::string(code(event.kind)));
            add(held, "payment.amount", "Amount", (-event.amount).decimal());
            records.push_back(std::move(held));
        }
    }

    HeldRecord of_reminder(const Reminder& reminder) {
        auto held = start("reminder", std::to_string(reminder.id.value()), "Payment reminder", reminder.day, "desk");
        add(held, "payment_reminder.document", "Invoice", reminder.document.text());
        add(held, "payment_reminder.step", "Step", std::to_string(static_cast<int>(reminder.step)));
        add(held, "payment_reminder.day", "Day", format_date(reminder.day));
        add(held, "payment_reminder.means", "Sent by", std::string(code(reminder.way)));
        add(held, "payment_reminder.amount", "Amount", reminder.amount.decimal());
        return held;
    }

    HeldRecord of_line(const BankLine& line) {
        auto held = start("bank_line", std::to_string(line.id.value()), "What our bank told about your payment",
                          line.day, "bank");
        add(held, "bank_line.day", "Day", format_date(line.day));
        add(held, "bank_line.amount", "Amount", line.amount.decimal());
        if (const auto told = load_told(tx_, house_.vault, line))
            add(held, "bank_line.told", "Name, account and description", *told);
        return held;
    }

    const House& house_;
    store::Tx& tx_;
    PersonId person_;
    const ForRights& warrant_;
};

// The books stay; a reminder that still waits to be mailed does not.
std::vector<Kept> erase(store::Tx& tx, PersonId person) {
    tx.run(delete_mails, person);
    std::vector<Kept> kept;
    for (const auto& reminder : reminders_about(tx, person))
        kept.push_back({"Payment reminder", accounts::tax_law, reminder.document.text(), held_until(reminder.day)});
    for (const auto& line : lines_of(tx, person))
        kept.push_back({"What our bank told about your payment", accounts::tax_law, std::to_string(line.id.value()),
                        held_until(line.day)});
    return kept;
}

}  // namespace

Holder payments_holder(const House& house) {
    return {.name = "payments",
            .knows = knows,
            .describe =
                [&house](store::Tx& tx, PersonId person, const ForRights& warrant) {
                    return Description{house, tx, person, warrant}.records();
                },
            .erase = erase,
            .sealed = {{.table = "bank_line", .group_column = "year"}}};
}

}  // namespace autojet::payments
