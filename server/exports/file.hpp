// What can be taken away of a campaign, by the name it has in links, and the making of it.
//
//   customers.pdf products.pdf matrix.pdf   sorting lists
//   slips.pdf                               by `order`
//   lists.xlsx                              the three lists, and the slips by `order`
//   kuaituantuan.xlsx                       what 快团团's own tools read
//   supplier.csv parcels.csv                a row a line; a row a parcel
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
// nullopt if there is none of that name.
std::optional<FileKind> file_named(std::string_view name);

// Whole where somebody must call: on the supplier's sheet and on parcels. Masked elsewhere.
Phones phones_needed(FileKind kind);

// One label a line, or one a door.
enum class LabelBy : std::uint8_t { item, household };
BOOST_DESCRIBE_ENUM(LabelBy, item, household)

struct FileOptions {
    Locale locale = Locale::zh_cn;
    Phones phones = Phones::masked;
    SlipOrder order = SlipOrder::building_room_item;
    LabelBy by = LabelBy::item;
    LabelSize size = label_40x30;
    // Labels of these join numbers alone: the roll was empty, or one was torn.
    std::int32_t from = 1;
    std::int32_t to = std::numeric_limits<std::int32_t>::max();
};

// TSPL has no compression: a file of it is held to so much.
inline constexpr std::size_t dots_bytes_max = std::size_t{128} << 20U;

struct File {
    std::string_view content_type;  // static text
    std::string name;               // "即食海参 交付单.pdf": for people, safe as a file's
    std::string bytes;
    bool is_packed{};  // compressing it again gains nothing
};
struct TooManyLabels {
    std::int64_t most{};
};
// Takes seconds for ten thousand lines. Throws std::runtime_error when there is no memory.
std::expected<File, TooManyLabels> make_file(FileKind kind, const Gathered& gathered,
                                             const FileOptions& options);

}  // namespace starfish::exports
