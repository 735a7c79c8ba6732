// A campaign of 10,000 lines, from its joins to its hand-out, in one process: the times of the
// allocator and of each screen's query. Prints one line of JSON.
//
//   bench_campaign [LINES]
#include "core/engine/engine.hpp"
#include "core/subjects/groupbuy/allocator.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/handout/queries.hpp"
#include "core/subjects/money/queries.hpp"
#include "server/api/queries/listing.hpp"
#include "server/pages/groupbuy/groupbuy_view.hpp"
#include "server/pages/order/order_page.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

namespace starfish {
namespace {

constexpr Instant start{1'606'000'000'000};
constexpr Actor supplier{Role::supplier, 1};
constexpr Actor leader{Role::leader, 1};
constexpr Actor sweeper{Role::system, 0};
constexpr int rounds = 31;

volatile std::size_t sink;  // keeps the compiler from dropping measured work

double ms_of(const std::function<void()>& work) {
    const auto began = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began)
        .count();
}

struct Spread {
    double median_ms{}, max_ms{};
};
Spread spread_of(const std::function<std::size_t()>& query) {
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) times.push_back(ms_of([&] { sink = query(); }));
    std::ranges::sort(times);
    return {times[times.size() / 2], times.back()};
}

// The same numbers everywhere: Knuth's linear congruential generator (MMIX).
std::uint32_t roll(std::uint32_t sides) {
    static std::uint64_t seed = 42;
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::uint32_t>((seed >> 33U) % sides);
}

class Campaign {
public:
    explicit Campaign(int lines) : lines_(lines) {}

    void submit(Actor actor, Command command) {
        const std::string id = "bench-" + std::to_string(10'000'000 + ++commands_);
        const auto outcome = engine_.submit(command, {actor, now_, id});
        if (outcome) return;
        std::fprintf(stderr, "campaign: %s\n", std::string(outcome.error().code).c_str());
        std::exit(1);
    }
    template <class Subject>
    void ask(Actor actor, Subject command) {
        submit(actor, Command(std::move(command)));
    }

    // Five goods with tiers and cartons, paid beforehand.
    void open() {
        ask(supplier, community::Command(community::RegisterLeader{"陈姐", ""}));
        ask(supplier, community::Command(community::OpenCommunity{{1}, "百步亭", ""}));
        ask(leader, community::Command(community::AddPickupPoint{{1}, "3 号门", "3 号门", "周二"}));
        groupbuy::Open opening{.community = {1},
                               .items = {},
                               .deadline = start + day_ms,
                               .threshold = {groupbuy::ThresholdKind::units, lines_}};
        for (std::uint32_t i = 1; i <= goods; ++i) {
            catalog::PublishOffer offer{
                "即食海参 " + std::to_string(i),
                "",
                "盒",
                {"海参", "500 克", "大连", "冷冻", "12 个月", "海参厂", "SC1"},
                units_max,
                {100},
                {},
                Units{12},
                {{{1}, {16'800}}, {{25}, {15'900}}, {{40}, {14'900}}}};
            offer.reward =
                catalog::Reward{.sale_fen = {}, .sale_per_mille = 80, .service_fen = {100}};
            ask(supplier, catalog::Command(std::move(offer)));
            opening.items.push_back({{i}, {units_max.value / 12 * 12}});
        }
        opening.payment = groupbuy::PaymentKind::provider;
        ask(leader, groupbuy::Command(std::move(opening)));
    }
    // A paid line for nearly every person.
    void join() {
        for (int i = 0; i < lines_; ++i) {
            now_ = start + 1'000 + i;
            const Actor consumer{Role::consumer, 1 + i / 3 + i % 3 * lines_};
            ask(consumer, groupbuy::Command(groupbuy::Join{{1},
                                                           {1 + roll(goods)},
                                                           {static_cast<std::int32_t>(1 + roll(3))},
                                                           {static_cast<std::int32_t>(roll(3))},
                                                           {1}}));
        }
    }
    void pay() {
        for (std::uint32_t i = 1; i <= static_cast<std::uint32_t>(lines_); ++i) {
            now_ = now_ + 1;
            const auto& bill = state().orders.bills.at({i});
            ask(sweeper, orders::Command(orders::RecordPayment{
                             bill.id, bill.due_fen, "SF-" + std::to_string(i) + "/4200"}));
        }
    }
    void lock() {
        now_ = start + day_ms;
        ask(sweeper, groupbuy::Command(groupbuy::Close{{1}, {}}));
    }
    void hand_out() {
        const auto& handout = state().handout.handouts.at({1});
        now_ = now_ + day_ms;
        for (std::int32_t i = 0; i < static_cast<std::int32_t>(goods); ++i)
            ask(leader,
                handout::Command(handout::CheckIn{{1},
                                                  i,
                                                  "L20201124A",
                                                  handout.items[static_cast<std::size_t>(i)].sold,
                                                  {},
                                                  "",
                                                  {}}));
        int place = 0;
        for (const auto& slip : state().handout.slips)
            if (++place % 2 == 0) ask(leader, handout::Command(handout::HandOver{slip.id, {}, {}}));
    }
    const State& state() const { return engine_.state(); }
    Instant now() const { return now_; }

private:
    static constexpr std::uint32_t goods = 5;
    Engine engine_;
    Instant now_ = start;
    int lines_;
    int commands_ = 0;
};

// The queries of each screen, for every role. It is seven in the morning, and no reminder is sent
// before eight.
std::vector<std::pair<const char*, std::function<std::size_t()>>> screens(
    const Campaign& campaign) {
    const State& state = campaign.state();
    const Instant now = campaign.now();
    return {
        {"the leader's list",
         [&state, now] {
             return list_groupbuys(state, for_leader(1), now, {}, {}, {}).rows.size();
         }},
        {"a group-buy",
         [&state, now] {
             return find_view(state, state.groupbuy.groupbuys.at({1}).code, 1, now)->pickups.size();
         }},
        {"its joins",
         [&state] {
             std::size_t people = 0;
             for (const auto id : groupbuy::lines_of(state.groupbuy, {1}))
                 people += state.groupbuy.lines.at(id).left_at.ms == 0 ? 1 : 0;
             return people;
         }},
        {"an order",
         [&state, now] {
             return order_view(state, {77}, {}, 1, now)->line.id.value + std::size_t{0};
         }},
        {"refunds owed",
         [&state, now] { return orders::refunds_due(state.orders, now, 200).size(); }},
        {"the hand-out",
         [&state] {
             const auto& handout = state.handout.handouts.at({1});
             return static_cast<std::size_t>(handout::progress_of(state.handout, handout).slips);
         }},
        {"a pickup code",
         [&state] {
             const auto& slip = state.handout.slips.at({99});
             return handout::find_slip(state.handout, {1}, slip.code)->code.size();
         }},
        {"a leader's money",
         [&state] {
             return money::overview_of(money::Reads(state), state.money, {1}).held.size();
         }},
        {"her statement",
         [&state] {
             return money::statement_of(money::Reads(state), state.money, money::View::pay, {1}, {})
                 .lines.size();
         }},
        {"whom to tell",
         [&state, now] { return notices::due(state.notices, now + 3 * hour_ms, 100).size(); }},
    };
}

void run(int lines) {
    Campaign campaign(lines);
    campaign.open();
    const double joins_ms = ms_of([&] { campaign.join(); });
    const double payments_ms = ms_of([&] { campaign.pay(); });
    const auto& groupbuy = campaign.state().groupbuy.groupbuys.at({1});
    const auto demands = groupbuy::demands_of(campaign.state().groupbuy, groupbuy);
    const Spread allocator =
        spread_of([&] { return groupbuy::allot(groupbuy.terms, demands).allotted.size(); });
    const double lock_ms = ms_of([&] { campaign.lock(); });
    campaign.hand_out();
    std::printf(
        "{\"lines\":%d,\"join_us\":%.2f,\"payment_us\":%.2f,\"allocator_ms\":%.3f,"
        "\"allocator_max_ms\":%.3f,\"lock_ms\":%.1f,\"screens\":{",
        lines, 1'000 * joins_ms / lines, 1'000 * payments_ms / lines, allocator.median_ms,
        allocator.max_ms, lock_ms);
    const char* comma = "";
    for (const auto& [name, query] : screens(campaign)) {
        const Spread spread = spread_of(query);
        std::printf("%s\"%s\":[%.3f,%.3f]", comma, name, spread.median_ms, spread.max_ms);
        comma = ",";
    }
    std::printf("}}\n");
}

}  // namespace
}  // namespace starfish

int main(int argc, char** argv) {
    starfish::run(argc > 1 ? std::atoi(argv[1]) : 10'000);
}
