#include "server/cli/inspect.hpp"

#include "core/engine/log_line.hpp"
#include "core/engine/snapshot.hpp"
#include "server/cli/verifier.hpp"
#include "server/store/sqlite_store.hpp"

#include <fmt/core.h>

#include <chrono>
#include <cstdio>

namespace starfish {
namespace {

constexpr std::string_view sqlite_prefix = "sqlite:";

int say_problem(std::string_view problem) {
    fmt::print(stderr, "{}\n", problem);
    return 1;
}

void print_counts(const State& state) {
    fmt::print("  offers {}, leaders {}, communities {}, group-buys {}, order lines {}\n",
               state.catalog.offers.size(), state.community.leaders.size(),
               state.community.communities.size(), state.groupbuy.groupbuys.size(),
               state.groupbuy.lines.size());
}

}  // namespace

int replay_log(const LogSource& source) {
    Engine engine;
    const auto begun = std::chrono::steady_clock::now();
    const std::string problem = read_log(source, [&](const Record& record) {
        return engine.replay(record)
                   ? std::string()
                   : fmt::format("record {} cannot follow record {}; `starfish verify` says more",
                                 record.seq, engine.head());
    });
    if (!problem.empty()) return say_problem(problem);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    fmt::print("{}\n", source.name());
    print_counts(engine.state());
    fmt::print(
        "  events  {}\n  digest  {}\n  rate    {:.0f} events/s, read and applied in {:.3f} s\n",
        engine.head(), digest_text(digest(engine.state())),
        static_cast<double>(engine.head()) / took.count(), took.count());
    return 0;
}

int verify_log(const LogSource& source) {
    fmt::print("{}\n", source.name());
    const bool is_sqlite = source.store.starts_with(sqlite_prefix);
    if (is_sqlite)
        if (const auto no = check_sqlite(source.store.substr(sqlite_prefix.size())); !no.empty())
            return say_problem(no);
    Verifier verifier;
    std::string problem =
        read_log(source, [&](const Record& record) { return verifier.add(record); });
    if (problem.empty()) problem = verifier.finish();
    if (!problem.empty()) return say_problem(problem);
    if (is_sqlite) fmt::print("  file        whole\n");
    fmt::print("  log         {} records without a gap, all of them readable\n",
               verifier.engine().head());
    fmt::print("  commands    each once, its records together\n");
    fmt::print("  invariants  hold\n");
    fmt::print("  digest      {}\n", digest_text(digest(verifier.engine().state())));
    print_counts(verifier.engine().state());
    return 0;
}

int export_log(const LogSource& source) {
    std::string lines;
    const auto flush = [&] {
        const bool whole = std::fwrite(lines.data(), 1, lines.size(), stdout) == lines.size();
        lines.clear();
        return whole ? std::string() : std::string("the output was closed before its end");
    };
    std::string problem = read_log(source, [&](const Record& record) {
        write_log_line(lines, record);
        return lines.size() < 1'000'000 ? std::string() : flush();
    });
    if (problem.empty()) problem = flush();
    if (problem.empty() && std::fflush(stdout) != 0) problem = "the output cannot be written";
    return problem.empty() ? 0 : say_problem(problem);
}

}  // namespace starfish
