// A new master key for all keys of a folder. Each step is small and durable by itself, and may be the last before a
// crash: both master keys are there until every key is wrapped by the new one. The old one is destroyed at the end, and
// older copies of `keys.db` are unreadable from then on, unless somebody kept the old master key.
#pragma once

#include <memory>

#include "privacy/key_store.hpp"

namespace autojet::privacy {

class KeyRotation {
public:
    // Begins, or goes on with what was interrupted. Throws Broken when somebody works with the keys, or when there are
    // none.
    explicit KeyRotation(const std::filesystem::path& folder);
    ~KeyRotation();

    // The next step: some keys in one transaction, or the change of the master key. False when all is done.
    bool step();

    // How many keys this run has wrapped anew.
    [[nodiscard]] std::size_t count() const { return count_; }

private:
    enum class Stage { persons, shops, change, destroy, done };

    bool wrap_some_of_persons();
    void wrap_those_of_shops();
    void change_master();
    // Nothing when the new master key has wrapped it already.
    std::optional<store::Bytes> wrapped_anew(const store::Bytes& wrapped, const std::string& context);

    std::filesystem::path folder_;
    KeyFolderLock lock_;
    Stage stage_ = Stage::persons;
    Key old_{};
    Key next_{};
    std::unique_ptr<store::Connection> keys_;
    KeyName last_{ShopId{-1}, PersonId{}, "", ""};  // that was looked at
    std::size_t count_ = 0;
};

}  // namespace autojet::privacy
