// The input of the exports: one group-buy (campaign) and its order lines, as plain values. The
// caller reads the state and the profiles; no export does.
//
// An order is all lines with one join number (跟团号). Its lines need not be adjacent.
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

// Lists omit cancelled lines, because nobody packs them.
enum class LineStatus : std::uint8_t { to_pay, paid, arrived, handed_out, cancelled };

// Empty where no address was asked for: most orders are picked up, not sent.
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
    Fen amount;    // the goods of this line
    Fen freight;   // added to the amount
    Fen discount;  // taken off the amount
    Fen refund;    // the part of the total that was refunded or must be refunded
    std::string leader_note;
    std::string member_note;
    PickupPoint pickup_point;
    std::string leader;
    std::string pickup_code;  // empty until there is a code
    LineStatus status = LineStatus::paid;
};

struct CampaignItem {
    std::string item;
    std::string spec;
    std::string id;
    std::string code;
    std::string category;
    std::optional<std::int32_t> stock;  // nullopt: 不限
    Fen price;                          // the present unit price
    std::optional<Fen> cost;            // the supplier's unit cost, if known
};

struct Campaign {
    std::string title;
    std::string leader;
    std::vector<CampaignItem> items;  // in the order of the campaign's page
    Instant deadline;
};

// Lists go to printers and group chats, so phones are masked unless the purpose needs the whole
// number.
enum class Phones : std::uint8_t { masked, whole, left_out };

// Masked as on the order's page: 138****0000; of short numbers only the end is shown.
std::string shown_phone(const std::string& digits, Phones phones);

// "159.00": two decimals, no currency sign, as is usual in the trade's spreadsheets.
std::string amount_text(Fen fen);

// "即食海参 500g", or the item alone.
std::string item_and_spec(const std::string& item, const std::string& spec);

}  // namespace starfish::exports
