// The workbook leaders know from 快团团: four sheets with its own headers, so that their tools read
// ours as they read its. Its habits are kept too: 订单金额 stands on the first line of an order and
// is 0 on the rest, amounts are text, and cancelled orders are left out.
#pragma once

#include "server/exports/campaign.hpp"
#include "server/exports/table.hpp"

#include <span>
#include <vector>

namespace starfish::exports {

// 顾客购买表, 商品汇总表, 服务小区商品汇总表, 说明. Always Chinese: the headers are the format.
std::vector<Table> kuaituantuan_sheets(const Campaign&, std::span<const ExportLine>, Phones);

}  // namespace starfish::exports
