#include "http/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace autojet::http {

namespace {

spdlog::level::level_enum severity(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warning:
            return spdlog::level::warn;
        case Level::error:
            break;
    }
    return spdlog::level::err;
}

std::shared_ptr<spdlog::logger> standard_error() {
    auto logger = std::make_shared<spdlog::logger>("autojet", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    logger->flush_on(spdlog::level::warn);
    return logger;
}

}  // namespace

void write_log(Level level, std::string_view line) {
    static const auto logger = standard_error();
    logger->log(severity(level), spdlog::string_view_t{line.data(), line.size()});
}

}  // namespace autojet::http
