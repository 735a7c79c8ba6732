// Properties of every random history: invariants, refusals that change nothing, audiences.
#include "core/engine/transaction.hpp"

#include "core/engine/snapshot.hpp"
#include "tests/histories/history.hpp"
#include "tests/histories/replicas.hpp"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace transaction_test {

using namespace starfish;
using histories::Author;
using histories::Move;

constexpr std::uint32_t leaders = 8;  // more leaders than a history of this length registers

// Calls step(state before, move, result, state after) for each move of a random history.
void tell(std::uint64_t seed, auto step) {
    const auto moves = *rc::gen::inRange(1, 120);
    Author author(seed);
    State state;
    for (int i = 0; i < moves; ++i) {
        const Move move = author.next(state);
        const std::uint64_t before = digest(state);
        const auto result = carry_out(state, move.command, move.context());
        step(before, move, result, state);
    }
}

TEST_CASE("invariants hold after every command of a random history") {
    CHECK(rc::check("no invariant breaks", [](std::uint64_t seed) {
        tell(seed, [](auto, const Move&, const auto&, const State& state) {
            const std::string broken = broken_invariant(state).value_or("");
            if (!broken.empty()) RC_FAIL(broken);
        });
    }));
}

TEST_CASE("no consumer exceeds the cap, and reservations never exceed the stock") {
    CHECK(rc::check("caps and stock", [](std::uint64_t seed) {
        tell(seed, [](auto, const Move&, const auto&, const State& state) {
            std::map<std::tuple<std::uint32_t, std::int32_t, ConsumerId>, Units> held;
            for (const auto& line : state.groupbuy.lines) {
                if (line.left_at.ms != 0) continue;
                Units& units = held[{line.groupbuy.value, line.item, line.consumer}];
                const auto& groupbuy = state.groupbuy.groupbuys.at(line.groupbuy);
                // Before the lock, `allotted` is the quantity asked for, or 0 on the waitlist.
                units = units + line.allotted;
                RC_ASSERT(units <= groupbuy::goods_of(groupbuy, line.item).cap_per_person);
                RC_ASSERT(line.joined_at >= groupbuy.terms.starts_at);
                RC_ASSERT(line.joined_at < groupbuy.terms.deadline);
            }
            for (const auto& row : state.groupbuy.reservations) RC_ASSERT(row.reserved >= Units{0});
        });
    }));
}

TEST_CASE("a refused command changes nothing, a command carried out changes the state") {
    CHECK(rc::check("digest before and after", [](std::uint64_t seed) {
        tell(seed, [](std::uint64_t before, const Move&, const auto& result, const State& state) {
            if (result) RC_ASSERT(!result->empty());
            RC_ASSERT((digest(state) == before) == !result.has_value());
        });
    }));
}

TEST_CASE("deciding changes nothing; applying the decided events changes the state") {
    CHECK(rc::check("decide, then apply", [](std::uint64_t seed) {
        Author author(seed);
        State state;
        State by_hand;
        for (int i = 0; i < 60; ++i) {
            const Move move = author.next(state);
            const std::uint64_t before = digest(state);
            const auto decided = decide(state, move.command, move.context());
            RC_ASSERT(digest(state) == before);
            const auto carried = carry_out(state, move.command, move.context());
            RC_ASSERT(decided.has_value() == carried.has_value());
            if (!carried) continue;
            RC_ASSERT(carried->size() >= decided->size());
            for (const Event& event : *carried) starfish::apply(by_hand, event);
            RC_ASSERT(digest(by_hand) == digest(state));
        }
    }));
}

TEST_CASE("replicas fed their visible events have their visible state") {
    CHECK(rc::check("replica equals scoped state", [](std::uint64_t seed) {
        auto replicas = histories::replicas_from_the_start(leaders);
        tell(seed, [&](auto, const Move&, const auto& result, const State& state) {
            if (!result) return;
            histories::feed(replicas, state, *result);
            for (const auto& replica : replicas)
                RC_ASSERT(digest(replica.state) == digest(state, replica.scope));
        });
    }));
}

// For hand-out and community events: the leader who owns the event (0 if none), and whether the
// leader's desk also sees the event.
std::pair<std::uint32_t, bool> desk_owner(const State& state, const Event& event) {
    const auto of_delivery = [&](Id<handout::Delivery> id) {
        const auto handout = state.handout.deliveries.at(id).handout;
        return state.handout.handouts.at(handout).leader.value;
    };
    if (const auto* const inner = std::get_if<handout::Event>(&event))
        return std::visit(
            [&]<class E>(const E& e) -> std::pair<std::uint32_t, bool> {
                if constexpr (requires { e.claim; })
                    return {of_delivery(state.handout.claims.at(e.claim).delivery), false};
                else if constexpr (requires { e.handout; })
                    return {state.handout.handouts.at(e.handout).leader.value, true};
                else
                    return {of_delivery(e.delivery), true};
            },
            *inner);
    if (const auto* const inner = std::get_if<community::Event>(&event)) {
        if (const auto* const e = std::get_if<community::VerifierAppointed>(inner))
            return {e->leader.value, true};
        if (const auto* const e = std::get_if<community::VerifierDismissed>(inner))
            return {state.community.verifiers.at(e->verifier).leader.value, true};
        if (const auto* const e = std::get_if<community::PaymentInstructionsStated>(inner))
            return {e->leader.value, false};
    }
    return {0, false};
}

std::uint32_t owner(const State& state, const money::Event& event) {
    return std::visit(
        [&]<class E>(const E& e) {
            if constexpr (requires { e.leader; })
                return e.leader.value;
            else if constexpr (requires { e.hold; })
                return state.money.holds.at(e.hold).leader.value;
            else if constexpr (requires { e.withdrawal; })
                return state.money.withdrawals.at(e.withdrawal).leader.value;
            else
                return state.money.settlements.at(e.settlement).leader.value;
        },
        event);
}

// The leader who owns the event, or 0 if the event belongs to no single leader.
std::uint32_t owner(const State& state, const Event& event) {
    if (const auto* const notice = std::get_if<notices::Event>(&event))
        return std::visit([](const auto& e) { return e.leader.value; }, *notice);
    if (const auto [leader, desk] = desk_owner(state, event); leader != 0) return leader;
    if (const auto* const books = std::get_if<money::Event>(&event)) return owner(state, *books);
    if (const auto* const money = std::get_if<orders::Event>(&event))
        return std::visit(
            [&]<class E>(const E& e) {
                Id<orders::Bill> bill;
                if constexpr (requires { e.bill; })
                    bill = e.bill;
                else
                    bill = state.orders.refunds.at(e.refund).bill;
                const auto& line = state.groupbuy.lines.at(orders::line_of(bill));
                return state.groupbuy.groupbuys.at(line.groupbuy).leader.value;
            },
            *money);
    const auto* const inner = std::get_if<groupbuy::Event>(&event);
    if (!inner) return 0;
    return std::visit(
        [&]<class E>(const E& e) -> std::uint32_t {
            if constexpr (requires { e.groupbuy; })
                return state.groupbuy.groupbuys.at(e.groupbuy).leader.value;
            else
                return 0;
        },
        *inner);
}

TEST_CASE("no event of one leader is visible to another") {
    CHECK(rc::check("audiences", [](std::uint64_t seed) {
        tell(seed, [](auto, const Move&, const auto& result, const State& state) {
            if (!result) return;
            for (const Event& event : *result) {
                const std::uint32_t whose = owner(state, event);
                const Audience seen_by = audience(state, event);
                RC_ASSERT(may_see(for_staff, seen_by));
                const bool by_desk = desk_owner(state, event).second;
                for (std::uint32_t leader = 1; leader <= leaders; ++leader) {
                    RC_ASSERT(may_see(for_leader(leader), seen_by) ==
                              (whose == 0 || whose == leader));
                    RC_ASSERT(may_see(for_desk(leader), seen_by) ==
                              (whose == 0 || (by_desk && whose == leader)));
                }
                RC_ASSERT(may_see(for_everyone, seen_by) == (whose == 0));
            }
        });
    }));
}

TEST_CASE("public data names no consumer") {
    CHECK(rc::check("public snapshot", [](std::uint64_t seed) {
        const auto history = histories::history_of(seed, 120);
        Engine engine;
        for (const Record& record : history.records) RC_ASSERT(engine.replay(record));
        std::string seen;
        write_snapshot(seen, engine.state(), for_everyone);
        RC_ASSERT(seen.find("\"consumer\"") == std::string::npos);
    }));
}

State with_two_leaders() {
    State state;
    int number = 0;
    const auto act = [&](Actor actor, const Command& command) {
        const std::string id = "command-" + std::to_string(++number);
        REQUIRE(carry_out(state, command, {actor, histories::first_moment, id}));
    };
    act(histories::supplier,
        catalog::Command(catalog::PublishOffer{
            "即食海参",
            "",
            "盒",
            {"海参", "500 g", "大连", "0–4 ℃", "30 天", "示例", "SC12200000000000"},
            Units{100},
            Units{6},
            {},
            {},
            {{Units{1}, Fen{16'800}}}}));
    for (const std::uint32_t leader : {1U, 2U}) {
        act(histories::supplier, community::Command(community::RegisterLeader{"团长", ""}));
        act(histories::supplier,
            community::Command(community::OpenCommunity{{leader}, "小区", ""}));
        act({Role::leader, leader},
            groupbuy::Command(groupbuy::Open{.community = {leader},
                                             .items = {{{1}, Units{20}}},
                                             .deadline = histories::first_moment + day_ms,
                                             .threshold = {groupbuy::ThresholdKind::people, 1}}));
    }
    return state;
}

TEST_CASE("a reaction follows its event in the same transaction") {
    State state = with_two_leaders();
    const Command withdraw = catalog::Command(catalog::WithdrawOffer{{1}, "包装印错"});
    const Context context{histories::supplier, histories::first_moment + hour_ms, "withdraw-1"};

    // decide() returns only the catalog's own event, without reactions.
    const auto decided = decide(state, withdraw, context);
    REQUIRE(decided);
    CHECK(decided->size() == 1);

    const auto carried = carry_out(state, withdraw, context);
    REQUIRE(carried);
    REQUIRE(carried->size() == 4);
    CHECK(std::holds_alternative<catalog::Event>((*carried)[0]));
    for (const std::size_t i : {1U, 2U}) {
        const auto& event = std::get<groupbuy::Event>((*carried)[i]);
        const auto& cancelled = std::get<groupbuy::Cancelled>(event);
        CHECK(cancelled.groupbuy.value == i);
        CHECK(cancelled.reason == "包装印错");
        CHECK(cancelled.at == context.now);
        CHECK(audience(state, (*carried)[i]) == for_leader(static_cast<std::uint32_t>(i)));
    }
    const auto& reserved = std::get<groupbuy::Reserved>(std::get<groupbuy::Event>((*carried)[3]));
    CHECK(reserved.reserved == Units{0});
    CHECK(audience(state, (*carried)[3]) == for_everyone);
    CHECK(broken_invariant(state).value_or("").empty());
}

TEST_CASE("a refused command causes no reaction") {
    State state = with_two_leaders();
    const auto before = digest(state);
    const Command withdraw = catalog::Command(catalog::WithdrawOffer{{1}, ""});
    CHECK_FALSE(
        carry_out(state, withdraw, {histories::supplier, histories::first_moment, "withdraw-1"}));
    CHECK(digest(state) == before);
    CHECK(state.groupbuy.index.open_by_offer.size() == 2);
}

}  // namespace transaction_test
