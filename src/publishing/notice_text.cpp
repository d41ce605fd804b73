#include "publishing/notice_text.hpp"

#include "policy/prose.hpp"
#include "policy/version.hpp"

namespace autojet::publishing {

shop::WrittenMail notice_mail(Language language, const std::vector<policy::Change>& changes,
                              const privacy::InForce& in_force, const Shop& shop, const Messages& messages) {
    const auto say = [&](std::string_view english) { return messages.translate(language, english); };
    const auto day = policy::day_in_words(policy::day_of(in_force.model.version), language);
    const auto policy_url = shop.url + "/" + std::string(code(language)) + "/privacy";

    std::string text = say("Hello,") + "\n\n";
    text +=
        say("We have data of you, because you made an appointment or wrote to us. Our privacy policy has changed.") +
        " " + say("The new version is of") + " " + day + ".\n\n";
    text += say("This is different:") + "\n\n";
    for (const auto& change : changes) text += "- " + change.words.in(language) + "\n";
    text += "\n" + say("What we had of you before is used in the new way only now that we have told you.") + "\n\n";
    text += say("YOU CAN OBJECT") + "\n";
    text += say("If you do not want this, tell us: answer this message or call us. It is free, and so are all your "
                "other rights.") +
            " " + PhoneNumber::parse(shop.phone).value().display() + "\n\n";
    text += say("The whole policy:") + " " + policy_url + "\n";
    text += say("Earlier versions:") + " " + policy_url + "/versions\n\n";
    text += shop.name + "\n";
    policy::Categories carried;
    carried.set(static_cast<std::size_t>(policy::Category::contact));
    return {.person = {},
            .purpose = policy::Purpose::legal_duty,
            .categories = carried,
            .to = {},
            .language = language,
            .subject = say("Our privacy policy has changed"),
            .text = std::move(text)};
}

}  // namespace autojet::publishing
