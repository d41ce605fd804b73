// Whatever stands in a file of an export: it is refused with a field, or it reads back equal.
#include <cstdint>
#include <cstdlib>

#include "rights/portable.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace autojet;
    const auto records = rights::from_json({reinterpret_cast<const char*>(data), size});
    if (!records) return records.error().reason.empty() ? (std::abort(), 0) : 0;
    const auto again = rights::from_json(rights::to_json(*records, "x", Instant{std::chrono::seconds{1'800'000'000}}));
    if (!again || *again != *records) std::abort();
    (void)rights::to_csv(*records);
    return 0;
}
