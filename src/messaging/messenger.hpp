// Takes what waits in the outbox to the people concerned (policy P2). Every message is delivered at least once: its
// entry is marked only after the door has taken it. After a crash in between it goes out once more, under the same
// Message-ID.
#pragma once

#include <map>
#include <stop_token>

#include <tl/expected.hpp>

#include "booking/booking.hpp"
#include "outbound/mailer.hpp"
#include "shop/mail_writer.hpp"

namespace autojet::messaging {

// How many entries came to which state.
using Round = std::map<shop::OutboxState, int>;

class Messenger {
public:
    // `pace` is the rest after each message, so that a thousand of them do not keep those waiting who book.
    Messenger(const booking::Bookings& bookings, outbound::Mailer& mailer, std::chrono::milliseconds pace = {})
        : bookings_(bookings), mailer_(mailer), pace_(pace) {}

    // Mails of a slice, for its own event. Before anything is delivered. What has no categories tells of nobody, and
    // goes to the shop itself.
    void add(const shop::MailWriter& writer) { writers_.emplace(writer.event, writer); }

    // Delivers what is due in this shop, oldest first. The round ends early when the door does not take a message now,
    // so that a mail server that is away is not asked again for each of them, and when `stop` is requested. Throws what
    // the database throws; trouble with one message only postpones that message.
    //
    // A message about a booking that has changed since is `superseded`: the change has a message of its own. So is one
    // about an appointment that has begun, unless it tells of a cancellation, and one to a person who restricted the
    // use of their data (policy R5): it is not sent later either, their page tells how things stand. Without an e-mail
    // address, or when the person's data is shredded, it is `unreachable`. What could not be delivered within two days
    // has `failed`.
    Round deliver_due(ShopId shop, const std::stop_token& stop = {});

private:
    using Prepared = tl::expected<outbound::Mail, shop::OutboxState>;
    struct Outcome {
        shop::OutboxState state;
        std::chrono::seconds delay;
        std::optional<outbound::Contents> about;  // of what went out, or was kept from going
    };

    Outcome attempt(ShopId shop, const shop::OutboxEntry& entry);
    Result<void> deliver(const outbound::Mail& mail, const shop::OutboxEntry& entry);
    Prepared prepare(ShopId shop, const shop::OutboxEntry& entry) const;
    Prepared prepare_booking_mail(ShopId shop, const shop::OutboxEntry& entry) const;
    Prepared prepare_mail_of(const shop::MailWriter& writer, ShopId shop, const shop::OutboxEntry& entry) const;
    void mark(store::Tx& tx, const shop::OutboxEntry& entry, const Outcome& outcome) const;

    const booking::Bookings& bookings_;
    outbound::Mailer& mailer_;
    std::chrono::milliseconds pace_;
    std::map<std::string_view, shop::MailWriter> writers_;
};

}  // namespace autojet::messaging
