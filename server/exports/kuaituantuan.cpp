#include "server/exports/kuaituantuan.hpp"

#include "server/exports/natural_order.hpp"
#include "server/exports/sorting.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>

namespace starfish::exports {
namespace {

Table sheet(std::string name, std::initializer_list<std::string_view> headers) {
    Table table{.name = std::move(name)};
    for (const std::string_view header : headers)
        table.columns.push_back({.header = std::string(header)});
    return table;
}

std::string address_of(const ExportLine& line) {
    const Address& address = line.address;
    const std::string sent = address.province + address.city + address.district + address.detail;
    return sent.empty() ? line.building + line.room : sent;
}

Table purchases(std::span<const ExportLine> lines, Phones phones) {
    Table table =
        sheet("顾客购买表",
              {"下单人",   "团员备注", "备注",           "跟团号",       "商品",         "规格",
               "数量",     "商品金额", "运费",           "优惠",         "订单金额",     "退款金额",
               "物流方式", "服务小区", "服务小区联系人", "服务小区电话", "服务小区地址", "收货人",
               "联系电话", "详细地址", "团长",           "楼号",         "房号"});
    for (const LineGroup& order : by_customer(lines))
        for (const LineIndex i : order.lines) {
            const ExportLine& line = lines[i];
            const PickupPoint& point = line.pickup_point;
            const bool first = i == order.lines.front();
            const bool sent = !line.address.detail.empty();
            Row& row = table.rows.emplace_back();
            row.cells = {line.name,
                         line.member_note,
                         line.leader_note,
                         std::int64_t{line.join_number},
                         line.item,
                         line.spec,
                         std::int64_t{line.quantity},
                         amount_text(line.amount),
                         amount_text(line.freight),
                         amount_text(line.discount),
                         first ? amount_text(order.due) : "0",
                         amount_text(line.refund),
                         sent ? "快递" : "自提",
                         point.name,
                         point.contact,
                         shown_phone(point.phone, phones),
                         point.address,
                         line.name,
                         shown_phone(line.phone, phones),
                         address_of(line),
                         line.leader,
                         line.building,
                         line.room};
        }
    return table;
}

struct Sales {
    std::int64_t quantity{};
    Fen amount;
};

std::map<ItemName, Sales> sales_by_item(std::span<const ExportLine> lines) {
    std::map<ItemName, Sales> sales;
    for (const ExportLine& line : lines) {
        if (line.status == LineStatus::cancelled) continue;
        Sales& of = sales[{line.item, line.spec}];
        of.quantity += line.quantity;
        of.amount = of.amount + line.amount;
    }
    return sales;
}

Table products(const Campaign& campaign, std::span<const ExportLine> lines) {
    Table table = sheet("商品汇总表", {"团购标题", "所属团长", "商品", "商品ID", "商品编码", "规格",
                                       "分类", "总库存", "当前库存（总库存-销售数量）", "销售数量",
                                       "团当前单价", "商品总金额", "商品成本价", "商品利润粗估"});
    const auto sales_of = sales_by_item(lines);
    for (const ItemName& name : item_names(lines, campaign.items)) {
        const auto known = std::ranges::find_if(campaign.items, [&](const CampaignItem& item) {
            return item.item == name.item && item.spec == name.spec;
        });
        // An item removed from the campaign keeps its sales.
        const bool listed = known != campaign.items.end();
        const CampaignItem item = listed ? *known : CampaignItem{};
        const auto found = sales_of.find(name);
        const Sales sales = found == sales_of.end() ? Sales{} : found->second;
        const auto or_dash = [](const std::string& text) { return text.empty() ? "-" : text; };
        Row& row = table.rows.emplace_back();
        row.cells = {campaign.title,
                     campaign.leader,
                     name.item,
                     or_dash(item.id),
                     or_dash(item.code),
                     or_dash(name.spec),
                     or_dash(item.category),
                     std::string("不限"),
                     std::string("不限"),
                     sales.quantity,
                     listed ? amount_text(item.price) : "-",
                     amount_text(sales.amount),
                     std::string("-"),
                     std::string("-")};
        if (item.stock) {
            row.cells[7] = std::int64_t{*item.stock};
            row.cells[8] = *item.stock - sales.quantity;
        }
        if (item.cost) {
            row.cells[12] = amount_text(*item.cost);
            row.cells[13] = amount_text({sales.amount.value - item.cost->value * sales.quantity});
        }
    }
    return table;
}

// The sums of one pickup point.
struct PointSums {
    std::string leader;
    std::set<std::int32_t> orders;
    Fen amount;
    Fen discount;
    Fen due;
    Fen refund;
    std::int64_t quantity{};
    std::map<ItemName, std::int64_t> of_item;
};

struct InNaturalOrder {
    bool operator()(const PickupPoint& a, const PickupPoint& b) const {
        if (const auto order = natural_order(a.name, b.name); order != 0) return order < 0;
        return std::tie(a.name, a.contact, a.phone, a.address) <
               std::tie(b.name, b.contact, b.phone, b.address);
    }
};
using Points = std::map<PickupPoint, PointSums, InNaturalOrder>;

Points sums_of_points(std::span<const ExportLine> lines) {
    Points points;
    for (const ExportLine& line : lines) {
        if (line.status == LineStatus::cancelled) continue;
        PointSums& sums = points[line.pickup_point];
        if (sums.leader.empty()) sums.leader = line.leader;
        sums.orders.insert(line.join_number);
        sums.amount = sums.amount + line.amount;
        sums.discount = sums.discount + line.discount;
        sums.due = sums.due + line.amount + line.freight - line.discount;
        sums.refund = sums.refund + line.refund;
        sums.quantity += line.quantity;
        sums.of_item[{line.item, line.spec}] += line.quantity;
    }
    return points;
}

Table points(const Campaign& campaign, std::span<const ExportLine> lines, Phones phones) {
    Table table =
        sheet("服务小区商品汇总表",
              {"团购标题", "服务小区", "服务小区联系人", "服务小区电话", "服务小区地址", "所属团长",
               "订单总数", "商品总金额", "优惠总金额", "订单总金额", "订单退款总金额", "商品总数"});
    const std::vector<ItemName> names = item_names(lines, campaign.items);
    for (const ItemName& name : names)
        table.columns.push_back(
            {.header = name.spec.empty() ? name.item : name.item + "(" + name.spec + ")"});
    for (const auto& [point, sums] : sums_of_points(lines)) {
        Row& row = table.rows.emplace_back();
        row.cells = {campaign.title,
                     point.name,
                     point.contact,
                     shown_phone(point.phone, phones),
                     point.address,
                     sums.leader,
                     std::ssize(sums.orders),
                     amount_text(sums.amount),
                     amount_text(sums.discount),
                     amount_text(sums.due),
                     amount_text(sums.refund),
                     sums.quantity};
        for (const ItemName& name : names) {
            const auto found = sums.of_item.find(name);
            row.cells.emplace_back(found == sums.of_item.end() ? 0 : found->second);
        }
    }
    return table;
}

Table explanation(Phones phones) {
    Table table = sheet("说明", {"说明"});
    const auto line = [&](std::string_view text) {
        table.rows.push_back({RowKind::line, {Cell(std::string(text))}});
    };
    line("金额的单位是元，按文本保存。");
    line("订单金额只写在每个订单的第一行，其余行是 0：直接求和不会重复。");
    line("已取消的订单不在表里。");
    line("商品利润粗估 = 商品总金额 - 商品成本价 × 销售数量，不含运费、优惠和退款。");
    if (phones == Phones::masked) line("电话的中间几位已隐藏，需要完整电话请重新导出。");
    if (phones == Phones::left_out) line("电话没有导出。");
    return table;
}

}  // namespace

std::vector<Table> kuaituantuan_sheets(const Campaign& campaign, std::span<const ExportLine> lines,
                                       Phones phones) {
    return {purchases(lines, phones), products(campaign, lines), points(campaign, lines, phones),
            explanation(phones)};
}

}  // namespace starfish::exports
