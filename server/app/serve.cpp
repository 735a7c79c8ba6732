#include "server/app/serve.hpp"

#include "core/engine/find_event.hpp"
#include "core/engine/private_text.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "server/accounts/accounts.hpp"
#include "server/accounts/sessions.hpp"
#include "server/api/api.hpp"
#include "server/demo/demo.hpp"
#include "server/messages/postman.hpp"
#include "server/messages/webhook.hpp"
#include "server/net/http_server.hpp"
#include "server/net/origin.hpp"
#include "server/net/static_files.hpp"
#include "server/pages/pages.hpp"
#include "server/pages/poster/poster_routes.hpp"
#include "server/payment/cashier.hpp"
#include "server/payment/wechat/client.hpp"
#include "server/photos/unnamed.hpp"
#include "server/platform/system_clock.hpp"
#include "server/platform/wait_for_query.hpp"
#include "server/secrets/secrets.hpp"
#include "server/services/services.hpp"
#include "server/store/open_store.hpp"

#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <stdexcept>

namespace starfish {
namespace {

constexpr std::string_view demo_password = "starfish";

// True for https://HOST and http://HOST without a path.
bool is_public_url(std::string_view url) {
    for (const std::string_view scheme : {"https://", "http://"})
        if (url.starts_with(scheme)) return is_host(url.substr(scheme.size()));
    return false;
}

// Each connection needs a descriptor, and the usual soft limit is 1024.
void raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &limit);
}

void put_demo_accounts(Accounts& accounts) {
    const Account demo[] = {
        {"leader", AccountRole::leader, 1, {1}, "陈姐", {}},
        {"trainer", AccountRole::trainer, 2, {}, "周老师", {}},
        {"operator", AccountRole::operator_, 3, {}, "运营", {}},
        {"verifier", AccountRole::verifier, 4, {1}, "小李", {}, Id<community::Verifier>{1}},
    };
    for (const Account& account : demo)
        if (!accounts.put_demo(account, demo_password))
            throw std::runtime_error("the store failed");
}

// The code of an open group-buy for print_links: of the first leader, the one with most units.
std::string open_groupbuy(Platform& platform) {
    std::string code;
    wait_for_query(platform, [&](const State& state, Seq, Instant now) {
        const groupbuy::GroupBuy* best = nullptr;
        const auto is_better = [&](const groupbuy::GroupBuy& g) {
            if (!best || g.leader != best->leader) return !best || g.leader < best->leader;
            return groupbuy::joined_units(g) > groupbuy::joined_units(*best);
        };
        for (const auto& g : state.groupbuy.groupbuys)
            if (groupbuy::stage_at(g, now) == groupbuy::Stage::open_ && is_better(g)) best = &g;
        if (best) code = best->code;
    });
    return code;
}

// The links to print at the start, besides the landing page.
struct StartLinks {
    std::string code;  // of an open group-buy; "" if there is none
    bool dashboard{};  // the dashboard was built
    bool accounts{};   // there are accounts
};

void print_links(const ServeOptions& options, std::uint16_t port, const StartLinks& links) {
    const std::string_view host =
        std::string_view(options.listen).substr(0, options.listen.rfind(':'));
    const std::string base = fmt::format("http://{}:{}", host, port);
    fmt::print("\nStarfish is serving {}\n\n", options.store);
    fmt::print("  landing page    {}/\n", base);
    if (links.dashboard)
        fmt::print("  dashboard       {}/app/\n", base);
    else
        fmt::print("  dashboard       not built: there is none in {}\n", options.site_dir);
    if (!links.code.empty()) fmt::print("  a group-buy     {}/g/{}\n", base, links.code);
    if (!links.accounts)
        fmt::print(
            "\n  nobody can sign in yet: stop this, then give an operator a password, on its "
            "standard input\n  starfish account --store {} --role operator LOGIN\n",
            options.store);
    if (options.demo)
        fmt::print("\n  demo accounts   leader, verifier, trainer, operator; password: {}\n",
                   demo_password);
    fmt::print("\n");
    std::fflush(stdout);
}

std::unique_ptr<Store> open_or_throw(const std::string& address) {
    auto store = open_store(address, StoreUse::serve);
    if (!store) throw std::runtime_error(store.error());
    return std::move(*store);
}

// A whole server from the store to the routes. Members are destroyed in reverse order, except the
// platform: the destructor stops the workers and then destroys the platform first, because its last
// answers still use the other members.
class ServerProcess {
public:
    explicit ServerProcess(const ServeOptions& options)
        : options_(options),
          files_(StaticFiles::load(options.site_dir)),
          server_(router_, metrics_,
                  {.access_log = options.access_log,
                   .public_url = options.public_url,
                   .on_stop = [this] { feed_.close(); },
                   .on_tick = [this] { feed_.tick(std::chrono::steady_clock::now()); }}) {
        auto store = open_or_throw(options.store);
        secrets_.emplace(*store);
        accounts_.emplace(*store, options.demo);
        if (options.demo) {
            load_demo(*store, *secrets_, system_now());
            put_demo_accounts(*accounts_);
        }
        sessions_.emplace(*store);
        invitations_.emplace(*store, *accounts_, *sessions_);
        platform_ = std::make_unique<Platform>(std::move(store), platform_options());
        services_.emplace(
            Services{*platform_, *secrets_, files_, metrics_, options.demo, {}, nullptr, &photos_});
        if (!options.payment.empty()) start_cashier();
        if (!options.messages.empty()) start_postman();
        api_.emplace(Api{*services_, *accounts_, *sessions_, *invitations_, feed_, hashing_,
                         background_, drawing_, system_now, failing_});
        add_api(router_, *api_);
        add_pages(router_, *services_, background_, {*invitations_, hashing_, system_now});
        add_poster(router_, *services_, posters_);
        router_.fallback = [this](const Request& request) { return files_.answer(request); };
        load_dismissed_verifiers();
        erase_unnamed_photos();
        feed_.fill(*platform_);
        metrics_.started_at(feed_.head());
    }
    ~ServerProcess() {
        hashing_.stop();
        background_.stop();
        cashier_.reset();
        postman_.reset();
        drawing_.stop();
        posters_.stop();
        photos_.stop();
        platform_.reset();
    }
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    int run() {
        const std::uint16_t port = server_.listen(options_.listen);
        print_links(options_, port,
                    {.code = open_groupbuy(*platform_),
                     .dashboard = files_.find("/app/") != nullptr,
                     .accounts = accounts_->any()});
        server_.run();
        return failing_ ? 1 : 0;
    }

private:
    Platform::Options platform_options() {
        Platform::Options options;
        options.now = system_now;
        options.takes_payments = !options_.payment.empty();
        options.on_failure = [this](std::string_view why) {
            spdlog::critical("the store failed: {}", why);
            failing_ = true;
            server_.stop();
        };
        options.on_arrival = [this] { server_.post([this] { platform_->wake(); }); };
        options.on_published = [this](std::vector<PublishedRecord> records) {
            server_.post([this, records = std::move(records)] { publish(records); });
        };
        return options;
    }

    void start_cashier() {
        auto settings = payment::wechat::read_settings(options_.payment);
        if (!settings)
            throw std::runtime_error("--payment " + options_.payment + ": " + settings.error());
        provider_ = std::make_unique<payment::wechat::Client>(std::move(*settings));
        cashier_ = std::make_unique<payment::Cashier>(
            *platform_, *provider_, payment::Numbers(secrets_->payment_tag()),
            payment::Cashier::Options{
                .notify_url = options_.public_url + std::string(payment_notice_path),
                .now = system_now});
        services_->cashier = cashier_.get();
        services_->on_published.emplace_back([this](std::span<const PublishedRecord> records) {
            const auto is_owed = [](const PublishedRecord& published) {
                return event_as<orders::RefundOwed>(published.event) != nullptr;
            };
            if (std::ranges::any_of(records, is_owed)) cashier_->check_now();
        });
    }

    void start_postman() {
        auto settings = messages::read_hook_settings(options_.messages);
        if (!settings)
            throw std::runtime_error("--messages " + options_.messages + ": " + settings.error());
        sender_ = std::make_unique<messages::Webhook>(std::move(*settings), system_now);
        postman_ = std::make_unique<messages::Postman>(
            *platform_, *secrets_, *sender_,
            messages::Postman::Options{.public_url = options_.public_url, .now = system_now});
    }

    void load_dismissed_verifiers() {
        wait_for_query(*platform_, [this](const State& state, Seq, Instant) {
            for (const auto& verifier : state.community.verifiers)
                if (verifier.dismissed_at.ms != 0) sessions_->dismiss(verifier.id);
        });
    }

    void erase_unnamed_photos() {
        std::set<std::string, std::less<>> named;
        wait_for_query(*platform_, [&](const State& state, Seq, Instant) {
            named = starfish::named_photos(state);
        });
        const std::size_t erased = photos::erase_unnamed(platform_->store(), named, system_now());
        if (erased > 0) spdlog::info("erased {} photos that nothing names", erased);
    }

    void publish(const std::vector<PublishedRecord>& records) {
        if (records.empty()) return;
        // Ends the sessions and the live feeds of dismissed verifiers.
        for (const PublishedRecord& published : records)
            if (const auto* const gone = event_as<community::VerifierDismissed>(published.event)) {
                sessions_->dismiss(gone->verifier);
                feed_.end_lapsed_streams();
            }
        metrics_.committed(records.size(), records.back().record.seq);
        feed_.publish(records);
        for (const auto& listener : services_->on_published) listener(records);
    }

    const ServeOptions& options_;
    const StaticFiles files_;
    std::atomic<bool> failing_ = false;
    Router router_;
    Metrics metrics_;
    Feed feed_{metrics_};
    HttpServer server_;
    Workers hashing_{1, limits::hashing_queue_max};
    Workers background_{1, limits::background_queue_max};
    // Separate threads: drawing a list takes seconds, and anyone may request a poster.
    Workers drawing_{1, limits::drawing_queue_max};
    Workers posters_{1, limits::poster_queue_max};
    Workers photos_{1, limits::photo_queue_max};
    std::optional<Secrets> secrets_;
    std::optional<Accounts> accounts_;
    std::optional<Sessions> sessions_;
    std::optional<Invitations> invitations_;
    std::optional<Services> services_;
    std::optional<Api> api_;
    std::unique_ptr<Platform> platform_;
    std::unique_ptr<payment::Provider> provider_;
    std::unique_ptr<payment::Cashier> cashier_;
    std::unique_ptr<messages::Sender> sender_;
    std::unique_ptr<messages::Postman> postman_;
};

int run(const ServeOptions& options) {
    const auto where = listen_address(options.listen);
    if (!where) throw std::runtime_error("--listen wants ADDRESS:PORT, not " + options.listen);
    if (options.demo && !where->loopback)
        throw std::runtime_error("--demo has known passwords: it listens on loopback only");
    if (!options.public_url.empty() && !is_public_url(options.public_url))
        throw std::runtime_error("--public-url wants https://HOST, not " + options.public_url);
    if (!(options.payment + options.messages).empty() && !options.public_url.starts_with("https:"))
        throw std::runtime_error(
            "--payment and --messages want --public-url https://HOST, where others reach this "
            "server");
    raise_descriptor_limit();
    return ServerProcess(options).run();
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
