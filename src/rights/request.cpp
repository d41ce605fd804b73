#include "rights/request.hpp"

#include <sodium.h>

#include <algorithm>

#include "base/messages.hpp"
#include "base/text.hpp"
#include "rights/request_store.hpp"

namespace autojet::rights {

namespace {

constexpr std::array<std::string_view, 8> kind_codes{"access",    "correction",  "deletion",   "restriction",
                                                     "objection", "portability", "withdrawal", "complaint"};
constexpr std::array<std::string_view, 8> kind_labels{
    "Access",   "Correction", "Deletion", "Restriction", "Objection", "Taking data along", "Withdrawing consent",
    "Complaint"};
constexpr std::array<std::string_view, 8> kind_promises{"R1", "R2", "R3", "R5", "R4", "R6", "R7", "X1"};
constexpr std::array<std::string_view, 5> channel_codes{"self_service", "phone", "mail", "letter", "in_person"};
constexpr std::array<std::string_view, 5> channel_labels{"On the website", "By phone", "By e-mail", "By letter",
                                                         "In person"};
constexpr std::array<std::string_view, 5> identity_codes{"open", "address", "known", "question", "seen"};
constexpr std::array<std::string_view, 5> identity_labels{
    "Not checked yet", "They proved the e-mail address that we have", "They called from the number that we have",
    "They knew what only they know, such as the day of the last appointment", "They stood before us"};
constexpr std::array<std::string_view, 3> outcome_codes{"granted", "partly", "refused"};
constexpr std::array<std::string_view, 3> outcome_labels{"Done as asked", "Done in part", "Refused"};

template <class Enum, std::size_t N>
std::optional<Enum> find(const std::array<std::string_view, N>& codes, std::string_view text) {
    const auto found = std::ranges::find(codes, text);
    return found == codes.end() ? std::nullopt : std::optional{static_cast<Enum>(found - codes.begin())};
}

// Forty random bits: nobody can guess a neighbour, and people can read it aloud.
std::string new_number() {
    std::string bytes(5, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return encode_base32(bytes);
}

tl::unexpected<Error> answered_already() {
    return refuse(ErrorCode::conflict, "already_answered", "This request has been answered already.");
}

Result<std::string> checked(std::string_view text, std::string field) {
    auto clean = clean_text(text, longest_words, field);
    if (clean && contains_citizen_service_number(*clean))
        return refuse(ErrorCode::invalid, "citizen_service_number",
                      "This looks like a citizen service number (BSN). Please leave it out; we never need it.", field);
    return clean;
}

Result<Request> load_open(store::Tx& tx, RequestId id) {
    auto request = load(tx, id);
    if (request && !request->is_open()) return answered_already();
    return request;
}

Words sealed_words(const Request& request, std::string text) {
    return Words::of(request.subject(), std::move(text));
}

}  // namespace

std::string_view code(Kind kind) {
    return kind_codes.at(static_cast<std::size_t>(kind));
}
std::string_view label(Kind kind) {
    return kind_labels.at(static_cast<std::size_t>(kind));
}
std::string_view promise(Kind kind) {
    return kind_promises.at(static_cast<std::size_t>(kind));
}
std::optional<Kind> kind_from_code(std::string_view text) {
    return find<Kind>(kind_codes, text);
}
std::string_view code(Channel channel) {
    return channel_codes.at(static_cast<std::size_t>(channel));
}
std::string_view label(Channel channel) {
    return channel_labels.at(static_cast<std::size_t>(channel));
}
std::optional<Channel> channel_from_code(std::string_view text) {
    return find<Channel>(channel_codes, text);
}
std::string_view code(Identity identity) {
    return identity_codes.at(static_cast<std::size_t>(identity));
}
std::string_view label(Identity identity) {
    return identity_labels.at(static_cast<std::size_t>(identity));
}
std::optional<Identity> identity_from_code(std::string_view text) {
    return find<Identity>(identity_codes, text);
}
std::string_view code(Outcome outcome) {
    return outcome_codes.at(static_cast<std::size_t>(outcome));
}
std::string_view label(Outcome outcome) {
    return outcome_labels.at(static_cast<std::size_t>(outcome));
}
std::optional<Outcome> outcome_from_code(std::string_view text) {
    return find<Outcome>(outcome_codes, text);
}

Instant end_of_term(const Zone& zone, Instant received, int months) {
    const auto day_after = add_days(add_months(date_of(zone.to_local(received)), months), 1);
    return zone.to_instants(at(day_after, {})).front();
}

CivilDate last_day(const Zone& zone, const Request& request) {
    return date_of(zone.to_local(request.due - std::chrono::seconds{1}));
}

Request open_request(store::Tx& tx, privacy::Vault& vault, const Zone& zone, const NewRequest& wanted) {
    const Request request{.id = tx.new_id<Request>(),
                          .number = new_number(),
                          .kind = wanted.kind,
                          .channel = wanted.channel,
                          .language = wanted.language,
                          .received = tx.now(),
                          .due = end_of_term(zone, tx.now(), 1),
                          .extended = std::nullopt,
                          .identity = wanted.identity,
                          .outcome = std::nullopt,
                          .answered = std::nullopt};
    insert(tx, vault, request, wanted);
    tx.announce(store::Topic::messages);
    return request;
}

Result<Request> extend(store::Tx& tx, privacy::Vault& vault, const Zone& zone, RequestId id, std::string_view reasons) {
    const auto why = checked(reasons, "reasons");
    if (!why) return tl::unexpected(why.error());
    auto request = load_open(tx, id);
    if (!request) return request;
    if (request->extended)
        return refuse(ErrorCode::conflict, "already_extended", "The term can be extended once.", "reasons");
    if (tx.now() >= request->due)
        return refuse(ErrorCode::conflict, "too_late",
                      "The first month is over: the term can no longer be extended. Please answer now.", "reasons");
    request->extended = tx.now();
    request->due = end_of_term(zone, request->received, 3);
    update(tx, *request);
    write_reasons(tx, vault, *request, sealed_words(*request, *why));
    tell(tx, request_extended, *request);
    return request;
}

Result<Request> establish(store::Tx& tx, RequestId id, Identity identity) {
    auto request = load_open(tx, id);
    if (!request) return request;
    if (identity == Identity::open)
        return refuse(ErrorCode::invalid, "required", "Please say how you know that it is them.", "identity");
    request->identity = identity;
    update(tx, *request);
    discard_more(tx, id);
    return request;
}

Result<Request> doubt(store::Tx& tx, privacy::Vault& vault, RequestId id, std::string_view why) {
    const auto words = checked(why, "doubt");
    if (!words) return tl::unexpected(words.error());
    auto request = load_open(tx, id);
    if (!request) return request;
    request->identity = Identity::open;
    update(tx, *request);
    write_doubt(tx, vault, *request, sealed_words(*request, *words));
    return request;
}

Result<Request> keep_more(store::Tx& tx, privacy::Vault& vault, RequestId id, std::string_view given) {
    const auto words = checked(given, "more");
    if (!words) return tl::unexpected(words.error());
    auto request = load_open(tx, id);
    if (!request) return request;
    if (request->identity != Identity::open || !has_doubt(tx, id))
        return refuse(ErrorCode::conflict, "no_doubt",
                      "More may be asked only when there is a reasonable doubt. Please write the doubt down first.",
                      "more");
    if (!write_more(tx, vault, *request, sealed_words(*request, *words)))
        return refuse(ErrorCode::conflict, "no_contact", "There is no address for the answer to this request.", "more");
    return request;
}

Result<Request> answer(store::Tx& tx, privacy::Vault& vault, const Messages& messages, RequestId id, Outcome outcome,
                       std::string_view reason) {
    auto request = load_open(tx, id);
    if (!request) return request;
    std::string why;
    if (outcome != Outcome::granted || !trim(reason).empty()) {
        auto words = checked(reason, "reason");
        if (!words) return tl::unexpected(words.error());
        why = std::move(*words);
    }
    if (request->identity == Identity::open && request->kind != Kind::complaint && outcome != Outcome::refused)
        return refuse(ErrorCode::conflict, "identity_open", "Please say first how you know that it is them.",
                      "identity");
    request->outcome = outcome;
    request->answered = tx.now();
    update(tx, *request);
    discard_more(tx, id);
    write_answer(tx, vault, *request,
                 sealed_words(*request, answer_text(messages, request->language, *request, outcome, why)));
    tell(tx, request_answered, *request);
    return request;
}

std::string answer_text(const Messages& messages, Language language, const Request& request, Outcome outcome,
                        std::string_view reason) {
    const auto say = [&](std::string_view english) { return messages.translate(language, english); };
    std::string text = say("Your request") + " " + display_number(request.number) + " (" + say(label(request.kind)) +
                       "): " + say(label(outcome)) + ".\n\n";
    if (outcome != Outcome::granted) text += say("The reason:") + "\n";
    if (!reason.empty()) text.append(reason).append("\n\n");
    text += say("This costs you nothing.") + "\n\n";
    text +=
        say("Do you not agree? Tell us. You can also lodge a complaint with the Autoriteit Persoonsgegevens "
            "(autoriteitpersoonsgegevens.nl), and you can go to court.");
    return text + "\n";
}

std::string display_number(std::string_view number) {
    return std::string(number.substr(0, 4)) + "-" + std::string(number.substr(4));
}

std::string number_from(std::string_view typed) {
    if (typed.size() > 20) return {};
    const auto bytes = decode_base32(typed);
    return bytes && bytes->size() == 5 ? encode_base32(*bytes) : std::string{};
}

}  // namespace autojet::rights
