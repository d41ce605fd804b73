// Fails the build when a promise of the policy, or a duty of the law, has no code or no test (policy/evidence.toml).
//   evidence_check SOURCE_FOLDER

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "policy/evidence.hpp"

int main(int count, char** arguments) {
    if (count != 2) return std::cerr << "evidence_check SOURCE_FOLDER\n", 2;
    const std::filesystem::path source = arguments[1];
    const auto read = [&](const std::string& file) -> std::optional<std::string> {
        std::ifstream in(source / file, std::ios::binary);
        if (!in || std::filesystem::is_directory(source / file)) return std::nullopt;
        return std::string(std::istreambuf_iterator<char>(in), {});
    };
    try {
        const auto rows = autojet::policy::read_evidence(read("policy/evidence.toml").value_or(""));
        const auto findings = autojet::policy::check_evidence(rows, read);
        for (const auto& finding : findings) std::cerr << "policy/evidence.toml: " << finding << "\n";
        return findings.empty() ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}
