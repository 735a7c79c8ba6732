#include "core/subjects/notices/notices.hpp"

#include "core/engine/snapshot.hpp"
#include "core/engine/transaction.hpp"
#include "core/scenario/play.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>

namespace starfish::notices {
namespace notices_test {

constexpr std::string_view beginning = R"(D0 09:00
supplier publishes 即食海参: 100 盒, at most 6 each, 1+ ¥168
陈姐 serves 百步亭, pickup at 3号门
陈姐 opens A: 即食海参, 6 units, needs 1 people, until D1 18:00
陈姐 opens B: 即食海参, 6 units, needs 3 people, until D1 18:00
10:00  李芳 joins A ×4
10:01  王强 joins A ×2
10:02  赵敏 joins A ×2 or waits
10:03  李芳 joins B ×1
)";

constexpr Instant at(int day, int hour, int minute = 0) {
    return {1'606'147'200'000 + day * day_ms + hour * hour_ms + minute * minute_ms};
}

struct Neighbourhood : scenario::EngineWorld {
    explicit Neighbourhood(std::string_view more = "") {
        const std::string text = std::string(beginning).append(more);
        // D0 is 2020-11-24 in Shanghai.
        const auto script = scenario::read_script(text, {shanghai_day(at(0, 0))}, "notices");
        REQUIRE(script.has_value());
        const auto trouble = scenario::play(*script, *this);
        INFO((trouble ? scenario::to_string(*trouble, "notices") : ""));
        REQUIRE_FALSE(trouble);
    }
    const State& told() const { return state().notices; }
    Result<scenario::Answer> ask_any(Actor actor, Instant now, const starfish::Command& command) {
        ids_ += "x";
        return carry_out({command, {actor, now, ids_}, "", ""});
    }
    Result<scenario::Answer> ask(Actor actor, Instant now, Command command) {
        return ask_any(actor, now, std::move(command));
    }
    std::vector<Kind> owed_to(std::string_view name) {
        std::vector<Kind> kinds;
        for (const Notice& notice : told().notices)
            if (notice.consumer == consumer(name) && notice.told == Channel::none)
                kinds.push_back(notice.kind);
        return kinds;
    }
    std::string ids_ = "notices-test-";
};

constexpr Actor postman{Role::system, 0};
constexpr Actor leader{Role::leader, 1};
TEST_CASE("notices: the end of a group-buy is owed to everyone it concerns") {
    Neighbourhood there("11:00  李芳 leaves A\nD1 18:00\nsystem closes A\nsystem closes B\n");
    using Kinds = std::vector<Kind>;
    CHECK(there.owed_to("王强") == Kinds{Kind::locked});
    CHECK(there.owed_to("赵敏") == Kinds{Kind::promoted, Kind::locked});
    CHECK(there.owed_to("李芳") == Kinds{Kind::failed});
    CHECK_FALSE(broken_invariant(there.state()));
}

TEST_CASE("notices: consumers whose wait was in vain are told") {
    Neighbourhood there("D1 18:00\nsystem closes A\n");
    CHECK(there.owed_to("赵敏") == std::vector{Kind::nothing});
}

TEST_CASE("notices: all notices owed to one person go out as one message, after a while") {
    Neighbourhood there("D1 18:00\nsystem closes A\nsystem closes B\n");
    CHECK(due(there.told(), at(1, 18, 1), 10).empty());
    const auto letters = due(there.told(), at(1, 18, 2), 10);
    REQUIRE(letters.size() == 3);
    CHECK(letters[0].consumer == there.consumer("李芳"));
    CHECK(letters[0].notices.size() == 2);
    REQUIRE(there.ask(postman, at(1, 18, 3), Tell{letters[0].notices, "sms-1"}));
    CHECK(there.owed_to("李芳").empty());
    CHECK(due(there.told(), at(1, 18, 3), 10).size() == 2);
    const auto again = there.ask(postman, at(1, 18, 4), Tell{letters[0].notices, "sms-1"});
    REQUIRE_FALSE(again);
    CHECK(again.error().code == "notices.told");
}

TEST_CASE("notices: nobody gets messages at night or beyond the budget") {
    Neighbourhood there("D1 18:00\nsystem closes A\nsystem closes B\n");
    CHECK(due(there.told(), at(1, 22), 10).empty());
    CHECK(due(there.told(), at(2, 7, 59), 10).empty());
    CHECK(due(there.told(), at(2, 8), 10).size() == 3);

    const ConsumerId person = there.consumer("李芳");
    CHECK(may_send_at(there.told(), person, at(1, 23)) == at(2, 8));
    CHECK(may_send_at(there.told(), person, at(2, 1)) == at(2, 8));
    State state = there.told();
    const Id<Leader> host{1};
    for (std::uint32_t i = 1; i <= 3; ++i)
        apply(state, WasTold{{i}, host, person, {}, Channel::message, "", at(2, 9)});
    CHECK(may_send_at(state, person, at(2, 10)) == at(3, 8));
    CHECK(may_send_at(state, person, at(3, 8)) == at(3, 8));
    CHECK(due(state, at(2, 10), 10).size() == 2);  // the others
}

TEST_CASE("notices: no message after the leader told it in the chat or the consumer saw it") {
    Neighbourhood there("D1 18:00\nsystem closes A\n");
    const auto& all = there.told().notices;
    std::vector<Id<Notice>> ids;
    for (const Notice& notice : all)
        if (notice.kind == Kind::locked) ids.push_back(notice.id);
    const Notice last = *(all.end() - 1);
    const Actor reader{Role::consumer, last.consumer.value};
    REQUIRE(there.ask(reader, at(1, 18, 1), See{last.line}));
    CHECK(there.told().notices.at(last.id).told == Channel::seen);
    const auto nothing = there.ask(reader, at(1, 18, 1), See{last.line});
    REQUIRE_FALSE(nothing);
    CHECK(nothing.error().code == "notices.none");
    REQUIRE(there.ask(leader, at(1, 23), Tell{ids, ""}));  // in the chat also at night
    CHECK(due(there.told(), at(2, 9), 10).empty());
}

TEST_CASE("notices: a message that fails is tried again, with growing pauses") {
    Neighbourhood there("D1 18:00\nsystem closes A\n");
    Instant now = at(1, 18, 2);
    for (const int minutes : {1, 2, 4}) {
        const auto letters = due(there.told(), now, 1);
        REQUIRE(letters.size() == 1);
        const auto id = letters[0].notices.front();
        REQUIRE(there.ask(postman, now, ReportUntold{letters[0].notices, "status 503"}));
        const Notice& notice = there.told().notices.at(id);
        CHECK(notice.next_try == now + minutes * minute_ms);
        CHECK(notice.last_reason == "status 503");
        now = now + minutes * minute_ms;
        // The others fell due earlier, so they go first.
        for (const auto& other : due(there.told(), now, 10))
            if (!std::ranges::count(other.notices, id))
                REQUIRE(there.ask(postman, now, Tell{other.notices, ""}));
    }
}

TEST_CASE("notices: a verifier's device, which knows no group-buys, decides without them") {
    Neighbourhood there("D1 18:00\nsystem closes A\n");
    std::string text;
    write_snapshot(text, there.state(), for_desk(1));
    auto desk = read_snapshot(text);
    REQUIRE(desk);
    const handout::CheckIn all{{1}, 0, "A1", Units{6}, {}, "", {}};
    const starfish::Command command = handout::Command(all);
    const auto here = carry_out(*desk, command, {leader, at(1, 19), "at-the-desk"});
    REQUIRE(here);
    CHECK(here->size() == 1);
    REQUIRE(there.ask_any(leader, at(1, 19), command));
    CHECK(there.owed_to("王强") == std::vector{Kind::locked, Kind::arrived});
}

TEST_CASE("notices: only the leader and the system tell, each within limits") {
    Neighbourhood there("D1 18:00\nsystem closes A\n");
    const auto refused = [&](Actor actor, Command command, std::string_view code) {
        const auto answer = there.ask(actor, at(1, 19), std::move(command));
        REQUIRE_FALSE(answer);
        CHECK(answer.error().code == code);
    };
    refused({Role::leader, 2}, Tell{{{1}}, ""}, "notices.unknown");
    refused({Role::supplier, 1}, Tell{{{1}}, ""}, "notices.unknown");
    refused(leader, Tell{{{1}, {1}}, ""}, "notices.told");
    refused(leader, Tell{{}, ""}, "notices.none");
    refused(leader, Tell{{{99}}, ""}, "notices.unknown");
    refused(leader, ReportUntold{{{1}}, "why"}, "actor.system_only");
    refused(postman, Tell{{{1}, {2}}, ""}, "notices.several_people");
    refused(postman, ReportUntold{{{1}}, ""}, "text.too_short");
    refused({Role::consumer, 5}, See{{1}}, "notices.none");
}

}  // namespace notices_test
}  // namespace starfish::notices
