// Whatever a bank file brings: it is refused, or its lines lead from its first balance to its last.
#include <cstdint>
#include <cstdlib>

#include "base/text.hpp"
#include "payments/camt.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace autojet;
    const auto statements = payments::parse_camt({reinterpret_cast<const char*>(data), size});
    if (!statements) return 0;
    std::size_t count = 0;
    for (const auto& statement : *statements) {
        auto sum = statement.opening;
        for (const auto& line : statement.lines) {
            if (!line.day.ok() || line.amount == Money{} || !is_plain_text(line.reference)) std::abort();
            sum += line.amount;
        }
        if (sum != statement.closing || !is_plain_text(statement.number)) std::abort();
        count += statement.lines.size();
    }
    if (statements->empty() || count > payments::most_bank_lines) std::abort();
    return 0;
}
