// The whole program, put together: the rooms from the ground up, and THE list of slices (modules.cpp).
#pragma once

#include <filesystem>
#include <memory>

#include "app/config.hpp"
#include "base/clock.hpp"
#include "shop/house.hpp"

namespace autojet::app {

// Everything that works on one data folder, without the server: what serve, demo and staff add have in common.
class Installation {
public:
    // Brings the database up to date. Throws Broken when the folder has no shop.
    Installation(const Config& config, const Clock& clock);
    ~Installation();

    [[nodiscard]] const House& house() const;
    [[nodiscard]] privacy::KeyStore& keys() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

// True when the folder holds a shop.
bool is_set_up(const std::filesystem::path& data);

// Keeps a second server away from the same data; throws Broken when there is one.
class DataLock {
public:
    explicit DataLock(const std::filesystem::path& data);
    ~DataLock();
    DataLock(const DataLock&) = delete;
    DataLock& operator=(const DataLock&) = delete;

private:
    int descriptor_ = -1;
};

}  // namespace autojet::app
