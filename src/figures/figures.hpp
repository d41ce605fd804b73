// Figures for who runs the shop: how full it is, what it takes in, what is wanted and when (policy P4: of people who
// have not objected, without names).
#pragma once

#include "figures/sheets.hpp"
#include "shop/module.hpp"
#include "staff/desk.hpp"

namespace autojet::figures {

class FiguresDesk {
public:
    // `visits`: when vehicles came and were ready, where a workshop notes it; may be empty.
    FiguresDesk(const House& house, const booking::Bookings& bookings, const staff::Desk& desk, Visits visits = {})
        : house_(house), bookings_(bookings), desk_(desk), visits_(std::move(visits)) {}

    // Its routes use the FiguresDesk.
    [[nodiscard]] Module module() const;

private:
    struct Compared;

    http::Response show(http::Request& request, const staff::Account& account) const;
    http::Response download(http::Request& request, const staff::Account& account) const;
    [[nodiscard]] Window window_for(const http::Request& request) const;
    [[nodiscard]] Result<Compared> load(http::Request& request, const Window& window) const;
    [[nodiscard]] std::vector<Sheet> sheets(const http::Request& request, const Window& window,
                                            const Compared& compared) const;
    [[nodiscard]] Words words_for(const http::Request& request) const;
    void show_key_figures(const http::Request& request, http::Dict& values, const Compared& compared) const;

    const House& house_;
    const booking::Bookings& bookings_;
    const staff::Desk& desk_;
    Visits visits_;
};

}  // namespace autojet::figures
