#include "rights/request.hpp"

#include "base/enum_names.hpp"
#include "base/text.hpp"
#include "booking/reference.hpp"
#include "rights/request_store.hpp"

namespace autojet::rights {

namespace {

constexpr EnumNames<8> kind_codes{"access",    "correction",  "deletion",   "restriction",
                                  "objection", "portability", "withdrawal", "complaint"};
constexpr EnumNames<8> kind_labels{
    "Access",   "Correction", "Deletion", "Restriction", "Objection", "Taking data along", "Withdrawing consent",
    "Complaint"};
constexpr EnumNames<8> kind_promises{"R1", "R2", "R3", "R5", "R4", "R6", "R7", "X1"};
constexpr EnumNames<5> channel_codes{"self_service", "phone", "mail", "letter", "in_person"};
constexpr EnumNames<5> channel_labels{"On the website", "By phone", "By e-mail", "By letter", "In person"};
constexpr EnumNames<5> identity_codes{"open", "address", "known", "question", "seen"};
constexpr EnumNames<5> identity_labels{
    "Not checked yet", "They proved the e-mail address that we have", "They called from the number that we have",
    "They knew what only they know, such as the day of the last appointment", "They stood before us"};
constexpr EnumNames<3> outcome_codes{"granted", "partly", "refused"};
constexpr EnumNames<3> outcome_labels{"Done as asked", "Done in part", "Refused"};

tl::unexpected<Error> answered_already() {
    return refuse(ErrorCode::conflict, "already_answered", "This request has been answered already.");
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
    return name_in(kind_codes, kind);
}
std::string_view label(Kind kind) {
    return name_in(kind_labels, kind);
}
std::string_view promise(Kind kind) {
    return name_in(kind_promises, kind);
}
std::optional<Kind> kind_from_code(std::string_view text) {
    return value_in<Kind>(kind_codes, text);
}
std::string_view code(Channel channel) {
    return name_in(channel_codes, channel);
}
std::string_view label(Channel channel) {
    return name_in(channel_labels, channel);
}
std::optional<Channel> channel_from_code(std::string_view text) {
    return value_in<Channel>(channel_codes, text);
}
std::string_view code(Identity identity) {
    return name_in(identity_codes, identity);
}
std::string_view label(Identity identity) {
    return name_in(identity_labels, identity);
}
std::optional<Identity> identity_from_code(std::string_view text) {
    return value_in<Identity>(identity_codes, text);
}
std::string_view code(Outcome outcome) {
    return name_in(outcome_codes, outcome);
}
std::string_view label(Outcome outcome) {
    return name_in(outcome_labels, outcome);
}
std::optional<Outcome> outcome_from_code(std::string_view text) {
    return value_in<Outcome>(outcome_codes, text);
}

Instant end_of_term(const Zone& zone, Instant received, int months) {
    const auto day_after = add_days(add_months(date_of(zone.to_local(received)), months), 1);
    return zone.start_of(day_after);
}

CivilDate last_day(const Zone& zone, const Request& request) {
    return date_of(zone.to_local(request.due - std::chrono::seconds{1}));
}

Request open_request(store::Tx& tx, privacy::Vault& vault, const Zone& zone, const NewRequest& wanted) {
    const Request request{.id = tx.new_id<Request>(),
                          .number = booking::new_reference(),
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
    const auto why = clean_text(reasons, longest_words, "reasons");
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
    const auto words = clean_text(why, longest_words, "doubt");
    if (!words) return tl::unexpected(words.error());
    auto request = load_open(tx, id);
    if (!request) return request;
    request->identity = Identity::open;
    update(tx, *request);
    write_doubt(tx, vault, *request, sealed_words(*request, *words));
    return request;
}

Result<Request> keep_more(store::Tx& tx, privacy::Vault& vault, RequestId id, std::string_view given) {
    const auto words = clean_text(given, longest_words, "more");
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
        auto words = clean_text(reason, longest_words, "reason");
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
    std::string text = say("Your request") + " " + booking::display_reference(request.number) + " (" +
                       say(label(request.kind)) + "): " + say(label(outcome)) + ".\n\n";
    if (outcome != Outcome::granted) text += say("The reason:") + "\n";
    if (!reason.empty()) text.append(reason).append("\n\n");
    text += say("This costs you nothing.") + "\n\n";
    text +=
        say("Do you not agree? Tell us. You can also lodge a complaint with the Autoriteit Persoonsgegevens "
            "(autoriteitpersoonsgegevens.nl), and you can go to court.");
    return text + "\n";
}

}  // namespace autojet::rights
