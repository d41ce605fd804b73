#include "rights/mails.hpp"

#include "booking/reference.hpp"
#include "customers/customers.hpp"
#include "rights/erasure.hpp"
#include "rights/pass.hpp"
#include "rights/record_words.hpp"
#include "rights/request_store.hpp"

namespace autojet::rights {

namespace {

using policy::Purpose;
using privacy::Actor;
using shop::OutboxEntry;
using shop::OutboxState;
using shop::WrittenMail;
using Outgoing = tl::expected<WrittenMail, OutboxState>;

class Pen {
public:
    Pen(const House& house, ShopId shop, Language language)
        : house_(house), shop_(house.shops.load(shop)), language_(language) {}

    std::string say(std::string_view english) const { return house_.messages.translate(language_, english); }
    std::string page(std::string_view path) const {
        return shop_.url + "/" + std::string(autojet::code(language_)) + std::string(path);
    }
    std::string closing() const {
        const auto phone = PhoneNumber::parse(shop_.phone);
        return say("Questions? Call or reply to this message.") + " " + (phone ? phone->display() : shop_.phone) +
               "\n\n" + shop_.name + "\n\n" + say("What we keep about you, for how long and which rights you have:") +
               "\n" + page("/privacy") + "\n";
    }

private:
    const House& house_;
    const Shop& shop_;
    Language language_;
};

policy::Categories only(policy::Category category) {
    return policy::Categories{}.set(static_cast<std::size_t>(category));
}

Outgoing write_code(store::Tx& tx, const House& house, const std::vector<Holder>& holders, PassId pass,
                    const Actor& actor, policy::Openings& openings) {
    const auto where = find_address(tx, house.vault, holders, pass);
    if (!where) return tl::unexpected(OutboxState::unreachable);
    const auto warrant = house.gate.warrant<Purpose::rights>(tx, actor, {where->subject}, openings);
    if (!warrant) return tl::unexpected(OutboxState::failed);
    const Pen pen(house, tx.shop(), where->language);
    std::string text = pen.say("Your code:") + "\n\n    " + code_of(house.vault, tx.shop(), pass, tx.now()) + "\n\n";
    text += pen.say("Or open this page and press the button:") + "\n" +
            pen.page("/me/links/" + link_of(house.vault, tx.shop(), pass, tx.now())) + "\n\n";
    text += pen.say(
                "Both work once, and for fifteen minutes. Was it not you who asked for this? Then do nothing: nobody "
                "has seen anything.") +
            "\n\n";
    return WrittenMail{.person = where->subject,
                       .purpose = Purpose::rights,
                       .categories = only(Category::contact),
                       .to = where->address.open(*warrant),
                       .language = where->language,
                       .subject = pen.say("Your code to see your data"),
                       .text = text + pen.closing()};
}

// Long after the request its contact has gone: the notice goes to the address of the record itself (GDPR 18(3)).
std::optional<Address> own_address(store::Tx& tx, const House& house, const Request& request) {
    for (const auto person : persons_of(tx, request.id))
        if (const auto record = customers::load(tx, house.vault, person); record && record->email) return record->email;
    return std::nullopt;
}

Outgoing write_about(store::Tx& tx, const House& house, const OutboxEntry& entry, const Actor& actor,
                     policy::Openings& openings) {
    const auto request = load(tx, RequestId{entry.subject});
    if (!request) return tl::unexpected(OutboxState::unreachable);
    const auto written = load_written(tx, house.vault, *request);
    auto closed = written.contact;
    if (!closed && entry.event == restriction_ends) closed = own_address(tx, house, *request);
    if (!closed) return tl::unexpected(OutboxState::unreachable);
    const auto warrant = house.gate.warrant<Purpose::rights>(tx, actor, {request->subject()}, openings);
    if (!warrant) return tl::unexpected(OutboxState::failed);
    auto to = closed->assigned_to(request->subject()).open(*warrant);
    if (!EmailAddress::parse(to)) return tl::unexpected(OutboxState::unreachable);  // the desk calls or writes

    const Pen pen(house, tx.shop(), request->language);
    const auto number = booking::display_reference(request->number);
    std::string subject, text = pen.say("Hello,") + "\n\n";
    if (entry.event == request_extended) {
        subject = pen.say("We need more time for your request") + " " + number;
        text += pen.say("We need more time to answer your request, until") + " " +
                format_long_date(last_day(house.shops.zone(tx.shop()), *request), request->language) + ".\n\n";
        if (written.reasons) text += pen.say("The reason:") + "\n" + written.reasons->open(*warrant) + "\n\n";
        text += pen.say(
                    "Do you not agree? Tell us. You can also lodge a complaint with the Autoriteit "
                    "Persoonsgegevens (autoriteitpersoonsgegevens.nl), and you can go to court.") +
                "\n\n";
    } else if (entry.event == restriction_ends) {
        subject = pen.say("The restriction of your data ends") + " " + number;
        text += pen.say(
                    "You asked us to only keep your data. From tomorrow we use it again for what it was given for. Do "
                    "you not agree? Tell us before that, or ask again at:") +
                "\n" + pen.page("/me") + "\n\n";
    } else {
        const bool is_receipt = entry.event == receipt_ready;
        subject = (is_receipt ? pen.say("Your receipt:") : pen.say("The answer to your request")) + " " + number;
        if (written.answer) text += written.answer->open(*warrant) + "\n";
        if (has_receipt(tx, request->id))
            text += pen.say("The signed receipt, to keep and to verify:") + "\n" +
                    pen.page("/receipt/" + receipt_secret(house.vault, tx.shop(), request->id, tx.now())) + "\n\n";
    }
    return WrittenMail{.person = request->subject(),
                       .purpose = Purpose::rights,
                       .categories = only(Category::contact) | only(Category::message),
                       .to = std::move(to),
                       .language = request->language,
                       .subject = std::move(subject),
                       .text = text + pen.closing()};
}

Outgoing write(const House& house, const std::vector<Holder>& holders, ShopId shop, const OutboxEntry& entry) {
    const auto actor = Actor::job("messaging");
    policy::Openings openings;
    auto written = house.database.read(shop, [&](store::Tx& tx) {
        return entry.event == code_wanted ? write_code(tx, house, holders, PassId{entry.subject}, actor, openings)
                                          : write_about(tx, house, entry, actor, openings);
    });
    house.ledger.settle(shop, actor, openings);
    return written;
}

}  // namespace

std::vector<shop::MailWriter> mail_writers(const House& house, const std::vector<Holder>& holders) {
    const auto write_it = [&house, &holders](ShopId shop, const OutboxEntry& entry) {
        return write(house, holders, shop, entry);
    };
    const auto delivered = [](store::Tx& tx, const OutboxEntry& entry) {
        mark_delivered(tx, RequestId{entry.subject});
    };
    return {{.event = code_wanted, .write = write_it},
            {.event = request_extended, .write = write_it},
            {.event = restriction_ends, .write = write_it},
            {.event = request_answered, .write = write_it, .delivered = delivered},
            {.event = receipt_ready, .write = write_it, .delivered = delivered}};
}

}  // namespace autojet::rights
