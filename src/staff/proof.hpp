// Once more who it is, before an account gets weaker or another way in.
#pragma once

#include "http/request.hpp"
#include "staff/password.hpp"
#include "staff/staff.hpp"
#include "staff/tries.hpp"

namespace autojet::staff {

// The password, and a code where the password alone opens nothing; or one of the account's passkeys.
class Proof {
public:
    Proof(const House& house, Passwords& passwords, Tries& tries)
        : house_(house), passwords_(passwords), tries_(tries) {}

    // Nothing when the form has it; else what to say beside which field: "password" or "code". Spends the code.
    [[nodiscard]] std::optional<Error> find_fault(const http::Request& request, const Account& account);

    // The same of the password alone, in this field.
    [[nodiscard]] std::optional<Error> wrong_password(const http::Request& request, const Account& account,
                                                      std::string_view field);

    // Fills account_proof.html.
    void show(http::Dict& values, store::Tx& tx, const Account& account) const;

private:
    [[nodiscard]] Result<void> check_passkey(const http::Request& request, const Account& account) const;
    [[nodiscard]] Result<void> check_code(const http::Request& request, const Account& account) const;

    const House& house_;
    Passwords& passwords_;
    Tries& tries_;
};

}  // namespace autojet::staff
