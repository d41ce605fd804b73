// toml++, in the one mode of this program. Its assertions are about what stands in a file, as the fuzzer shows, so they
// are thrown and not the end of the program.
#pragma once

#include "base/result.hpp"

namespace autojet {

struct TomlStumble : Broken {
    TomlStumble() : Broken("the reader of TOML stumbled") {}
};

constexpr void stumble_unless(bool fine) {
    if (!fine) throw TomlStumble();
}

}  // namespace autojet

#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ASSERT(expr) autojet::stumble_unless(static_cast<bool>(expr))

#include <toml++/toml.h>
