// The records of GDPRbench (Shastri and others, PVLDB 13(7), 2020): personal data and seven metadata that say what may
// be done with it. A record is a function of its number, so that every engine holds the same ones.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace bench::gdpr {

inline constexpr std::int64_t records = 100'000;
inline constexpr std::int64_t people = 10'000;
inline constexpr int purposes = 100;
inline constexpr int objections = 100;
inline constexpr std::size_t data_size = 100;

// What metadata a change sets; owner and record never change.
enum class Field { ttl, decision, shared, source };
inline constexpr std::array<Field, 4> changeable{Field::ttl, Field::decision, Field::shared, Field::source};

struct Record {
    std::int64_t number = 0;  // from 1
    std::int64_t owner = 0;   // the person whose records are linked: the number of their first one
    std::string purpose;
    std::string ttl;
    std::string objection;
    std::string decision;
    std::string shared;
    std::string source;
    std::string data;
};

Record record_of(std::int64_t number);

std::string purpose_name(int purpose);
std::string objection_name(int objection);
// One of the values that the field takes.
std::string value_of(Field field, std::uint64_t choice);
// What somebody says is right instead.
std::string rectified_data(std::int64_t number);

// Mixes the bits of a number (splitmix64).
std::uint64_t mixed(std::uint64_t number);

}  // namespace bench::gdpr
