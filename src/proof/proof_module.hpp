// The slice as the program takes it in: the public page, the desk's page "privacy", the nightly look.
#pragma once

#include "proof/proof.hpp"
#include "shop/module.hpp"
#include "shop/site.hpp"
#include "staff/desk.hpp"

namespace autojet::proof {

class ProofModule {
public:
    // `modules` say what there is to do; they outlive this.
    ProofModule(Proof& proof, const shop::Site& site, const staff::Desk& desk, const std::vector<Module>& modules)
        : proof_(proof), site_(site), desk_(desk), modules_(modules) {}

    // Its routes and jobs use the ProofModule.
    [[nodiscard]] Module module();

private:
    http::Response public_page(http::Request& request) const;
    http::Response public_json(http::Request& request) const;

    // proof_desk.cpp
    http::Response desk_page(http::Request& request, const staff::Account& account) const;
    http::Response check_now(http::Request& request, const staff::Account& account) const;
    [[nodiscard]] std::vector<ToDo> to_dos(const http::Request& request) const;

    Proof& proof_;
    const shop::Site& site_;
    const staff::Desk& desk_;
    const std::vector<Module>& modules_;
};

}  // namespace autojet::proof
