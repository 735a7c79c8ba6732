#include "server/net/metrics.hpp"

#include <fmt/format.h>

#include <iterator>

namespace starfish {
namespace {

void head_of(std::string& out, std::string_view name, std::string_view type,
             std::string_view help) {
    fmt::format_to(std::back_inserter(out), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

void single(std::string& out, std::string_view name, std::string_view type, std::string_view help,
            std::int64_t value) {
    head_of(out, name, type, help);
    fmt::format_to(std::back_inserter(out), "{} {}\n", name, value);
}

}  // namespace

template <std::size_t N>
void Histogram<N>::write(std::string& out, std::string_view name) const {
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < N; ++i) {
        total += counts_[i];
        fmt::format_to(std::back_inserter(out), "{}_bucket{{le=\"{}\"}} {}\n", name, (*bounds_)[i],
                       total);
    }
    total += counts_[N];
    fmt::format_to(std::back_inserter(out),
                   "{0}_bucket{{le=\"+Inf\"}} {1}\n{0}_sum {2}\n{0}_count {1}\n", name, total,
                   sum_);
}

Metrics::Metrics() = default;

void Metrics::requested(std::optional<std::size_t> route, int status,
                        std::chrono::nanoseconds took) {
    if (route && *route >= routes_.size()) routes_.resize(*route + 1);
    PerRoute& counts = route ? routes_[*route] : unrouted_;
    ++counts.by_status[status];
    latency_s_.add(std::chrono::duration<double>(took).count());
}

void Metrics::refused(std::string_view code) {
    ++refusals_[code];
}

void Metrics::committed(std::size_t records, std::int64_t head) {
    ++commits_;
    records_ += records;
    head_ = head;
    batch_records_.add(static_cast<double>(records));
}

std::string Metrics::text(const Router& router) const {
    std::string out;
    const auto to = std::back_inserter(out);
    head_of(out, "starfish_requests_total", "counter", "Requests answered.");
    const auto write_route = [&](std::string_view method, std::string_view pattern,
                                 const PerRoute& counts) {
        for (const auto& [status, count] : counts.by_status)
            fmt::format_to(
                to, "starfish_requests_total{{method=\"{}\",route=\"{}\",status=\"{}\"}} {}\n",
                method, pattern, status, count);
    };
    for (std::size_t i = 0; i < routes_.size(); ++i)
        write_route(name_of(router.routes()[i]->method), router.routes()[i]->pattern, routes_[i]);
    write_route("", "", unrouted_);

    head_of(out, "starfish_request_seconds", "histogram",
            "From a request read whole to its answer written.");
    latency_s_.write(out, "starfish_request_seconds");
    head_of(out, "starfish_commit_records", "histogram", "Records made durable by one flush.");
    batch_records_.write(out, "starfish_commit_records");
    head_of(out, "starfish_refusals_total", "counter", "Commands refused by the domain.");
    for (const auto& [code, count] : refusals_)
        fmt::format_to(to, "starfish_refusals_total{{code=\"{}\"}} {}\n", code, count);

    const auto as_signed = [](std::uint64_t n) { return static_cast<std::int64_t>(n); };
    single(out, "starfish_commits_total", "counter", "Flushes.", as_signed(commits_));
    single(out, "starfish_records_total", "counter", "Records made durable since the start.",
           as_signed(records_));
    single(out, "starfish_log_head", "gauge", "The log's last sequence number.", head_);
    single(out, "starfish_commands_waiting", "gauge", "Commands taken and not answered yet.",
           waiting_.load(std::memory_order_relaxed));
    single(out, "starfish_connections", "gauge", "Open connections.", connections);
    single(out, "starfish_feed_clients", "gauge", "Browsers on the live feed.", feed_clients);
    single(out, "starfish_sign_ins_failed_total", "counter", "Wrong logins or passwords.",
           as_signed(sign_ins_failed));
    single(out, "starfish_throttled_total", "counter", "Sign-ins and joins told to wait.",
           as_signed(throttled));
    return out;
}

}  // namespace starfish
