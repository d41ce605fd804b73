// Whatever stands in a model of the policy: it is refused with a sentence, or it parses the same again.
#include <cstdint>
#include <cstdlib>

#include "policy/model.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto model = autojet::policy::parse({reinterpret_cast<const char*>(data), size});
    if (!model && model.error().message.empty()) std::abort();
    return 0;
}
