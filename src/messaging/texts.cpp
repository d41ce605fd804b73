#include "messaging/texts.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>
#include <vector>

#include "base/phone.hpp"
#include "base/text.hpp"
#include "shop/outbox.hpp"
#include "shop/words.hpp"

namespace autojet::messaging {

namespace {

using booking::Status;

using Value = std::pair<std::string_view, std::string_view>;

// "{name}" becomes its value. Values are not read again, so a brace in them means nothing.
std::string fill(std::string_view text, std::initializer_list<Value> values) {
    std::string filled;
    while (!text.empty()) {
        const auto open = text.find('{');
        const auto close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) return filled.append(text);
        const auto name = text.substr(open + 1, close - open - 1);
        const auto* value = std::ranges::find(values, name, &Value::first);
        filled.append(text.substr(0, open))
            .append(value == values.end() ? text.substr(open, close + 1 - open) : value->second);
        text.remove_prefix(close + 1);
    }
    return filled;
}

// Speaks one language.
class Speech {
public:
    Speech(const Messages& messages, Language language) : messages_{messages}, language_{language} {}

    std::string operator()(std::string_view english, std::initializer_list<Value> values = {}) const {
        return fill(messages_.translate(language_, english), values);
    }
    [[nodiscard]] Language language() const { return language_; }

private:
    const Messages& messages_;
    Language language_;
};

bool is_letter(char c) {
    return is_ascii_lower(c) || is_ascii_upper(c);
}

// Anybody can type anybody's address: nobody shall send them a link in the shop's name by calling themself
// "cheap.example".
bool reads_like_a_link(std::string_view name) {
    if (name.find_first_of("/@") != std::string_view::npos || ascii_lower(name).find("www.") != std::string::npos)
        return true;
    for (auto dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.', dot + 1)) {
        const bool is_behind_a_word = dot >= 2 && is_letter(name[dot - 1]) && is_letter(name[dot - 2]);
        if (is_behind_a_word && dot + 2 < name.size() && is_letter(name[dot + 1]) && is_letter(name[dot + 2]))
            return true;
    }
    return false;
}

std::string subject(const BookingNews& news, const Speech& say) {
    const std::initializer_list<Value> when{{"when", news.when}};
    if (news.event == shop::booking_cancelled) return say("Your appointment is cancelled: {when}", when);
    if (news.event == shop::booking_moved) return say("Your appointment has a new time: {when}", when);
    if (news.status == Status::pending) return say("We have received your booking: {when}", when);
    return say("Your appointment is confirmed: {when}", when);
}

std::string opening(const BookingNews& news, const Speech& say) {
    const bool is_held = news.status == Status::pending;
    if (news.event == shop::booking_cancelled)
        return say("Your appointment is cancelled. There is nothing more that you need to do.");
    if (news.event == shop::booking_moved)
        return is_held ? say("Your appointment has a new time. We hold it for you and confirm it as soon as we can. "
                             "You will hear from us.")
                       : say("Your appointment has a new time, and it is confirmed. See you then.");
    if (news.event == shop::booking_confirmed) return say("Good news: your appointment is confirmed. See you then.");
    return is_held ? say("Thank you for your booking. We hold this time for you and confirm it as soon as we can. You "
                         "will hear from us.")
                   : say("Thank you for your booking. Your appointment is confirmed. See you then.");
}

std::string facts(const BookingNews& news, const Shop& shop, const Speech& say) {
    const std::string where = shop.name + ", " + shop.street + ", " + shop.postcode + " " + shop.city;
    const std::vector<std::pair<std::string, std::string>> lines{
        {say("Service"), news.service},
        {say("When"), say("{when} to {until}", {{"when", news.when}, {"until", news.until}})},
        {say("Where"), where},
        {say("Price"), say("{price} including VAT", {{"price", news.price}})},
        {say("Reference"), news.reference}};
    std::size_t width = 0;
    for (const auto& [label, value] : lines) width = std::max(width, count_characters(label));
    std::string text;
    for (const auto& [label, value] : lines)
        text.append("  ").append(label).append(width - count_characters(label) + 3, ' ').append(value).append("\n");
    return text;
}

std::string next_steps(const BookingNews& news, const Shop& shop, const Speech& say) {
    if (news.event == shop::booking_cancelled)
        return say("Book a new time:") + "\n" + shop.url + "/" + std::string(code(say.language())) + "/book\n\n" +
               say("The attached file takes the appointment out of your calendar.") + "\n";
    return say("See, move or cancel your booking:") + "\n" + news.manage_url + "\n\n" +
           say("The attached file puts the appointment into your calendar.") + "\n";
}

// At the first contact, and apart from everything else (GDPR 21(4), policy R4).
std::string right_to_object(const BookingNews& news, const Shop& shop, const Speech& say) {
    if (news.event != shop::booking_received) return {};
    return say("YOU CAN OBJECT") + "\n" +
           say("We also look at which services are chosen, and when, to do better. Never with names. If you do not "
               "want "
               "that, tell us at any time.") +
           "\n" + shop.url + "/" + std::string(code(say.language())) + "/privacy#R4\n\n";
}

std::string closing(const Shop& shop, const std::string& signature, const Speech& say) {
    const auto phone = PhoneNumber::parse(shop.phone);
    return say("Questions? Call {phone} or reply to this message.",
               {{"phone", phone ? phone->display() : shop.phone}}) +
           "\n\n" + signature + "\n\n" + say("What we keep about you, for how long and which rights you have:") + "\n" +
           shop.url + "/" + std::string(code(say.language())) + "/privacy\n";
}

}  // namespace

Text booking_text(const BookingNews& news, const Shop& shop, const Messages& messages, Language language,
                  const shop::Look& look) {
    const Speech say{messages, language};
    const auto own = [&](std::string_view name) {
        return shop::filled_text(look, name, shop, messages, language, news.service, news.when);
    };
    std::string body = reads_like_a_link(news.name) ? say("Hello,") : say("Hello {name},", {{"name", news.name}});
    body += "\n\n" + opening(news, say) + "\n\n";
    if (!news.reason.empty()) body += say("The reason: {reason}", {{"reason", news.reason}}) + "\n\n";
    body += facts(news, shop, say) + "\n";
    if (const auto arrival = own("mail_arrival"); !arrival.empty() && news.event != shop::booking_cancelled)
        body += arrival + "\n\n";
    body += next_steps(news, shop, say) + "\n" + right_to_object(news, shop, say) +
            closing(shop, own("mail_signature"), say);
    return {subject(news, say), std::move(body)};
}

Text contact_text(const Shop& shop, const Messages& messages, Language language) {
    const Speech say{messages, language};
    return {say("A message is waiting at the desk"),
            say("Somebody wrote to you through the website. The message is waiting at the desk:") + "\n" + shop.url +
                "/desk/messages\n"};
}

}  // namespace autojet::messaging
