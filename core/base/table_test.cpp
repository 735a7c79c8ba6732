#include "core/base/table.hpp"

#include "tests/histories/dice.hpp"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <map>
#include <utility>

namespace table_test {

using namespace starfish;

struct Row {
    Id<Row> id;
    int value{};
};

static_assert(std::forward_iterator<Table<Row>::Iterator>);

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

// Compares the table with the map. The chunks are so small that they fill and split.
using Small = Table<Row, 4>;
void check_same(const Small& table, const std::map<std::uint32_t, int>& expected) {
    RC_ASSERT(table.size() == expected.size());
    const std::uint32_t last = expected.empty() ? 0 : expected.rbegin()->first;
    RC_ASSERT(table.next_id().value == last + 1);
    for (std::uint32_t id = 0; id <= last + 1; ++id) {
        const Row* found = table.find({id});
        RC_ASSERT((found != nullptr) == expected.contains(id));
        if (found) RC_ASSERT(found->value == expected.at(id));
    }
    std::ptrdiff_t place = 0;
    auto row = table.begin();
    for (const auto& [id, value] : expected) {
        RC_ASSERT(row->id.value == id);
        RC_ASSERT((*(table.begin() + place++)).value == value);
        ++row;
    }
    RC_ASSERT(row == table.end());
    RC_ASSERT(table.begin() + place == table.end());
    for (const auto& [id, value] : expected) RC_ASSERT((*(table.end() - place--)).value == value);
}

TEST_CASE("a table holds the same rows as a map by id") {
    CHECK(rc::check("put, in any order", [](std::uint64_t seed) {
        histories::Dice dice(seed);
        Small table;
        std::map<std::uint32_t, int> expected;
        const auto most = dice.between(1, 120);
        for (int i = 0; i < 150; ++i) {
            const auto id = static_cast<std::uint32_t>(dice.between(1, most));
            table.put({{id}, i});
            expected[id] = i;
        }
        check_same(table, expected);
    }));
    CHECK(rc::check("added and put between", [](std::uint64_t seed) {
        histories::Dice dice(seed);
        Small table;
        std::map<std::uint32_t, int> expected;
        for (int i = 0; i < 100; ++i) {
            std::uint32_t id = table.next_id().value;
            if (dice.chance(50)) {
                id += static_cast<std::uint32_t>(dice.between(0, 3));
                table.add({{id}, i});
            } else {
                id = static_cast<std::uint32_t>(dice.between(1, id));
                table.put({{id}, i});
            }
            expected[id] = i;
        }
        check_same(table, expected);
        const Small copy = table;
        check_same(copy, expected);
    }));
}

}  // namespace table_test
