#include "gdpr/mixes.hpp"

#include <cmath>
#include <stdexcept>

namespace bench::gdpr {

namespace {

constexpr double skew = 0.99;
constexpr std::int64_t most_new_records = 1'000'000;  // of one stream

double zeta(std::int64_t count) {
    double sum = 0;
    for (std::int64_t n = 1; n <= count; ++n) sum += 1 / std::pow(static_cast<double>(n), skew);
    return sum;
}

const Zipf& zipf_over_records() {
    static const Zipf zipf(records);
    return zipf;
}

}  // namespace

std::string_view name_of(Workload workload) {
    switch (workload) {
        case Workload::controller:
            return "controller";
        case Workload::customer:
            return "customer";
        case Workload::processor:
            return "processor";
        case Workload::regulator:
            return "regulator";
    }
    return {};
}

Zipf::Zipf(std::int64_t count)
    : count_(static_cast<double>(count)),
      zeta_(zeta(count)),
      alpha_(1 / (1 - skew)),
      eta_((1 - std::pow(2 / count_, 1 - skew)) / (1 - zeta(2) / zeta_)) {}

std::int64_t Zipf::operator()(double uniform) const {
    const double scaled = uniform * zeta_;
    if (scaled < 1) return 0;
    if (scaled < 1 + std::pow(0.5, skew)) return 1;
    return std::min(static_cast<std::int64_t>(count_ * std::pow(eta_ * uniform - eta_ + 1, alpha_)),
                    static_cast<std::int64_t>(count_) - 1);
}

const std::vector<Stream::Share>& Stream::shares(Workload workload) {
    using enum Action;
    static const std::vector<Share> controller{
        {create, 25}, {erase, 25}, {change_metadata_by_purpose, 25}, {change_metadata_by_user, 25}};
    static const std::vector<Share> customer{{read, 20},
                                             {rectify, 20},
                                             {erase, 20},
                                             {read_metadata_by_purpose, 10},
                                             {read_metadata_by_user, 10},
                                             {change_metadata_by_purpose, 10},
                                             {change_metadata_by_user, 10}};
    static const std::vector<Share> processor{{read, 20}, {read_metadata_by_purpose, 40}, {read_metadata_by_user, 40}};
    static const std::vector<Share> regulator{{read_metadata_by_user, 46}, {read_log, 31}, {verify_deletion, 23}};
    switch (workload) {
        case Workload::controller:
            return controller;
        case Workload::customer:
            return customer;
        case Workload::processor:
            return processor;
        case Workload::regulator:
            return regulator;
    }
    throw std::invalid_argument("no such workload");
}

Stream::Stream(Workload workload, int clients, int client)
    : workload_(workload),
      zipf_(workload == Workload::customer || workload == Workload::regulator ? &zipf_over_records() : nullptr),
      random_(mixed(static_cast<std::uint64_t>(clients) * 1000 + static_cast<std::uint64_t>(client))),
      next_new_(records + 1 + (clients * 100 + client) * most_new_records) {}

Operation Stream::next() {
    Operation operation{.action = draw_action(),
                        .record = draw_record(),
                        .owner = 0,
                        .purpose = {},
                        .usage = {},
                        .field = changeable[random_() % changeable.size()],
                        .value = {}};
    const auto record = record_of(operation.record);
    operation.owner = record.owner;
    operation.purpose = record.purpose;
    operation.usage = objection_name(static_cast<int>(random_() % objections));
    operation.value = value_of(operation.field, random_());
    if (operation.action == Action::create) operation.record = next_new_++;
    return operation;
}

Action Stream::draw_action() {
    int left = static_cast<int>(random_() % 100);
    for (const auto& share : shares(workload_)) {
        if (left < share.percent) return share.action;
        left -= share.percent;
    }
    throw std::logic_error("the shares of a workload are not a hundred");
}

// As YCSB scrambles it: the popular records are spread over all.
std::int64_t Stream::draw_record() {
    if (!zipf_) return static_cast<std::int64_t>(random_() % records) + 1;
    const auto rank = (*zipf_)(static_cast<double>(random_() >> 11) * 0x1.0p-53);
    return static_cast<std::int64_t>(mixed(static_cast<std::uint64_t>(rank)) % records) + 1;
}

}  // namespace bench::gdpr
