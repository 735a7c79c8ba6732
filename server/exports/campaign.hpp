// What the exports read: one group-buy (campaign) and the lines its customers ordered, as plain
// values. Whoever knows the state and the profiles fills them in; nothing here asks either.
//
// An order is all lines with one join number (跟团号). Its lines need not stand together.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/quantity.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace starfish::exports {

// A pickup point (自提点, in 快团团 服务小区).
struct PickupPoint {
    std::string name;
    std::string contact;
    std::string phone;
    std::string address;
};

// A cancelled line stands in no list: nobody packs it.
enum class LineStatus : std::uint8_t { to_pay, paid, arrived, handed_out, cancelled };

// Empty where the customer was not asked; picked up at a point rather than sent, most are.
struct Address {
    std::string province;
    std::string city;
    std::string district;
    std::string detail;
};

struct ExportLine {
    std::int32_t join_number{};
    std::string name;
    std::string phone;  // digits
    std::string building;
    std::string room;
    Address address;
    std::string item;
    std::string spec;  // 规格, may be empty
    std::string unit;  // 份, 盒
    std::int32_t quantity{};
    Fen amount;    // of the goods of this line
    Fen freight;   // on top of it
    Fen discount;  // off it
    Fen refund;    // of what these come to, given back or owed back
    std::string leader_note;
    std::string member_note;
    PickupPoint pickup_point;
    std::string leader;
    std::string pickup_code;  // empty before there is one
    LineStatus status = LineStatus::paid;
};

struct CampaignItem {
    std::string item;
    std::string spec;
    std::string id;
    std::string code;
    std::string category;
    std::optional<std::int32_t> stock;  // nullopt: 不限
    Fen price;                          // now, for one unit
    std::optional<Fen> cost;            // what the supplier asks for one unit, where known
};

struct Campaign {
    std::string title;
    std::string leader;
    std::vector<CampaignItem> items;  // in the order the campaign shows them
    Instant deadline;
};

// Lists go to printers and group chats, so a phone is masked unless the purpose needs it whole.
enum class Phones : std::uint8_t { masked, whole, left_out };

// Masked as her own order page has it: 138****0000, of shorter numbers the end alone.
std::string shown_phone(const std::string& digits, Phones phones);

// "159.00": two decimals, no currency sign, as spreadsheets of the trade have it.
std::string amount_text(Fen fen);

// "即食海参 500g", or the item alone.
std::string item_and_spec(const std::string& item, const std::string& spec);

}  // namespace starfish::exports
