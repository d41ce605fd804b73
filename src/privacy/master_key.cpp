#include "privacy/master_key.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <span>

#include "base/result.hpp"
#include "privacy/seal.hpp"
#include "store/files.hpp"

namespace autojet::privacy {

namespace fs = std::filesystem;

namespace {

struct File {
    int descriptor;
    ~File() {
        if (descriptor >= 0) ::close(descriptor);
    }
};

void overwrite(const fs::path& path, const Key& key) {
    const File file{::open(path.c_str(), O_WRONLY | O_CLOEXEC)};
    if (file.descriptor < 0 || ::write(file.descriptor, key.data(), key.size()) != static_cast<ssize_t>(key.size()) ||
        ::fsync(file.descriptor) != 0)
        throw Broken("the master key cannot be overwritten");
}

}  // namespace

fs::path master_file(const fs::path& folder) {
    return folder / "master.key";
}
fs::path next_master_file(const fs::path& folder) {
    return folder / "master.next";
}
fs::path old_master_file(const fs::path& folder) {
    return folder / "master.old";
}

Key read_master(const fs::path& path) {
    const File file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat status {};
    Key key;
    if (file.descriptor < 0 || ::fstat(file.descriptor, &status) != 0 ||
        ::read(file.descriptor, key.data(), key.size()) != static_cast<ssize_t>(key.size()))
        throw Broken("the master key cannot be read");
    if ((status.st_mode & 0077) != 0) throw Broken("other users may read master.key: take that away (chmod 600)");
    return key;
}

Key make_master(const fs::path& path) {
    const Key key = random_key();
    store::write_private(path, store::as_text(std::as_bytes(std::span(key))));
    return key;
}

Key obtain_master(const fs::path& folder) {
    if (fs::exists(next_master_file(folder)) || fs::exists(old_master_file(folder)))
        throw Broken("a change of the master key was interrupted: run autojet keys rotate again");
    const auto path = master_file(folder);
    if (fs::exists(path)) return read_master(path);
    if (fs::exists(folder / "keys.db")) throw Broken("there are keys, but master.key is gone");
    return make_master(path);
}

void destroy_master(const fs::path& path) {
    if (!fs::exists(path)) return;
    overwrite(path, random_key());
    fs::remove(path);
    store::sync(path.parent_path());
}

KeyFolderLock::KeyFolderLock(const fs::path& folder, Use use) {
    fs::create_directories(folder);
    fs::permissions(folder, fs::perms::owner_all);
    descriptor_ = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor_ < 0) throw Broken("the key folder cannot be opened");
    if (::flock(descriptor_, (use == Use::alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0) return;
    ::close(descriptor_);
    throw Broken(use == Use::alone ? "another autojet works with these keys; stop it first"
                                   : "the master key is being changed");
}

KeyFolderLock::~KeyFolderLock() {
    ::close(descriptor_);
}

}  // namespace autojet::privacy
