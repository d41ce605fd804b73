// Starts tests/support/smtp_server.py for one test and ends it again.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace autojet::tests {

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "autojet-test-XXXXXX").string();
        if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
        path_ = name;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

class SmtpServer {
public:
    // `arguments` as the script takes them, such as "--sign-in".
    explicit SmtpServer(std::vector<std::string> arguments = {}) {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
        start(ends[1], std::move(arguments));
        ::close(ends[1]);
        std::string line;
        for (char c = 0; ::read(ends[0], &c, 1) == 1 && c != '\n';) line += c;
        ::close(ends[0]);
        if (line.empty()) throw std::runtime_error("the mail server for tests does not start");
        port_ = std::stoi(line);
    }
    SmtpServer(const SmtpServer&) = delete;
    SmtpServer& operator=(const SmtpServer&) = delete;
    ~SmtpServer() {
        ::kill(process_, SIGTERM);
        ::waitpid(process_, nullptr, 0);
    }

    [[nodiscard]] std::string url(const std::string& host = "127.0.0.1") const {
        return "smtp://" + host + ":" + std::to_string(port_);
    }

    // What it has taken, in order.
    [[nodiscard]] std::vector<std::string> taken() const {
        std::vector<std::string> messages;
        for (int n = 1; std::filesystem::exists(file(n)); ++n) messages.push_back(read_file(file(n)));
        return messages;
    }

private:
    [[nodiscard]] std::filesystem::path file(int n) const { return folder_.path() / (std::to_string(n) + ".eml"); }

    void start(int output, std::vector<std::string> arguments) {
        const auto script = std::filesystem::path(AUTOJET_SOURCE_DIR) / "tests/support/smtp_server.py";
        // The machine's default python may hide Debian's modules.
        arguments.insert(arguments.begin(), {"/usr/bin/python3", script.string(), folder_.path().string()});
        std::vector<char*> pointers;
        for (auto& argument : arguments) pointers.push_back(argument.data());
        pointers.push_back(nullptr);

        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
        const int failed = ::posix_spawn(&process_, pointers[0], &actions, nullptr, pointers.data(), environ);
        ::posix_spawn_file_actions_destroy(&actions);
        if (failed != 0) throw std::runtime_error("the mail server for tests cannot be started");
    }

    TemporaryFolder folder_;
    pid_t process_ = 0;
    int port_ = 0;
};

}  // namespace autojet::tests
