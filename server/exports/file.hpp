// The files of a campaign, by their name in links.
//
//   customers.pdf products.pdf matrix.pdf   sorting lists
//   slips.pdf                               by `order`
//   lists.xlsx                              the three lists, and the slips by `order`
//   kuaituantuan.xlsx                       read by 快团团's own tools
//   supplier.csv parcels.csv                a row for each line or parcel
//   labels.pdf labels.tspl                  by `by`, `order` and `size`
#pragma once

#include "server/exports/gather.hpp"
#include "server/exports/labels.hpp"

#include <boost/describe.hpp>

#include <expected>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace starfish::exports {

enum class FileKind : std::uint8_t {
    customers,
    products,
    matrix,
    slips,
    lists,
    kuaituantuan,
    supplier,
    parcels,
    label_pages,
    label_dots,
};
// nullopt for an unknown name.
std::optional<FileKind> file_named(std::string_view name);

// Whole phones where somebody must call: the supplier's sheet and parcels. Masked elsewhere.
Phones phones_needed(FileKind kind);

// One label for each line, or one for each door.
enum class LabelBy : std::uint8_t { item, household };
BOOST_DESCRIBE_ENUM(LabelBy, item, household)

struct FileOptions {
    Locale locale = Locale::zh_cn;
    Phones phones = Phones::masked;
    SlipOrder order = SlipOrder::building_room_item;
    LabelBy by = LabelBy::item;
    LabelSize size = label_40x30;
    // Only the labels of these join numbers: for a new roll, or to replace a torn label.
    std::int32_t from = 1;
    std::int32_t to = std::numeric_limits<std::int32_t>::max();
};

// TSPL has no compression, so the size of a TSPL file is limited.
inline constexpr std::size_t dots_bytes_max = std::size_t{128} << 20U;

struct File {
    std::string_view content_type;  // static text
    std::string name;               // "即食海参 交付单.pdf": for people, valid as a file name
    std::string bytes;
    bool is_packed{};  // already compressed
};
struct TooManyLabels {
    std::int64_t most{};
};
// Takes seconds for ten thousand lines. Throws std::runtime_error when out of memory.
std::expected<File, TooManyLabels> make_file(FileKind kind, const ExportData& data,
                                             const FileOptions& options);

}  // namespace starfish::exports
