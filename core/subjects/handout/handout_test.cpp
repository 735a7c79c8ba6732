#include "core/subjects/handout/queries.hpp"

#include "core/engine/transaction.hpp"
#include "tests/histories/history.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>

namespace starfish {
namespace handout_test {

constexpr Actor chen{Role::leader, 1};

// Carries out a command that must succeed.
void act(State& state, Actor actor, const Command& command, Instant now) {
    static int number = 0;
    const std::string id = "command-" + std::to_string(++number);
    REQUIRE(carry_out(state, command, {actor, now, id}));
}

// A locked group-buy with this many people, one unit each; `before_it_locks` can add more.
State locked_with(int people, const std::function<void(State&, Instant)>& before_it_locks = {}) {
    State state;
    const Instant now = histories::first_moment;
    const Units stock{people + 3};
    act(state, histories::supplier,
        catalog::Command(catalog::PublishOffer{
            "即食海参",
            "",
            "盒",
            {"海参", "500 g", "大连", "0–4 ℃", "30 天", "示例", "SC12200000000000"},
            stock,
            stock,
            {},
            {},
            {{Units{1}, Fen{16'800}}}}),
        now);
    act(state, histories::supplier, community::Command(community::RegisterLeader{"陈姐", ""}), now);
    act(state, histories::supplier,
        community::Command(community::OpenCommunity{{1}, "百步亭", "江岸区"}), now);
    act(state, chen, community::Command(community::AddPickupPoint{{1}, "3号门", "某路", "周二"}),
        now);
    groupbuy::Open open{.community = {1}, .items = {{{1}, stock}}, .deadline = now + hour_ms};
    open.threshold = {groupbuy::ThresholdKind::people, 1};
    act(state, chen, groupbuy::Command(std::move(open)), now);
    for (int person = 1; person <= people; ++person)
        act(state, {Role::consumer, person},
            groupbuy::Command(groupbuy::Join{{1}, {1}, Units{1}, {}, {1}, {}}),
            now + std::int64_t{person});
    if (before_it_locks) before_it_locks(state, now + minute_ms);
    act(state, chen, groupbuy::Command(groupbuy::Close{{1}, true}), now + hour_ms / 2);
    return state;
}

// Every code has this many digits, is unique, and finds its slip.
void check_codes(const State& state, std::size_t digits) {
    std::set<std::string> codes;
    for (const Id<handout::Slip> id : handout::slips_of(state.handout, {1})) {
        const handout::Slip& slip = state.handout.slips.at(id);
        CHECK(slip.code.size() == digits);
        CHECK(std::ranges::all_of(slip.code, [](char c) { return c >= '0' && c <= '9'; }));
        CHECK(codes.insert(slip.code).second);
        CHECK(handout::find_slip(state.handout, {1}, slip.code) == &slip);
    }
}

TEST_CASE("pickup codes: a join with another's phone number gets its own slip and code") {
    const auto join = [](std::optional<Id<groupbuy::OrderLine>> with) {
        return groupbuy::Command(groupbuy::Join{{1}, {1}, Units{1}, {}, {1}, {}, with});
    };
    const State locked = locked_with(1, [&](State& open, Instant now) {
        act(open, {Role::consumer, 1}, join(std::nullopt), now);  // a stranger, with the same phone
        act(open, {Role::consumer, 1}, join({{1}}), now);         // from the first order's page
        act(open, {Role::consumer, 1}, join({{3}}), now);         // from that join's page
    });
    const auto slips = handout::slips_of(locked.handout, {1});
    REQUIRE(slips.size() == 2);
    const handout::Slip& hers = locked.handout.slips.at(slips[0]);
    const handout::Slip& stranger = locked.handout.slips.at(slips[1]);
    CHECK(hers.deliveries.size() == 3);
    CHECK(stranger.deliveries.size() == 1);
    CHECK(hers.code != stranger.code);
    CHECK(locked.groupbuy.lines.at({4}).order == Id<groupbuy::OrderLine>{1});
}

TEST_CASE("pickup codes: four digits, six from 2,001 slips on, each once in its hand-out") {
    const State few = locked_with(30);
    CHECK(handout::slips_of(few.handout, {1}).size() == 30);
    check_codes(few, 4);
    const std::string& code = few.handout.slips.at({1}).code;
    CHECK_FALSE(handout::find_slip(few.handout, {2}, code));
    CHECK_FALSE(handout::find_slip(few.handout, {1}, "0" + code));
    CHECK_FALSE(handout::find_slip(few.handout, {1}, "abcd"));
    CHECK_FALSE(handout::find_slip(few.handout, {1}, ""));

    check_codes(locked_with(2'000), 4);
    check_codes(locked_with(2'001), 6);
}

TEST_CASE("a photo is named by 64 hexadecimal digits") {
    CHECK(handout::is_photo_id(std::string(64, 'a')));
    CHECK(handout::is_photo_id(std::string(64, '0')));
    CHECK_FALSE(handout::is_photo_id(std::string(63, 'a')));
    CHECK_FALSE(handout::is_photo_id(std::string(65, 'a')));
    CHECK_FALSE(handout::is_photo_id(std::string(64, 'A')));
    CHECK_FALSE(handout::is_photo_id(std::string(63, 'a') + "/"));
    CHECK_FALSE(handout::is_photo_id(""));
}

TEST_CASE("when collecting ends, and when the sweep finishes the hand-out") {
    handout::Handout handout;
    handout.prepared_at = {1'000};
    CHECK(handout::collect_until(handout) == handout.prepared_at + handout::arrive_within_ms);
    handout.last_arrival_at = {5'000};
    CHECK(handout::collect_until(handout) ==
          handout.last_arrival_at + handout::collect_any_time_ms);
    handout.pickup_until = {5'000};
    CHECK(handout::collect_until(handout) == handout.pickup_until);
    handout.last_arrival_at = {5'001};
    CHECK(handout::collect_until(handout) ==
          handout.last_arrival_at + handout::collect_late_arrival_ms);
    CHECK(handout::retained_until(handout) ==
          handout::collect_until(handout) + handout::retain_uncollected_ms);
}

// Otherwise the property tests over random histories would not cover hand-outs.
TEST_CASE("random histories contain every hand-out event") {
    std::map<std::string, int> seen;
    for (std::uint64_t seed = 1; seed <= 60; ++seed)
        for (const Record& record : histories::history_of(seed, 400).records) ++seen[record.type];
    for (const std::string_view type :
         {"handout.prepared", "handout.slip_made", "handout.checked_in", "handout.handed_over",
          "handout.corrected", "handout.claim_filed", "handout.claim_answered", "handout.finished",
          "orders.lowered", "community.verifier_appointed", "community.verifier_dismissed",
          "community.leader_changed"}) {
        CAPTURE(type);
        CHECK(seen[std::string(type)] >= 10);
    }
}

}  // namespace handout_test
}  // namespace starfish
