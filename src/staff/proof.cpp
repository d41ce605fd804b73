#include "staff/proof.hpp"

#include "shop/visit.hpp"
#include "staff/accounts.hpp"
#include "staff/passkey_request.hpp"

namespace autojet::staff {

std::optional<Error> Proof::find_fault(const http::Request& request, const Account& account) {
    const bool by_passkey = !request.form().text("signature").empty();
    if (by_passkey && !tries_.has_left(request.shop, account.id)) return too_many_tries("password");
    if (!by_passkey)
        if (auto wrong = wrong_password(request, account, "password")) return wrong;
    const auto proven = by_passkey ? check_passkey(request, account) : check_code(request, account);
    if (proven) return std::nullopt;
    auto fault = proven.error();
    fault.code = ErrorCode::invalid;
    if (fault.field.empty()) fault.field = "password";
    return fault;
}

std::optional<Error> Proof::wrong_password(const http::Request& request, const Account& account,
                                           std::string_view field) {
    if (!tries_.has_left(request.shop, account.id)) return too_many_tries(field);
    const auto hash =
        house_.database.read(request.shop, [&](store::Tx& tx) { return password_hash_of(tx, account.id); });
    if (passwords_.matches(hash, request.form().text(field))) return std::nullopt;
    return Error{ErrorCode::invalid, "wrong_password", "This is not your password.", std::string(field)};
}

void Proof::show(http::Dict& values, store::Tx& tx, const Account& account) const {
    if (has_second_way(tx, account.id)) values.show("ASKS_CODE");
    if (has_passkey(tx, account.id)) values.show("TAKES_PASSKEY");
}

Result<void> Proof::check_passkey(const http::Request& request, const Account& account) const {
    const auto used = read_passkey(house_, request, Ceremony::confirmation);
    if (!used) return tl::unexpected(used.error());
    if (used->account != account.id) return unknown_passkey();
    auto& visit = shop::visit_of(request);
    auto right = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        const auto warrant =
            house_.gate.warrant<policy::Purpose::staff_access>(tx, visit.actor, {account.id}, visit.openings);
        if (!warrant) return tl::unexpected(warrant.error());
        return use_passkey(tx, house_.vault, *warrant, account.id, used->answer, used->here, Handle::may_miss);
    });
    if (!right) note_copy(house_, request.shop, *used, right.error());
    return right;
}

Result<void> Proof::check_code(const http::Request& request, const Account& account) const {
    auto& visit = shop::visit_of(request);
    return house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        if (!has_second_way(tx, account.id)) return {};
        const auto warrant =
            house_.gate.warrant<policy::Purpose::staff_access>(tx, visit.actor, {account.id}, visit.openings);
        if (!warrant) return tl::unexpected(warrant.error());
        return check_second_factor(tx, house_.vault, *warrant, account.id, request.form().text("code"));
    });
}

}  // namespace autojet::staff
