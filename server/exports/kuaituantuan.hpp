// The workbook that leaders know from 快团团: four sheets with its headers, so that its tools read
// our file. It also keeps 快团团's conventions: 订单金额 is on the first line of an order and 0 on
// the others, amounts are text, and cancelled orders are left out.
#pragma once

#include "server/exports/campaign.hpp"
#include "server/exports/table.hpp"

#include <span>
#include <vector>

namespace starfish::exports {

// 顾客购买表, 商品汇总表, 服务小区商品汇总表, 说明. Always Chinese: the headers are the format.
std::vector<Table> kuaituantuan_sheets(const Campaign&, std::span<const ExportLine>, Phones);

}  // namespace starfish::exports
