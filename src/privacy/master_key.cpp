#include "privacy/master_key.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/result.hpp"
#include "privacy/seal.hpp"

namespace autojet::privacy {

namespace fs = std::filesystem;

namespace {

struct File {
    int descriptor;
    ~File() {
        if (descriptor >= 0) ::close(descriptor);
    }
};

void write_durably(const fs::path& path, const Key& key, int flags) {
    const File file{::open(path.c_str(), O_WRONLY | O_CLOEXEC | flags, 0600)};
    if (file.descriptor < 0 || ::write(file.descriptor, key.data(), key.size()) != static_cast<ssize_t>(key.size()) ||
        ::fsync(file.descriptor) != 0)
        throw Broken("the master key cannot be written");
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
    auto unfinished = path;
    unfinished += ".new";
    write_durably(unfinished, key, O_CREAT | O_TRUNC);
    fs::rename(unfinished, path);
    sync_folder(path.parent_path());
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
    write_durably(path, random_key(), 0);
    fs::remove(path);
    sync_folder(path.parent_path());
}

void sync_folder(const fs::path& folder) {
    const File file{::open(folder.c_str(), O_RDONLY | O_DIRECTORY)};
    if (file.descriptor < 0 || ::fsync(file.descriptor) != 0) throw Broken("the key folder cannot be made durable");
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
