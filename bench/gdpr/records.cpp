#include "gdpr/records.hpp"

namespace bench::gdpr {

namespace {

constexpr std::array<const char*, 10> lifetimes{"30",    "10000", "12000", "14000", "16000",
                                                "18000", "20000", "22000", "24000", "1000000"};

std::string text_of_length(std::string seed, std::size_t length) {
    seed.append(" ");
    std::string text;
    while (text.size() < length) text.append(seed);
    text.resize(length);
    return text;
}

}  // namespace

std::uint64_t mixed(std::uint64_t number) {
    number += 0x9E3779B97F4A7C15;
    number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
    number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
    return number ^ (number >> 31);
}

Record record_of(std::int64_t number) {
    const auto bits = mixed(static_cast<std::uint64_t>(number));
    return {.number = number,
            .owner = (number - 1) % people + 1,
            .purpose = purpose_name(static_cast<int>(bits % purposes)),
            .ttl = value_of(Field::ttl, bits >> 8),
            .objection = objection_name(static_cast<int>((bits >> 16) % objections)),
            .decision = value_of(Field::decision, bits >> 24),
            .shared = value_of(Field::shared, bits >> 32),
            .source = value_of(Field::source, bits >> 40),
            .data = text_of_length("somebody" + std::to_string(bits) + "@example.org", data_size)};
}

std::string purpose_name(int purpose) {
    return "purpose" + std::to_string(purpose);
}
std::string objection_name(int objection) {
    return "objection" + std::to_string(objection);
}

std::string value_of(Field field, std::uint64_t choice) {
    switch (field) {
        case Field::ttl:
            return lifetimes[choice % lifetimes.size()];
        case Field::decision:
            return "decision" + std::to_string(choice % 2);
        case Field::shared:
            return "party" + std::to_string(choice % 10);
        case Field::source:
            return "source" + std::to_string(choice % 10);
    }
    return {};
}

std::string rectified_data(std::int64_t number) {
    return text_of_length("rectified" + std::to_string(number) + "@example.org", data_size);
}

}  // namespace bench::gdpr
