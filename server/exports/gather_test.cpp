#include "server/exports/gather.hpp"

#include "core/subjects/handout/queries.hpp"
#include "server/store/memory_store.hpp"
#include "tests/support/page_case.hpp"

#include <catch2/catch_test_macros.hpp>

namespace starfish::exports {
namespace gather_test {

const groupbuy::GroupBuy& last_of(const PageCase& played) {
    INFO(played.trouble());
    REQUIRE(played.trouble().empty());
    return *(played.state().groupbuy.groupbuys.end() - 1);
}

// A store with the profiles of all lines as 顾客1, 顾客2, …, and their notes.
std::unique_ptr<Store> store_of(const PageCase& played, const std::vector<std::string>& notes) {
    auto store = open_memory_store();
    std::vector<Profile> profiles;
    std::vector<PrivateText> note_texts;
    for (const groupbuy::OrderLine& line : played.state().groupbuy.lines) {
        const std::string number = std::to_string(line.id.value);
        profiles.push_back({line.consumer, "顾客" + number, "1390000000" + number});
        if (line.id.value <= notes.size())
            note_texts.push_back({"line", line.id.value, notes[line.id.value - 1]});
    }
    REQUIRE(store->append({.profiles = profiles, .private_texts = note_texts}));
    return store;
}

ExportData export_data_of(const PageCase& played, const std::vector<std::string>& notes = {}) {
    const auto store = store_of(played, notes);
    return gather(rows_of(played.state(), last_of(played), for_staff), *store);
}

TEST_CASE("gather: ordered quantities before the allotment") {
    const std::string_view start = R"(
supplier publishes 鸡蛋: 100 盒, at most 6 each, costs ¥18, 1+ ¥30, 5+ ¥25
陈姐 opens A: 鸡蛋, 8 units, needs 2 people, until D1 18:00, paid by transfer
10:00  李芳 joins A ×3
10:01  王强 joins A ×3
10:02  陈姐 confirms ¥90 from 李芳 in A
10:03  赵敏 joins A ×2
10:04  孙丽 joins A ×1 or waits
10:05  赵敏 leaves A
)";
    const PageCase open_case(start);
    const auto leader_rows = rows_of(open_case.state(), last_of(open_case), for_leader(1));
    CHECK(leader_rows.offers[0].cost_fen == Fen{});
    const ExportData open = export_data_of(PageCase(start), {"3号楼1502 放门口", "", "", "=1+1"});
    CHECK(open.campaign.title == "鸡蛋");
    CHECK(open.campaign.leader == "陈姐");
    CHECK(open.campaign.deadline == page_calendar.at(1, 18 * hour_ms));
    REQUIRE(open.campaign.items.size() == 1);
    CHECK(open.campaign.items[0].price == Fen{2'500});
    CHECK(open.campaign.items[0].cost == Fen{1'800});
    CHECK(open.campaign.items[0].stock == 8);
    REQUIRE(open.lines.size() == 4);
    const ExportLine& first = open.lines[0];
    CHECK(first.name == "顾客1");
    CHECK(first.phone == "13900000001");
    CHECK(first.building == "3号楼");
    CHECK(first.room == "1502");
    CHECK(first.member_note == "3号楼1502 放门口");
    CHECK(first.pickup_point.name == "3号门驿站");
    CHECK(first.quantity == 3);
    CHECK(first.unit == "盒");
    CHECK(first.amount == Fen{7'500});
    CHECK(first.refund == Fen{0});
    CHECK(first.status == LineStatus::paid);
    CHECK(open.lines[1].status == LineStatus::to_pay);
    CHECK(open.lines[2].status == LineStatus::cancelled);
    // 赵敏 left, so 孙丽 is no longer waiting.
    CHECK(open.lines[3].status == LineStatus::to_pay);
    CHECK(open.lines[3].member_note == "=1+1");
}

TEST_CASE("gather: allotments after the lock; cancelled lines after a cancellation") {
    const std::string start = R"(
陈姐 opens A: 即食海参, 10 units, needs 2 people, until D1 18:00
10:00  李芳 joins A ×4 up to 2 more
10:01  王强 joins A ×3
)";
    const ExportData locked = export_data_of(PageCase(start + "11:00  陈姐 closes A\n"));
    REQUIRE(locked.lines.size() == 2);
    // The tolerance of 李芳 reached the first tier of ten.
    CHECK(locked.lines[0].quantity + locked.lines[1].quantity >= 7);
    CHECK(locked.lines[0].amount ==
          Fen{locked.campaign.items[0].price.value * locked.lines[0].quantity});
    CHECK(locked.lines[0].status == LineStatus::to_pay);
    const ExportData dead =
        export_data_of(PageCase(start + "11:00  陈姐 cancels A because \"下雨\"\n"));
    for (const ExportLine& line : dead.lines) CHECK(line.status == LineStatus::cancelled);
}

TEST_CASE("gather: after the lock: codes, arrivals, corrections and hand-overs") {
    const std::string locked = R"(
陈姐 opens A: 即食海参, 30 units, needs 1 people, until D1 18:00
10:00  李芳 joins A ×3
10:01  王强 joins A ×2
11:00  陈姐 closes A
)";
    const std::string come = locked + "12:00  陈姐 checks in A: 3 units as \"B1\"\n";
    const std::string corrected =
        come + "12:05  陈姐 reports 1 missing for 李芳 in A because \"少到一盒\"\n";
    const std::string handed = corrected + "12:10  陈姐 hands over A to 李芳\n";

    const PageCase played(locked);
    const ExportData waiting = export_data_of(played);
    REQUIRE(waiting.lines.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        const std::string& code = waiting.lines[i].pickup_code;
        const auto& lines = played.state().groupbuy.lines;
        const auto* slip =
            handout::find_slip(played.state().handout, {last_of(played).id.value}, code);
        REQUIRE(slip);
        CHECK(slip->consumer == lines.at({static_cast<std::uint32_t>(i + 1)}).consumer);
        CHECK(waiting.lines[i].status == LineStatus::to_pay);
    }
    CHECK(waiting.lines[0].pickup_code != waiting.lines[1].pickup_code);

    const ExportData arrived = export_data_of(PageCase(come));
    CHECK(arrived.lines[0].status == LineStatus::arrived);
    CHECK(arrived.lines[0].pickup_code == waiting.lines[0].pickup_code);
    // Not paid yet: a discount. Paid: a refund.
    const ExportData cheaper = export_data_of(PageCase(corrected));
    CHECK(cheaper.lines[0].amount == Fen{50'400});
    CHECK(cheaper.lines[0].discount == Fen{16'800});
    CHECK(cheaper.lines[0].refund == Fen{0});
    const ExportData done = export_data_of(PageCase(handed));
    CHECK(done.lines[0].status == LineStatus::handed_out);
    CHECK(done.lines[0].refund == Fen{16'800});
    CHECK(done.lines[0].discount == Fen{0});
    CHECK(done.lines[1].status == LineStatus::arrived);
    // Nothing will be delivered, so nobody packs the line.
    const ExportData none = export_data_of(
        PageCase(handed + "12:20  陈姐 reports 2 missing for 王强 in A because \"没有了\"\n"));
    CHECK(none.lines[1].status == LineStatus::cancelled);
}

TEST_CASE("gather: with prepayment a line is paid before it arrives, or to pay") {
    const std::string start = R"(
陈姐 opens A: 即食海参, 30 units, needs 1 people, until D1 18:00, paid by transfer
10:00  李芳 joins A ×1
10:01  王强 joins A ×1
10:02  陈姐 confirms ¥168 from 李芳 in A
11:00  陈姐 closes A
)";
    const ExportData locked = export_data_of(PageCase(start));
    CHECK(locked.lines[0].status == LineStatus::paid);
    CHECK(locked.lines[0].pickup_code.size() == 4);
    const ExportData come =
        export_data_of(PageCase(start + "12:00  陈姐 checks in A: 1 units as \"B1\"\n"));
    CHECK(come.lines[0].status == LineStatus::arrived);
}

TEST_CASE("gather: goods of one name are told apart, erased people have no name") {
    const PageCase played(R"(
supplier publishes 大: 100 盒, at most 6 each, 1+ ¥30
    title: 海参
    net content: 500 g
supplier publishes 小: 100 盒, at most 6 each, 1+ ¥20
    title: 海参
    net content: 250 g
supplier publishes 小二: 100 盒, at most 6 each, 1+ ¥22
    title: 海参
    net content: 250 g
陈姐 opens A: 大, 8 units, with 小 8 units, with 小二 8 units, needs 1 people, until D1 18:00
10:00  李芳 joins A ×3 of 小
)");
    const auto store = open_memory_store();
    const ExportData data = gather(rows_of(played.state(), last_of(played), for_staff), *store);
    REQUIRE(data.campaign.items.size() == 3);
    CHECK(data.campaign.items[0].spec == "500 g");
    CHECK(data.campaign.items[1].spec == "250 g #3");
    CHECK(data.campaign.items[2].spec == "250 g #4");
    REQUIRE(data.lines.size() == 1);
    CHECK(data.lines[0].spec == "250 g #3");
    CHECK(data.lines[0].name.empty());
    CHECK(data.lines[0].phone.empty());
}

TEST_CASE("gather: a poster of one offer shows tiers, of several offers the goods") {
    const PageCase one("陈姐 opens A: 即食海参, 60 units, needs 2 people, until D1 18:00\n");
    const Poster poster = poster_of(one.state(), last_of(one), "https://a.example", Locale::zh_cn);
    CHECK(poster.title == "即食海参家庭装 10 只");
    CHECK(poster.price == Fen{16'800});
    CHECK(poster.tiers == std::vector<PosterTier>{{{25}, {15'900}}, {{40}, {14'950}}});
    CHECK(poster.goods.empty());
    const PageCase few("陈姐 opens A: 即食海参, 30 units, needs 2 people, until D1 18:00\n");
    CHECK(poster_of(few.state(), last_of(few), "https://a.example", Locale::zh_cn).tiers ==
          std::vector<PosterTier>{{{25}, {15'900}}});
    CHECK(poster.pickup_place == "3号门驿站");
    CHECK(poster.pickup_hours == "周二 16:00–20:00");
    CHECK(poster.link == "https://a.example/g/" + last_of(one).code);

    const PageCase several(R"(
supplier publishes 鸡蛋: 100 盒, at most 6 each, 1+ ¥30
supplier adds pickup 北门 to 百步亭
    hours: 周三 9:00–12:00
陈姐 opens A: 即食海参, 60 units, with 鸡蛋 9 units, needs 2 people, until D1 18:00
)");
    const Poster two =
        poster_of(several.state(), last_of(several), "https://a.example", Locale::zh_cn);
    CHECK(two.price == Fen{3'000});
    CHECK(two.tiers.empty());
    CHECK(two.goods == std::vector<PosterGoods>{{"即食海参家庭装 10 只", {16'800}, true},
                                                {"鸡蛋", {3'000}, false}});
    CHECK(two.pickup_place == "3号门驿站、北门");
    CHECK(two.pickup_hours.empty());
}

}  // namespace gather_test

}  // namespace starfish::exports
