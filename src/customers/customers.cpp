#include "customers/customers.hpp"

#include "customers/search_words.hpp"

namespace autojet::customers {

namespace {

// Keeps the value, or the error.
template <class T>
std::optional<T> take(Result<T> result, Errors& errors) {
    if (result) return std::move(*result);
    errors.push_back(std::move(result.error()));
    return std::nullopt;
}

template <Category C>
std::optional<PersonalText<C>> closed(const std::optional<std::string>& text) {
    if (!text || text->empty()) return std::nullopt;
    return PersonalText<C>::collected(*text);
}

template <Category C>
void close_all(std::vector<PersonalText<C>>& closed, std::vector<std::string> words) {
    for (auto& word : words) closed.push_back(PersonalText<C>::collected(std::move(word)));
}

}  // namespace

std::optional<Details> check(const ContactFields& fields, Language language, Errors& errors) {
    const std::size_t before = errors.size();
    const auto name = take(clean_line(fields.name, longest_name, "name"), errors);

    std::optional<EmailAddress> email;
    if (!trim(fields.email).empty()) email = take(EmailAddress::parse(fields.email), errors);
    std::optional<PhoneNumber> phone;
    if (!trim(fields.phone).empty()) phone = take(PhoneNumber::parse(fields.phone), errors);
    if (trim(fields.email).empty() && trim(fields.phone).empty())
        errors.push_back({ErrorCode::invalid, "contact_required",
                          "Please give a phone number or an e-mail address. One is enough.", "phone"});

    std::optional<PlateNumber> plate;
    if (!trim(fields.plate).empty()) plate = take(PlateNumber::parse(fields.country, fields.plate), errors);
    const auto vehicle = take(clean_line(fields.vehicle, longest_vehicle, "vehicle", Presence::optional), errors);
    if (errors.size() != before) return std::nullopt;

    Details details{.name = PersonalText<Category::name>::collected(*name),
                    .email = std::nullopt,
                    .email_key = std::nullopt,
                    .phone = std::nullopt,
                    .plate = std::nullopt,
                    .plate_key = std::nullopt,
                    .vehicle = closed<Category::vehicle>(vehicle),
                    .language = language};
    close_all(details.words.of_name, words_of_name(*name));
    if (email) {
        close_all(details.words.of_contact, words_of_email(email->key()));
        details.email = closed<Category::contact>(email->text());
        details.email_key = closed<Category::contact>(email->key());
    }
    if (phone) {
        close_all(details.words.of_contact, words_of_phone(phone->e164()));
        details.phone = closed<Category::contact>(phone->e164());
    }
    if (plate) {
        close_all(details.words.of_plate, words_of_plate(plate->key()));
        details.plate = closed<Category::vehicle>(plate->country() + " " + plate->display());
        details.plate_key = closed<Category::vehicle>(plate->key());
    }
    return details;
}

PlateText split_plate(const std::string& stored) {
    const auto space = stored.find(' ');
    return {stored.substr(0, space), stored.substr(space + 1)};
}

}  // namespace autojet::customers
