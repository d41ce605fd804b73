#include "payments/reminder_words.hpp"

namespace autojet::payments {

namespace {

class Writer {
public:
    Writer(const ReminderFacts& facts, const Messages& messages, Language language)
        : facts_(facts), messages_(messages), language_(language) {}

    [[nodiscard]] std::string say(std::string_view english) const {
        auto text = messages_.translate(language_, english);
        put(text, "{name}", facts_.name);
        put(text, "{number}", facts_.number.text());
        put(text, "{issued}", format_long_date(facts_.issued_on, language_));
        put(text, "{amount}", facts_.amount.display(language_));
        put(text, "{costs}", facts_.costs.display(language_));
        put(text, "{day}", format_long_date(facts_.pay_by, language_));
        put(text, "{iban}", facts_.iban);
        put(text, "{shop}", facts_.shop);
        put(text, "{phone}", facts_.phone);
        return text;
    }

private:
    static void put(std::string& text, std::string_view place, const std::string& value) {
        for (auto at = text.find(place); at != std::string::npos; at = text.find(place, at + value.size()))
            text.replace(at, place.size(), value);
    }

    const ReminderFacts& facts_;
    const Messages& messages_;
    Language language_;
};

std::string heart_of(const ReminderFacts& facts, const Writer& writer) {
    const auto say = [&](std::string_view english) { return writer.say(english); };
    if (facts.step == Step::friendly)
        return say("It may have slipped your mind: our invoice {number} of {issued} is still open. It comes to "
                   "{amount}.") +
               "\n\n" + say("Would you pay it by {day}?");
    if (facts.step == Step::second)
        return say("Our invoice {number} of {issued} is still open, although we have reminded you before. It comes to "
                   "{amount}.") +
               "\n\n" + say("Please pay it by {day}. Is something the matter? Call us, and we find a way together.");
    if (facts.to_business)
        return say("Our invoice {number} of {issued} is still open, after two reminders. It comes to {amount}.") +
               "\n\n" +
               say("Please pay it by {day}. After that we hand it over for collection. The costs of that are yours by "
                   "law: {costs}.");
    return say("Our invoice {number} of {issued} is still open, after two reminders. It comes to {amount}.") + "\n\n" +
           say("You can still pay {amount} without extra costs, within fourteen days. They begin on the day after you "
               "received this message. If you have not paid by then, we charge you collection costs as the law allows: "
               "{costs}, without VAT on top.");
}

}  // namespace

ReminderText words_of(const ReminderFacts& facts, const Messages& messages, Language language) {
    const Writer writer(facts, messages, language);
    const auto say = [&](std::string_view english) { return writer.say(english); };
    ReminderText text;
    if (facts.step == Step::friendly)
        text.subject = say("A friendly reminder of invoice {number}");
    else if (facts.step == Step::second)
        text.subject = say("Second reminder of invoice {number}");
    else
        text.subject = say("Last reminder of invoice {number}");
    text.body = say("Hello {name},") + "\n\n" + heart_of(facts, writer) + "\n\n";
    if (facts.iban.empty())
        text.body += say("You can pay at our desk, by card or in cash.");
    else
        text.body += say("Please transfer it to {iban} in the name of {shop}, and mention {number}.");
    text.body += "\n\n" + say("Have you paid already? Then you need not do anything. Questions? Call {phone}.") +
                 "\n\n" + say("Kind regards,") + "\n" + facts.shop + "\n";
    return text;
}

}  // namespace autojet::payments
