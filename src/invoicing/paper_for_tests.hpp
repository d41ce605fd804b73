// PDFs for tests, and what the tools of others say of them.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "store/folder_for_tests.hpp"

namespace autojet::invoicing {

// A PDF in a file, and what the tools of others say of it. A tool that fails or is missing fails the test.
class Paper {
public:
    explicit Paper(std::string_view pdf) { folder_.write("it.pdf", pdf); }

    std::string said_by(const std::string& tool, const std::string& options, const std::string& after = {}) const {
        const auto command = tool + ' ' + options + " '" + (folder_ / "it.pdf").string() + "' " + after + " 2>&1";
        const std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen(command.c_str(), "r"), [](FILE*) { return 0; }};
        std::string said;
        std::array<char, 4096> part{};
        for (std::size_t count = 0; (count = fread(part.data(), 1, part.size(), pipe.get())) > 0;)
            said.append(part.data(), count);
        const auto status = pclose(pipe.get());
        EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0)
            << tool << " (Debian: qpdf, poppler-utils): " << said;
        return said;
    }
    std::string text() const { return said_by("pdftotext", "-layout", "-"); }
    // Where a tool may put a file of that name.
    std::string beside(const std::string& name) const { return (folder_ / name).string(); }

private:
    store::FolderForTests folder_;
};

}  // namespace autojet::invoicing
