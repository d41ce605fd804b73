#include "booking/reference.hpp"
#include "rights/erasure.hpp"
#include "rights/record_words.hpp"

namespace autojet::rights {

namespace {

// "booking 3, customer 1" as lines for people.
std::string lines_of(const Messages& messages, Language language, std::string_view counts) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kind_labels{
        {{"customer", "Records with name, contact and vehicle:"},
         {"booking", "Appointments:"},
         {"message", "Messages:"},
         {"consent", "Consents:"},
         {"invoice", "Invoices:"}}};
    std::string text;
    while (!counts.empty()) {
        const auto end = std::min(counts.find(", "), counts.size());
        const auto part = counts.substr(0, end);
        counts.remove_prefix(std::min(end + 2, counts.size()));
        const auto space = part.find(' ');
        for (const auto& [kind, label] : kind_labels)
            if (kind == part.substr(0, space))
                text += "- " + messages.translate(language, label) + " " + std::string(part.substr(space + 1)) + "\n";
    }
    return text;
}

}  // namespace

std::string receipt_of_erasure(const House& house, ShopId shop_id, const Request& request, const std::string& counts,
                               const std::vector<Kept>& kept, Instant done) {
    const auto language = request.language;
    const auto say = [&](std::string_view english) { return house.messages.translate(language, english); };
    const auto& shop = house.shops.load(shop_id);
    const auto in_force = house.policies.of(shop_id);
    const auto until = [&](policy::RetentionClass retention) {
        const auto period = in_force->published.period(retention);
        return period ? day_text(house, shop_id, policy::ends(*period, done), language) : std::string("-");
    };
    std::string text = say("Receipt of deletion") + "\n\n";
    text += shop.name + ", " + shop.street + ", " + shop.postcode + " " + shop.city + "\n";
    text += say("Request") + " " + booking::display_reference(request.number) + ", " + say("received") + " " +
            moment_text(house, shop_id, request.received, language) + "\n";
    text += say("Done") + " " + moment_text(house, shop_id, done, language) + "\n\n";
    text += say("Erased, with the keys it was sealed with:") + "\n" + lines_of(house.messages, language, counts);
    text += say("With them went their places in the indexes, messages that waited, and appointments that were still to "
                "come. Copies in backups cannot be read any more once the keys have gone from the backups of keys:") +
            " " + until(policy::RetentionClass::backup) + ".\n\n";
    text += say("What stays, why, and until when:") + "\n";
    for (const auto& one : kept)
        text += "- " + say(one.what) + " " + one.number + " (" + std::string(one.law) +
                "): " + day_text(house, shop_id, one.until, language) + "\n";
    text += "- " + say("This request and this receipt, to show that it was done (GDPR 5(2)):") + " " +
            until(policy::RetentionClass::rights) + "\n";
    text += "- " +
            say("The address that this receipt went to, apart from everything else: thirty days after it was "
                "delivered.") +
            "\n";
    text += "- " +
            say("The ledger of who looked at data. It no longer leads to you, and its entries go by themselves:") +
            " " + until(policy::RetentionClass::ledger) + "\n\n";
    text +=
        say("Do you not agree? Tell us. You can also lodge a complaint with the Autoriteit Persoonsgegevens "
            "(autoriteitpersoonsgegevens.nl), and you can go to court.");
    return text + "\n";
}

}  // namespace autojet::rights
