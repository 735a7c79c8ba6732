// A replica (a browser) starts from a snapshot for its scope and applies the events visible to that
// scope. At any starting point it must equal the server's state for that scope.
#include "tests/histories/replicas.hpp"

#include "core/engine/engine.hpp"
#include "core/engine/read_logged.hpp"
#include "core/engine/snapshot.hpp"
#include "tests/histories/history.hpp"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

namespace starfish {
namespace replica_test {

// Starts replicas from a snapshot of the current state: public, staff and every possible leader.
void start(std::vector<histories::Replica>& replicas, const State& state) {
    for (const auto& shape : histories::replicas_from_the_start(6)) {
        std::string text;
        write_snapshot(text, state, shape.scope);
        auto read = read_snapshot(text);
        RC_ASSERT(read.has_value());
        replicas.push_back({shape.scope, std::move(*read)});
    }
}

TEST_CASE("replica: from any starting point it equals the server's state for its scope") {
    const bool holds = rc::check([] {
        const auto seed = *rc::gen::arbitrary<std::uint32_t>();
        const int moves = *rc::gen::inRange(1, 250);
        const int first = *rc::gen::inRange(0, moves);
        const int second = *rc::gen::inRange(0, moves);
        Engine engine;
        histories::Author author(seed);
        std::vector<histories::Replica> replicas;
        for (int i = 0; i < moves; ++i) {
            if (i == first || i == second) start(replicas, engine.state());
            const histories::Move move = author.next(engine.state());
            const auto outcome = engine.submit(move.command, move.context());
            if (outcome) histories::feed(replicas, engine.state(), outcome->events);
        }
        RC_ASSERT(histories::first_difference(replicas, engine.state()).value_or("") == "");
    });
    CHECK(holds);
}

TEST_CASE("replica: events read back from the log give the same state") {
    const bool holds = rc::check([] {
        const auto seed = *rc::gen::arbitrary<std::uint32_t>();
        const auto history = histories::history_of(seed, *rc::gen::inRange(1, 250));
        auto replicas = histories::replicas_from_the_start(6);
        Engine engine;
        json::Document document;
        for (const Record& record : history.records) {
            RC_ASSERT(engine.replay(record));
            const auto event = read_logged(document, record);
            RC_ASSERT(event.has_value());
            histories::feed(replicas, engine.state(), std::span(&*event, 1));
        }
        RC_ASSERT(digest(engine.state()) == history.digest);
        RC_ASSERT(histories::first_difference(replicas, engine.state()).value_or("") == "");
    });
    CHECK(holds);
}

}  // namespace replica_test
}  // namespace starfish
