// What is measured: something that holds the records and performs operations on them, for many clients at once.
#pragma once

#include <memory>
#include <string_view>

#include "gdpr/mixes.hpp"

namespace bench::gdpr {

// One client's connection, used by one thread.
class Client {
public:
    virtual ~Client() = default;
    // Returns when the answer is there and what it changed or logged is on disk. False: no such record, or refused.
    virtual bool perform(const Operation& operation) = 0;
};

class Engine {
public:
    virtual ~Engine() = default;
    // For somebody who acts as this workload does.
    virtual std::unique_ptr<Client> connect(Workload workload) = 0;
};

}  // namespace bench::gdpr
