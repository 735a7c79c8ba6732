#include "core/engine/snapshot.hpp"
#include "core/engine/read_logged.hpp"

#include "core/engine/transaction.hpp"
#include "tests/histories/history.hpp"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <array>

namespace snapshot_test {

using namespace starfish;

State after(const std::vector<Record>& records) {
    State state;
    json::Document document;
    for (const Record& record : records) starfish::apply(state, *read_logged(document, record));
    return state;
}

std::string snapshot(const State& state, Scope scope = for_staff) {
    std::string text;
    write_snapshot(text, state, scope);
    return text;
}

const std::string empty_snapshot =
    R"({"catalog":{"offers":[]},)"
    R"("community":{"leaders":[],"communities":[],"pickup_points":[],"verifiers":[],)"
    R"("payment_instructions":[]},)"
    R"("groupbuy":{"groupbuys":[],"lines":[],"reservations":[]},)"
    R"("handout":{"handouts":[],"slips":[],"deliveries":[],"arrivals":[],"corrections":[],)"
    R"("claims":[]},)"
    R"("orders":{"bills":[],"payments":[],"refunds":[]},)"
    R"("money":{"entries":[],"purses":[],"lines":[],"holds":[],"withdrawals":[],)"
    R"("settlements":[]},)"
    R"("notices":{"notices":[],"messages":[]}})";

TEST_CASE("a snapshot has every subject and table, including empty tables") {
    CHECK(snapshot({}) == empty_snapshot);
    CHECK(read_snapshot(empty_snapshot));
}

TEST_CASE("a snapshot reads back to the same state") {
    CHECK(rc::check("digest and bytes", [](std::uint64_t seed) {
        const State state = after(histories::history_of(seed, 100).records);
        const std::string text = snapshot(state);
        const auto read = read_snapshot(text);
        RC_ASSERT(read.has_value());
        RC_ASSERT(digest(*read) == digest(state));
        RC_ASSERT(snapshot(*read) == text);
        RC_ASSERT(broken_invariant(*read).value_or("") == "");
    }));
}

TEST_CASE("a scoped snapshot has the state that the scope may see") {
    CHECK(rc::check("every scope", [](std::uint64_t seed) {
        const State state = after(histories::history_of(seed, 100).records);
        for (const Scope scope : {for_everyone, for_leader(1), for_leader(2), for_leader(99)}) {
            const auto read = read_snapshot(snapshot(state, scope));
            RC_ASSERT(read.has_value());
            RC_ASSERT(digest(*read) == digest(state, scope));
        }
    }));
}

// A snapshot has no indexes. Indexes built again must lead to the same decisions.
TEST_CASE("a state read from a snapshot makes the same decisions") {
    CHECK(rc::check("same events, same refusals", [](std::uint64_t seed) {
        histories::Author author(seed);
        State state;
        for (int i = 0; i < 100; ++i) {
            const auto move = author.next(state);
            (void)carry_out(state, move.command, move.context());
        }
        auto again = read_snapshot(snapshot(state));
        RC_ASSERT(again.has_value());
        for (int i = 0; i < 60; ++i) {
            const auto move = author.next(state);
            const auto one = carry_out(state, move.command, move.context());
            const auto other = carry_out(*again, move.command, move.context());
            RC_ASSERT(one.has_value() == other.has_value());
            if (!one) RC_ASSERT(one.error().code == other.error().code);
            RC_ASSERT(digest(state) == digest(*again));
        }
    }));
}

TEST_CASE("an invalid snapshot is not read") {
    const auto with = [](std::string_view what, std::string_view instead) {
        std::string text = empty_snapshot;
        text.replace(text.find(what), what.size(), instead);
        return text;
    };
    const std::array broken{
        std::string(),
        std::string("null"),
        std::string("{}"),
        empty_snapshot.substr(0, empty_snapshot.size() - 1),
        with("\"catalog\"", "\"catalogue\""),
        with("\"offers\"", "\"deals\""),
        with("{\"offers\":[]}", "[]"),
        with("\"leaders\":[]", "\"leaders\":{}"),
        with("\"leaders\":[]", "\"leaders\":[{}]"),
        with("\"reservations\":[]",
             R"("reservations":[{"id":2,"reserved":1},{"id":1,"reserved":1}])"),
        with("\"reservations\":[]",
             R"("reservations":[{"id":1,"reserved":1},{"id":1,"reserved":1}])"),
        with("\"reservations\":[]", R"("reservations":[{"id":0,"reserved":1}])")};
    for (const std::string& text : broken) {
        CAPTURE(text);
        CHECK_FALSE(read_snapshot(text));
    }
}

TEST_CASE("a digest is written as 16 hexadecimal digits") {
    CHECK(digest_text(0) == "0000000000000000");
    CHECK(digest_text(0x0123456789ABCDEFU) == "0123456789abcdef");
    CHECK(digest_text(~std::uint64_t{0}) == "ffffffffffffffff");
}

}  // namespace snapshot_test
