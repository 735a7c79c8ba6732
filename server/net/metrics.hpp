// Metrics for the operator's Prometheus. I/O thread only, except `wait`, which is thread-safe.
#pragma once

#include "server/net/router.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

// Counts by upper bounds; the last bucket has no bound.
template <std::size_t N>
class Histogram {
public:
    explicit constexpr Histogram(const std::array<double, N>& bounds) : bounds_(&bounds) {}
    void add(double value) {
        std::size_t bucket = 0;
        while (bucket < N && value > (*bounds_)[bucket]) ++bucket;
        ++counts_[bucket];
        sum_ += value;
    }
    void write(std::string& out, std::string_view name) const;

private:
    const std::array<double, N>* bounds_;
    std::array<std::uint64_t, N + 1> counts_{};
    double sum_ = 0;
};

class Metrics {
public:
    Metrics();
    // `route`: Router::Route::number; nullopt if no route matched.
    void requested(std::optional<std::size_t> route, int status, std::chrono::nanoseconds took);
    void refused(std::string_view code);  // static text: a Refusal's code
    void committed(std::size_t records, std::int64_t head);
    void started_at(std::int64_t head) { head_ = head; }
    void wait(std::int64_t change) { waiting_.fetch_add(change, std::memory_order_relaxed); }

    std::int64_t connections = 0;
    std::int64_t feed_clients = 0;
    std::uint64_t sign_ins_failed = 0;
    std::uint64_t throttled = 0;

    std::string text(const Router& router) const;

private:
    struct PerRoute {
        std::map<int, std::uint64_t> by_status;
    };
    static constexpr std::array<double, 12> latency_bounds_s{
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5, 10};
    static constexpr std::array<double, 8> batch_bounds{1, 2, 4, 8, 16, 64, 256, 1024};
    std::vector<PerRoute> routes_;  // by Router::Route::number
    PerRoute unrouted_;
    Histogram<12> latency_s_{latency_bounds_s};
    Histogram<8> batch_records_{batch_bounds};
    std::map<std::string_view, std::uint64_t> refusals_;
    std::uint64_t commits_ = 0;
    std::uint64_t records_ = 0;
    std::int64_t head_ = 0;
    std::atomic<std::int64_t> waiting_{0};
};

}  // namespace starfish
