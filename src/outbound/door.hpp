// The way out (lock 6): whatever leaves this machine passes here, and goes to a recipient that the shop's published
// policy names and whose contract is in force (policy S2 to S5, GDPR 28), or not at all.
#pragma once

#include <functional>

#include "outbound/mailer.hpp"
#include "outbound/smtp_mailer.hpp"

namespace autojet::outbound {

class Door final : public Mailer {
public:
    // Whether data of this shop may go to this recipient now. Refuses with `recipient_not_declared`.
    using Judge = std::function<Result<void>(ShopId, policy::Recipient)>;

    // Throws Broken for settings that check() refuses.
    Door(SmtpSettings server, Judge judge) : judge_(std::move(judge)), server_(std::move(server)) {}

    // To the person themself or to the shop, through the configured server, which the provider of the system runs
    // (policy S3). Refused with `recipient_not_declared` by the judge, and for a message to somebody else than the shop
    // that does not say whose data it carries. Else as SmtpMailer answers.
    Result<void> deliver(const Mail& mail) override;

    [[nodiscard]] std::optional<policy::Recipient> recipient() const override { return who_runs_the_server; }

private:
    static constexpr policy::Recipient who_runs_the_server = policy::Recipient::system_provider;

    Judge judge_;
    SmtpMailer server_;
};

}  // namespace autojet::outbound
