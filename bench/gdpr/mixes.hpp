// The four workloads: who does what how often. A client's operations follow from the workload, the number of clients
// and its own number alone: every engine is asked the same.
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "gdpr/records.hpp"

namespace bench::gdpr {

enum class Workload { controller, customer, processor, regulator };
inline constexpr std::array<Workload, 4> all_workloads{Workload::controller, Workload::customer, Workload::processor,
                                                       Workload::regulator};
std::string_view name_of(Workload workload);

enum class Action {
    create,                    // a new record
    erase,                     // delete by key (GDPR 17)
    read,                      // personal data by key, for a usage that its person may have objected to (GDPR 21)
    rectify,                   // personal data by key (GDPR 16)
    read_metadata_by_purpose,  // of every record that may be used for it
    read_metadata_by_user,     // of every record of one person
    change_metadata_by_purpose,
    change_metadata_by_user,
    read_log,        // the newest accesses (GDPR 30, 33)
    verify_deletion  // is anything left of this record?
};

struct Operation {
    Action action{};
    std::int64_t record = 0;
    std::int64_t owner = 0;
    std::string purpose;
    std::string usage;  // read is refused when it is the record's objection
    Field field{};
    std::string value;
};

inline constexpr int log_rows = 100;  // that read_log answers with

// Draws 0 to count-1, small ones most, with YCSB's constant of 0.99 (Gray and others, SIGMOD 1994).
class Zipf {
public:
    explicit Zipf(std::int64_t count);
    std::int64_t operator()(double uniform) const;  // of 0 to 1

private:
    double count_, zeta_, alpha_, eta_;
};

class Stream {
public:
    // A new record's number is drawn from a range of this stream's own.
    Stream(Workload workload, int clients, int client);

    Operation next();

private:
    struct Share {
        Action action;
        int percent;
    };
    static const std::vector<Share>& shares(Workload workload);
    Action draw_action();
    std::int64_t draw_record();

    Workload workload_;
    const Zipf* zipf_;  // none: uniform
    std::mt19937_64 random_;
    std::int64_t next_new_;
};

}  // namespace bench::gdpr
