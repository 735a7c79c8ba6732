#include "core/base/table.hpp"

#include "tests/histories/dice.hpp"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <map>
#include <utility>

namespace {

using namespace starfish;

struct Row {
    Id<Row> id;
    int value{};
};

TEST_CASE("an empty table has nothing and begins at 1") {
    const Table<Row> table;
    CHECK(table.next_id() == Id<Row>{1});
    CHECK(table.find({0}) == nullptr);
    CHECK(table.find({1}) == nullptr);
    CHECK(table.size() == 0);
}

TEST_CASE("rows are found by their ids, dense or with gaps") {
    Table<Row> table;
    table.add({{1}, 10});
    table.add({{2}, 20});
    table.add({{7}, 70});
    CHECK(table.at({2}).value == 20);
    CHECK(table.at({7}).value == 70);
    CHECK(table.find({0}) == nullptr);
    CHECK(table.find({3}) == nullptr);
    CHECK(table.find({8}) == nullptr);
    CHECK(table.find({4'294'967'295}) == nullptr);
    CHECK(table.next_id() == Id<Row>{8});
}

TEST_CASE("a table is what a map by id would be") {
    CHECK(rc::check("put, in any order", [](std::uint64_t seed) {
        histories::Dice dice(seed);
        Table<Row> table;
        std::map<std::uint32_t, int> expected;
        for (int i = 0; i < 60; ++i) {
            const auto id = static_cast<std::uint32_t>(dice.between(1, 30));
            table.put({{id}, i});
            expected[id] = i;
        }
        RC_ASSERT(table.size() == expected.size());
        for (std::uint32_t id = 0; id <= 31; ++id) {
            const Row* found = table.find({id});
            RC_ASSERT((found != nullptr) == expected.contains(id));
            if (found) RC_ASSERT(found->value == expected[id]);
        }
        std::uint32_t last = 0;
        for (const Row& row : table) RC_ASSERT(std::exchange(last, row.id.value) < row.id.value);
    }));
}

}  // namespace
