// The whole program, put together: the rooms from the ground up, and THE list of slices (modules.cpp).
#pragma once

#include <filesystem>
#include <memory>

#include "app/config.hpp"
#include "base/clock.hpp"
#include "copies/backup.hpp"
#include "shop/house.hpp"

namespace autojet::app {

// Everything that works on one data folder, without the server: what serve, demo and staff add have in common.
class Installation {
public:
    // Brings the database up to date. Throws Broken when the folder has no shop, or a restore into it has not ended and
    // `config` does not say that this is it.
    Installation(const Config& config, const Clock& clock);
    ~Installation();

    [[nodiscard]] const House& house() const;
    [[nodiscard]] privacy::KeyStore& keys() const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

// The folders, and what the columns say.
copies::Places places(const Config& config);

// True when the folder holds a shop. Throws Broken when a restore into it has not ended.
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
