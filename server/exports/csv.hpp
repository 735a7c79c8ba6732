// Lines and parcels as CSV (RFC 4180): UTF-8 with a byte order mark, so that Excel reads Chinese,
// CR LF, quotes where needed. A field that a spreadsheet would take for a formula gets an
// apostrophe in front. Suppliers and couriers each need their own headers: a list of columns names
// the fields and their headers.
#pragma once

#include "server/exports/campaign.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace starfish::exports {

enum class CsvField : std::uint8_t {
    join_number,
    item,
    spec,
    items,  // of a parcel: "即食海参 500g×2；东北大米×1"
    quantity,
    unit_cost,  // empty if unknown
    name,
    phone,
    province,
    city,
    district,
    address,  // of a picked-up line: the pickup point's
    note,     // the leader's and the member's notes
    blank,    // for the recipient to fill in: courier, tracking number
};

struct CsvColumn {
    CsvField field{};
    std::string header;
};

// 跟团号, 商品, 规格, 数量, 商品成本价, 收货人, 联系电话, 省, 市, 区, 详细地址, 快递公司, 快递单号
std::vector<CsvColumn> supplier_columns();
// 收件人, 手机, 省, 市, 区, 详细地址, 物品, 数量, 备注
std::vector<CsvColumn> parcel_columns();

// One row for each line that is not cancelled, by join number.
std::string lines_csv(const Campaign&, std::span<const ExportLine>, std::span<const CsvColumn>,
                      Phones phones = Phones::whole);
// One row for each order with an address; picked-up orders are not parcels.
std::string parcels_csv(const Campaign&, std::span<const ExportLine>, std::span<const CsvColumn>,
                        Phones phones = Phones::whole);

// One escaped field. An apostrophe goes before = + - @, tab, CR and LF and their full-width forms
// (OWASP, CSV injection).
std::string csv_field(std::string_view text);

}  // namespace starfish::exports
