// A personal value does not turn into what it holds.
// expect: conversion from .* to non-scalar type|no viable conversion
#include <string>

#include "policy/personal.hpp"

using namespace autojet::policy;

using Name = Personal<std::string, Category::name>;

auto unwrap(const Name& name) {
#ifdef REFUSED
    const std::string plain = name;
#else
    const Name plain = name;
#endif
    return plain;
}
