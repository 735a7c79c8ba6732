#include "server/exports/sorting.hpp"

#include "server/exports/natural_order.hpp"
#include "tests/exports/golden_case.hpp"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>

namespace starfish::exports {
namespace sorting_test {

const std::vector<std::string> buildings{"", "1号楼", "2号楼", "10号楼", "二号楼", "A座", "２号楼"};
const std::vector<std::string> rooms{"", "101", "302", "1101", "十二"};
const std::vector<std::string> item_texts{"即食海参", "东北大米", "黑枸杞", "=1+1"};
const std::vector<std::string> spec_texts{"", "500g", "250g"};

ExportLine any_line() {
    const auto among = [](const std::vector<std::string>& texts) {
        return *rc::gen::elementOf(texts);
    };
    const bool cancelled = *rc::gen::inRange(0, 5) == 0;
    return {.join_number = *rc::gen::inRange(1, 12),
            .name = "王芳",
            .building = among(buildings),
            .room = among(rooms),
            .item = among(item_texts),
            .spec = among(spec_texts),
            .quantity = *rc::gen::inRange(1, 20),
            .amount = {*rc::gen::inRange(0, 100'000)},
            .freight = {*rc::gen::inRange(0, 1'000)},
            .status = cancelled ? LineStatus::cancelled : LineStatus::paid};
}

struct RandomCampaign {
    std::vector<ExportLine> lines;
    std::vector<CampaignItem> items;
};

RandomCampaign any_campaign() {
    RandomCampaign campaign;
    for (int left = *rc::gen::inRange(0, 40); left > 0; --left)
        campaign.lines.push_back(any_line());
    for (int left = *rc::gen::inRange(0, 4); left > 0; --left)
        campaign.items.push_back(
            {.item = *rc::gen::elementOf(item_texts), .spec = *rc::gen::elementOf(spec_texts)});
    return campaign;
}

std::vector<LineIndex> to_pack(std::span<const ExportLine> lines) {
    std::vector<LineIndex> indexes;
    for (LineIndex i = 0; i < lines.size(); ++i)
        if (lines[i].status != LineStatus::cancelled) indexes.push_back(i);
    return indexes;
}

// Every line to pack is in exactly one group, and the groups' sums match their lines.
void check_groups(std::span<const ExportLine> lines, const std::vector<LineGroup>& groups) {
    std::vector<LineIndex> found;
    for (const LineGroup& group : groups) {
        RC_ASSERT(!group.lines.empty());
        std::int64_t quantity = 0;
        Fen due;
        for (const LineIndex i : group.lines) {
            found.push_back(i);
            quantity += lines[i].quantity;
            due = due + lines[i].amount + lines[i].freight - lines[i].discount;
        }
        RC_ASSERT(group.quantity == quantity);
        RC_ASSERT(group.due == due);
    }
    std::ranges::sort(found);
    RC_ASSERT(found == to_pack(lines));
}

constexpr SlipOrder slip_orders[] = {SlipOrder::item_building_room, SlipOrder::building_item_room,
                                     SlipOrder::building_room_item};

TEST_CASE("sorting: no line is lost or doubled in any order") {
    CHECK(rc::check("groups partition the lines", [] {
        const auto [lines, items] = any_campaign();
        check_groups(lines, by_customer(lines));
        check_groups(lines, by_product(lines, items));
        check_groups(lines, by_household(lines));
        for (const SlipOrder order : slip_orders) check_groups(lines, slips(lines, items, order));
    }));
}

TEST_CASE("sorting: a matrix adds up along rows and columns") {
    CHECK(rc::check("matrix", [] {
        const auto [lines, items] = any_campaign();
        const Matrix sums = matrix(lines, items);
        std::int64_t all = 0;
        for (const LineIndex i : to_pack(lines)) all += lines[i].quantity;
        RC_ASSERT(sums.quantity == all);
        std::vector<std::int64_t> columns(sums.products.size());
        for (std::size_t person = 0; person < sums.people.size(); ++person) {
            std::int64_t row = 0;
            for (std::size_t i = 0; i < columns.size(); ++i) {
                row += sums.quantities[person][i];
                columns[i] += sums.quantities[person][i];
            }
            RC_ASSERT(row == sums.people[person].quantity);
        }
        for (std::size_t i = 0; i < columns.size(); ++i)
            RC_ASSERT(columns[i] == sums.products[i].quantity);
    }));
}

TEST_CASE("sorting: one group for each key, whatever the order of the lines") {
    CHECK(rc::check("keys do not come twice", [] {
        const auto [lines, items] = any_campaign();
        std::set<std::int32_t> numbers;
        for (const LineGroup& order : by_customer(lines))
            RC_ASSERT(numbers.insert(lines[order.lines.front()].join_number).second);
        std::set<ItemName> products;
        for (const LineGroup& group : by_product(lines, items)) {
            const ExportLine& first = lines[group.lines.front()];
            RC_ASSERT(products.insert({first.item, first.spec}).second);
        }
        const auto walk = slips(lines, items, SlipOrder::building_room_item);
        for (std::size_t i = 1; i < walk.size(); ++i)
            RC_ASSERT(std::is_lt(natural_order(lines[walk[i - 1].lines.back()].building,
                                               lines[walk[i].lines.front()].building)));
    }));
}

TEST_CASE("sorting: natural order is an order") {
    CHECK(rc::check("antisymmetric and transitive", [] {
        const auto a = *rc::gen::elementOf(buildings);
        const auto b = *rc::gen::elementOf(buildings);
        const auto c = *rc::gen::elementOf(rooms);
        RC_ASSERT(std::is_lt(natural_order(a, b)) == std::is_gt(natural_order(b, a)));
        if (std::is_lteq(natural_order(a, b)) && std::is_lteq(natural_order(b, c)))
            RC_ASSERT(std::is_lteq(natural_order(a, c)));
    }));
}

TEST_CASE("sorting: buildings and rooms in the order one walks") {
    const auto before = [](std::string_view a, std::string_view b) {
        INFO(a << " and " << b);
        CHECK(natural_order(a, b) < 0);
        CHECK(natural_order(b, a) > 0);
    };
    before("2号楼", "10号楼");
    before("二号楼", "十号楼");
    before("二期3号楼", "二期10号楼");
    before("九号楼", "二十三号楼");
    before("302", "1101");
    before("1单元302", "1单元1101");
    before("A座", "B座");
    before("9", "A座");
    before("1号楼", "1号楼甲");
    before("99999999999999999999998", "99999999999999999999999");
    before("2号楼", "");
    for (const auto* const same : {"2号楼", "02号楼", "２号楼", "二号楼", "2 号楼", "两号楼"})
        CHECK(natural_order(same, "2号楼") == 0);
    CHECK(natural_order("一百零一", "101") == 0);
    CHECK(natural_order("二〇三", "203") == 0);
    CHECK(natural_order("", "  ") == 0);
    CHECK(natural_order("a座", "A座") == 0);
}

std::string walk(const std::vector<LineGroup>& groups, std::span<const ExportLine> lines) {
    std::string out;
    for (const LineGroup& group : groups) {
        out += out.empty() ? "" : " | ";
        for (const LineIndex i : group.lines)
            out += std::to_string(lines[i].join_number) + lines[i].item.substr(0, 3);
    }
    return out;
}

TEST_CASE("sorting: the golden campaign's slips") {
    const auto [campaign, lines] = golden_case();
    const auto& items = campaign.items;
    // 2号楼 (302 before 1101), 10号楼, A座, then the line without a building.
    CHECK(walk(slips(lines, items, SlipOrder::building_room_item), lines) ==
          "3即4黑2即 | 1即1东 | 7即 | 5东");
    CHECK(walk(slips(lines, items, SlipOrder::building_item_room), lines) ==
          "3即2即4黑 | 1即1东 | 7即 | 5东");
    CHECK(walk(slips(lines, items, SlipOrder::item_building_room), lines) ==
          "3即1即 | 2即7即 | 1东5东 | 4黑");
    CHECK(walk(by_household(lines), lines) == "3即4黑 | 2即 | 1即1东 | 7即 | 5东");
}

}  // namespace sorting_test
}  // namespace starfish::exports
