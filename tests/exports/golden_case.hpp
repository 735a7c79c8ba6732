// The golden campaign of the exports' tests, from golden.json, and the comparison of results with
// the texts beside it. STARFISH_GOLDEN=write in the environment writes the texts anew.
#pragma once

#include "server/exports/campaign.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace starfish::exports {

struct GoldenCase {
    Campaign campaign;
    std::vector<ExportLine> lines;
};

inline std::string golden_file(const std::string& name) {
    const std::ifstream file("tests/exports/" + name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
}

inline CampaignItem golden_item(const nlohmann::json& from) {
    CampaignItem item{.item = from.at("item"),
                      .spec = from.at("spec"),
                      .id = from.at("id"),
                      .code = from.value("code", ""),
                      .category = from.value("category", ""),
                      .price = {from.at("price_fen")}};
    if (from.contains("stock")) item.stock = from["stock"].get<std::int32_t>();
    if (from.contains("cost_fen")) item.cost = Fen{from["cost_fen"]};
    return item;
}

inline ExportLine golden_line(const nlohmann::json& from, const Campaign& campaign,
                              const nlohmann::json& point) {
    const CampaignItem& item = campaign.items.at(from.at("item").get<std::size_t>());
    const auto address = from.value("address", nlohmann::json::object());
    const std::string status = from.value("status", "paid");
    return {.join_number = from.at("number"),
            .name = from.at("name"),
            .phone = from.at("phone"),
            .building = from.at("building"),
            .room = from.at("room"),
            .address = {address.value("province", ""), address.value("city", ""),
                        address.value("district", ""), address.value("detail", "")},
            .item = item.item,
            .spec = item.spec,
            .unit = "份",
            .quantity = from.at("quantity"),
            .amount = {from.at("amount_fen")},
            .freight = {from.value("freight_fen", 0)},
            .discount = {from.value("discount_fen", 0)},
            .refund = {from.value("refund_fen", 0)},
            .leader_note = from.value("leader_note", ""),
            .member_note = from.value("member_note", ""),
            .pickup_point = {point.at("name"), point.at("contact"), point.at("phone"),
                             point.at("address")},
            .leader = campaign.leader,
            .pickup_code = from.at("code"),
            .status = status == "cancelled" ? LineStatus::cancelled
                      : status == "to_pay"  ? LineStatus::to_pay
                                            : LineStatus::paid};
}

inline GoldenCase golden_case() {
    const auto from = nlohmann::json::parse(golden_file("golden.json"));
    GoldenCase made;
    made.campaign = {.title = from["campaign"]["title"],
                     .leader = from["campaign"]["leader"],
                     .deadline = {from["campaign"]["deadline_ms"]}};
    for (const auto& item : from["campaign"]["items"])
        made.campaign.items.push_back(golden_item(item));
    for (const auto& line : from["lines"])
        made.lines.push_back(
            golden_line(line, made.campaign, from["points"][line["point"].get<std::size_t>()]));
    return made;
}

inline void check_golden(const std::string& name, const std::string& text) {
    const char* const mode = std::getenv("STARFISH_GOLDEN");
    if (mode && std::string_view(mode) == "write")
        std::ofstream("tests/exports/" + name, std::ios::binary) << text;
    CHECK(text == golden_file(name));
}

}  // namespace starfish::exports
