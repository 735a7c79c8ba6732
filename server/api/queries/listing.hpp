// The rows of an operator's tables: group-buys and leaders, filtered, sorted and split into pages.
// Pure functions over the state. A leader's scope sees the leader's own rows only.
#pragma once

#include "core/base/audience.hpp"
#include "core/engine/subjects.hpp"
#include "core/subjects/groupbuy/queries.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace starfish {

enum class GroupBuySort : std::uint8_t { deadline, units, code };
BOOST_DESCRIBE_ENUM(GroupBuySort, deadline, units, code)

inline constexpr std::int32_t page_rows_max = 200;

struct Page {
    std::int32_t page = 1;   // from 1
    std::int32_t size = 50;  // 1 to page_rows_max
};

struct GroupBuyRow {
    Id<groupbuy::GroupBuy> id;
    std::string code;
    std::string title;
    Id<community::Leader> leader;
    std::string leader_name;
    std::string community_name;
    groupbuy::Stage stage{};
    Instant deadline;
    Fen price_fen;
    Units stock;
    groupbuy::Threshold threshold;
    std::int32_t joined_people{};
    Units joined_units;
};
BOOST_DESCRIBE_STRUCT(GroupBuyRow, (),
                      (id, code, title, leader, leader_name, community_name, stage, deadline,
                       price_fen, stock, threshold, joined_people, joined_units))

struct GroupBuyPage {
    std::int64_t total{};  // rows on all pages
    std::int32_t page{};
    std::int32_t size{};
    std::vector<GroupBuyRow> rows;
};
BOOST_DESCRIBE_STRUCT(GroupBuyPage, (), (total, page, size, rows))

// Deadlines and codes ascend, units descend; ties keep the order of opening.
GroupBuyPage list_groupbuys(const State& state, Scope scope, Instant now, GroupBuySort sort,
                            std::optional<groupbuy::Stage> stage, Page page);

// Open group-buys of other leaders that may be offered again (帮卖), earliest end first. Staff see
// all of them.
GroupBuyPage list_reofferable(const State& state, Scope scope, Instant now, Page page);

struct LeaderRow {
    Id<community::Leader> id;
    std::string name;
    std::string tagline;
    Instant since;
    std::int32_t communities{};
    std::int32_t groupbuys{};
    std::int32_t open_groupbuys{};
    Units joined_units;  // of all group-buys except failed and cancelled ones
};
BOOST_DESCRIBE_STRUCT(LeaderRow, (),
                      (id, name, tagline, since, communities, groupbuys, open_groupbuys,
                       joined_units))

struct LeaderPage {
    std::int64_t total{};
    std::int32_t page{};
    std::int32_t size{};
    std::vector<LeaderRow> rows;
};
BOOST_DESCRIBE_STRUCT(LeaderPage, (), (total, page, size, rows))

// In the order of registration.
LeaderPage list_leaders(const State& state, Scope scope, Instant now, Page page);

}  // namespace starfish
