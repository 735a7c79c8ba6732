#include "server/http/serve.hpp"

#include "core/groupbuy/queries.hpp"
#include "server/accounts/accounts.hpp"
#include "server/accounts/sessions.hpp"
#include "server/api/api.hpp"
#include "server/demo/demo.hpp"
#include "server/http/http_server.hpp"
#include "server/http/site.hpp"
#include "server/http/static_files.hpp"
#include "server/secrets/secrets.hpp"
#include "server/store/open_store.hpp"

#if __has_include("server/pages/pages.hpp")
#include "server/pages/pages.hpp"
#endif

#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <future>
#include <stdexcept>

namespace starfish {
namespace {

constexpr std::string_view demo_password = "starfish";

Instant system_now() {
    using namespace std::chrono;
    return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

// A connection is a descriptor; the usual soft limit is 1024.
void raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &limit);
}

void put_demo_accounts(Store& store) {
    const Account accounts[] = {
        {"leader", AccountRole::leader, 1, {1}, "陈姐", {}},
        {"trainer", AccountRole::trainer, 2, {}, "周老师", {}},
        {"operator", AccountRole::operator_, 3, {}, "运营", {}},
    };
    for (const Account& account : accounts)
        if (!find_account(store, account.login) && !put_account(store, account, demo_password))
            throw std::runtime_error("the store failed");
}

// One group-buy that takes joins, to show: its code.
std::string open_groupbuy(Platform& platform) {
    std::promise<std::string> code;
    const bool taken = platform.query([&](const State& state, Seq, Instant now) {
        std::string found;
        for (const auto& g : state.groupbuy.groupbuys)
            if (groupbuy::stage_at(g, now) == groupbuy::Stage::open_) found = g.code;
        code.set_value(found);
    });
    return taken ? code.get_future().get() : std::string{};
}

void print_links(const ServeOptions& options, std::uint16_t port, std::string_view code) {
    const std::string_view host =
        std::string_view(options.listen).substr(0, options.listen.rfind(':'));
    const std::string base = fmt::format("http://{}:{}", host, port);
    fmt::print("\nStarfish is serving {}\n\n", options.store);
    fmt::print("  landing page    {}/\n  dashboard       {}/app/\n", base, base);
    if (!code.empty()) fmt::print("  a group-buy     {}/g/{}\n", base, code);
    if (options.demo)
        fmt::print("\n  demo accounts   leader, trainer, operator; password: {}\n", demo_password);
    fmt::print("\n");
    std::fflush(stdout);
}

std::unique_ptr<Store> opened(const std::string& address) {
    auto store = open_store(address, StoreUse::serve);
    if (!store) throw std::runtime_error(store.error());
    return std::move(*store);
}

int run(const ServeOptions& options) {
    const auto where = listen_address(options.listen);
    if (!where) throw std::runtime_error("--listen wants ADDRESS:PORT, not " + options.listen);
    if (options.demo && !where->loopback)
        throw std::runtime_error("--demo has known passwords: it listens on loopback only");
    raise_descriptor_limit();

    // What is made later is gone first, so nothing answers into a server that is no more.
    const StaticFiles files = StaticFiles::load(options.site_dir);
    std::atomic<bool> failing = false;
    Router router;
    Metrics metrics;
    Feed feed(metrics);
    std::unique_ptr<Site> site;
    HttpServer server(router, metrics,
                      {.access_log = options.access_log,
                       .on_stop = [&] { feed.close(); },
                       .on_tick = [&] { feed.tick(std::chrono::steady_clock::now()); }});
    const auto publish = [&](const std::vector<Published>& records) {
        if (records.empty()) return;
        metrics.committed(records.size(), records.back().record.seq);
        feed.publish(records);
        for (const auto& listener : site->on_published) listener(records);
    };
    auto store = opened(options.store);
    if (options.demo) load_demo(*store, Secrets(*store), system_now());
    Platform platform(
        std::move(store),
        {.now = system_now,
         .on_failure =
             [&](std::string_view why) {
                 spdlog::critical("the store failed: {}", why);
                 failing = true;
                 server.stop();
             },
         .on_published =
             [&](std::vector<Published> records) {
                 server.post([&publish, records = std::move(records)] { publish(records); });
             }});
    const Secrets secrets(platform.store());
    Sessions sessions(platform.store());
    site.reset(new Site{platform, secrets, files, metrics, options.demo, {}});
    Workers hashing(1, limits::hashing_queue_max);
    Workers background(1, limits::background_queue_max);
    Api api{*site, sessions, feed, hashing, background, system_now, failing};
    add_api(router, api);
#if __has_include("server/pages/pages.hpp")
    add_pages(router, *site);
#endif
    router.fallback = [&files](const Request& request) { return files.answer(request); };

    if (options.demo) put_demo_accounts(platform.store());
    feed.fill(platform);
    metrics.started_at(feed.head());
    const std::uint16_t port = server.listen(options.listen);
    print_links(options, port, open_groupbuy(platform));
    server.run();
    return failing ? 1 : 0;
}

}  // namespace

int serve(const ServeOptions& options) {
    try {
        return run(options);
    } catch (const std::exception& e) {
        fmt::print(stderr, "starfish serve: {}\n", e.what());
        return 1;
    }
}

}  // namespace starfish
