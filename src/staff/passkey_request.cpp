#include "staff/passkey_request.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "base/text.hpp"
#include "http/csrf.hpp"
#include "http/json.hpp"
#include "http/session.hpp"
#include "shop/visit.hpp"
#include "staff/challenges.hpp"
#include "staff/people.hpp"

namespace autojet::staff {

namespace {

constexpr std::string_view machine = "localhost";

std::string without_port(std::string_view host) {
    return std::string(host.substr(0, host.find(':')));
}

// Nobody else has both.
std::string browser_of(const http::Request& request) {
    return std::string(request.cookie(http::CsrfGuard::cookie_name).value_or("")) + "\n" +
           std::string(request.cookie(http::session_cookie_name).value_or(""));
}

std::string decoded(const http::Request& request, std::string_view field) {
    return decode_base64url(request.form().text(field)).value_or("");
}

Result<void> spend(const House& house, const http::Request& request, std::string_view client_data, Ceremony ceremony,
                   const RelyingParty& here) {
    const auto challenge = challenge_of(client_data, ceremony, here);
    if (!challenge) return tl::unexpected(challenge.error());
    const auto ours = house.database.write(request.shop, [&](store::Tx& tx) -> Result<bool> {
        return spend_challenge(tx, *challenge, ceremony, browser_of(request));
    });
    if (!ours.value())
        return refuse(ErrorCode::unauthenticated, "challenge_over",
                      "This took too long, or it was used already. Please try again.");
    return {};
}

// Whoever is asked to use one of theirs is told by which they are known; names are for a new one alone.
void show_account(store::Tx& tx, const House& house, const http::Request& request, PersonId account, bool is_new,
                  http::JsonObject& answer) {
    auto& visit = shop::visit_of(request);
    const auto allowed = house.gate.warrant<policy::Purpose::staff_access>(tx, visit.actor, {account}, visit.openings);
    if (!allowed) return;
    http::JsonArray known;
    for (const auto& passkey : list_passkeys(tx, house.vault, account))
        known.emplace_back(passkey.credential.open(*allowed));
    answer["credentials"] = std::move(known);
    if (!is_new) return;
    const auto name = name_of(tx, house.vault, account);
    const auto email = email_of(tx, house.vault, account);
    answer["user"] = {{"id", encode_base64url(user_handle(tx, house.vault, account))},
                      {"name", email ? email->open(*allowed) : ""},
                      {"displayName", name ? name->open(*allowed) : ""}};
}

}  // namespace

RelyingParty relying_party(const House& house, const http::Request& request) {
    const std::string_view url = house.shops.load(request.shop).url;
    const auto scheme_end = url.find("://");
    const bool has_url = scheme_end != std::string_view::npos;
    const auto public_host = has_url ? url.substr(scheme_end + 3) : std::string_view{};
    auto host = ascii_lower(request.headers.get("Host"));
    if (host.empty()) host = public_host;
    const auto name = without_port(host);
    const auto public_name = without_port(public_host);
    const auto scheme = !has_url || name == machine ? std::string_view{"http"} : url.substr(0, scheme_end);
    const bool is_below = !public_name.empty() && name.ends_with("." + public_name);
    return {std::string(scheme) + "://" + host, is_below ? public_name : name};
}

bool is_name(const RelyingParty& here) {
    return !here.id.empty() && here.id.front() != '[' &&
           !std::ranges::all_of(here.id, [](char letter) { return letter == '.' || (letter >= '0' && letter <= '9'); });
}

http::Response ask_passkey(const House& house, const http::Request& request, const Asked& asked) {
    const auto here = relying_party(house, request);
    const bool is_new = asked.ceremony == Ceremony::registration;
    const auto answer = house.database.write(request.shop, [&](store::Tx& tx) -> Result<http::JsonObject> {
        http::JsonObject made{{"challenge", make_challenge(tx, asked.ceremony, browser_of(request))},
                              {"rpId", here.id},
                              {"rpName", house.shops.load(request.shop).name},
                              {"credentials", http::JsonArray{}}};
        if (asked.account) show_account(tx, house, request, *asked.account, is_new, made);
        return made;
    });
    return http::json(http::write_json(answer.value()));
}

Result<UsedPasskey> read_passkey(const House& house, const http::Request& request, Ceremony ceremony) {
    PasskeyAnswer answer{decoded(request, "credential"), decoded(request, "client_data"),
                         decoded(request, "authenticator_data"), decoded(request, "signature"),
                         decoded(request, "user_handle")};
    auto here = relying_party(house, request);
    if (auto spent = spend(house, request, answer.client_data, ceremony, here); !spent)
        return tl::unexpected(spent.error());
    const auto owner = house.database.read(
        request.shop, [&](store::Tx& tx) { return find_owner_of_passkey(tx, house.vault, answer.credential); });
    if (!owner) return unknown_passkey();
    return UsedPasskey{*owner, std::move(answer), std::move(here)};
}

void note_copy(const House& house, ShopId shop, const UsedPasskey& used, const Error& why) {
    if (why.reason != "counter_back") return;
    house.database.write(shop, [&](store::Tx& tx) -> Result<void> {
        suspect_passkey(tx, house.vault, used.answer.credential);
        house.ledger.note(tx, passkey_suspected);
        return {};
    });
}

Result<NewCredential> read_new_passkey(const House& house, const http::Request& request) {
    const NewPasskeyAnswer answer{decoded(request, "new_client_data"), decoded(request, "new_authenticator_data")};
    const auto here = relying_party(house, request);
    if (auto spent = spend(house, request, answer.client_data, Ceremony::registration, here); !spent)
        return tl::unexpected(spent.error());
    return check_new_passkey(answer, here);
}

}  // namespace autojet::staff
