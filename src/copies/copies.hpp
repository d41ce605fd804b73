// What the running server does about backups: it deletes those that are over, forgets erasures that no backup can undo
// any more, and tells when the last backup and the last drill were.
#pragma once

#include "copies/backup.hpp"
#include "shop/module.hpp"

namespace autojet::copies {

class Copies {
public:
    Copies(const House& house, privacy::KeyStore& keys, Places places);

    // Its jobs use the Copies. Observers: backup, key_backup, expired_backups, restore_drill.
    [[nodiscard]] Module module();

private:
    void sweep(ShopId shop);
    void forget_interrupted_drill() const;

    const House& house_;
    privacy::KeyStore& keys_;
    Places places_;
    Backups backups_;
};

}  // namespace autojet::copies
