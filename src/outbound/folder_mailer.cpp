#include "outbound/folder_mailer.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <system_error>

#include "base/text.hpp"

namespace autojet::outbound {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const char* doing) {
    throw Broken{std::string{"the folder for messages cannot be used: "} + doing};
}

class Descriptor {
public:
    explicit Descriptor(int number) : number_{number} {
        if (number_ < 0) fail("opening");
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { ::close(number_); }

    void write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto written = ::write(number_, bytes.data(), bytes.size());
            if (written < 0) fail("writing");
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    void date(Instant instant) const {
        const timespec when{static_cast<std::time_t>(instant.time_since_epoch().count()), 0};
        const timespec both[]{when, when};
        if (::futimens(number_, both) != 0) fail("dating");
    }
    void make_durable() const {
        if (::fsync(number_) != 0) fail("making durable");
    }

private:
    int number_;
};

bool is_entry_name(std::string_view text) {
    return !text.empty() && text.size() <= 64 &&
           std::ranges::all_of(text, [](char c) { return is_ascii_digit(c) || c == '-'; });
}

// A reader sees the whole message or none.
void write_whole(const fs::path& folder, const std::string& name, std::string_view bytes, Instant now) {
    const auto unfinished = folder / (name + ".part");
    {
        const Descriptor file{::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600)};
        file.write(bytes);
        file.date(now);
        file.make_durable();
    }
    if (::rename(unfinished.c_str(), (folder / name).c_str()) != 0) fail("renaming");
    const Descriptor directory{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    directory.make_durable();
}

Instant written(const fs::path& file) {
    struct stat facts {};
    if (::lstat(file.c_str(), &facts) != 0) fail("looking at a file");
    return Instant{std::chrono::seconds{facts.st_mtim.tv_sec}};
}

bool is_mail_of(ShopId shop, const fs::directory_entry& file) {
    const auto name = file.path().filename().string();
    return name.starts_with(std::to_string(shop.value()) + "-") &&
           (name.ends_with(".eml") || name.ends_with(".eml.part"));
}

}  // namespace

FolderMailer::FolderMailer(fs::path folder, const Clock& clock) : folder_{std::move(folder)}, clock_{clock} {
    std::error_code trouble;
    fs::create_directories(folder_, trouble);
    if (trouble || ::chmod(folder_.c_str(), 0700) != 0) fail("making it");
}

Result<void> FolderMailer::deliver(const Mail& mail) {
    const auto message = rfc5322(mail);
    if (!message || !is_entry_name(mail.entry))
        return refuse(ErrorCode::invalid, "mail_refused", "The message cannot be written.",
                      message ? "entry" : message.error().field);
    write_whole(folder_, mail.entry + ".eml", *message, clock_.now());
    return {};
}

std::size_t delete_old_mail_files(const fs::path& folder, ShopId shop, const policy::Period& period, Instant now) {
    std::error_code trouble;
    const fs::directory_iterator files{folder, trouble};
    if (trouble && trouble != std::errc::no_such_file_or_directory) fail("looking into it");

    std::size_t count = 0;
    for (const auto& file : files)
        if (is_mail_of(shop, file) && policy::ends(period, written(file.path())) <= now && fs::remove(file.path()))
            ++count;
    return count;
}

std::size_t delete_mail_files_unless(const fs::path& folder, ShopId shop,
                                     const std::function<bool(std::int64_t entry)>& is_wanted) {
    std::error_code trouble;
    const fs::directory_iterator files{folder, trouble};
    if (trouble && trouble != std::errc::no_such_file_or_directory) fail("looking into it");

    std::size_t count = 0;
    for (const auto& file : files) {
        if (!is_mail_of(shop, file)) continue;
        const auto name = file.path().filename().string();
        const auto entry = std::strtoll(name.c_str() + name.find('-') + 1, nullptr, 10);
        if (!is_wanted(entry) && fs::remove(file.path())) ++count;
    }
    return count;
}

}  // namespace autojet::outbound
