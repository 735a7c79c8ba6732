#include "server/exports/file.hpp"

#include "core/base/characters.hpp"
#include "server/exports/csv.hpp"
#include "server/exports/kuaituantuan.hpp"
#include "server/exports/list_pdf.hpp"
#include "server/exports/tspl.hpp"
#include "server/exports/workbook.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace starfish::exports {
namespace {

constexpr std::string_view pdf = "application/pdf";
constexpr std::string_view xlsx =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view csv = "text/csv; charset=utf-8";
constexpr std::string_view dots = "application/octet-stream";

struct FileFormat {
    std::string_view name;  // in links
    FileKind kind;
    std::string_view content_type;
    std::string_view words;  // the key of the name for people
};
constexpr std::array<FileFormat, 10> file_formats{{
    {"customers.pdf", FileKind::customers, pdf, "export.by_customer"},
    {"products.pdf", FileKind::products, pdf, "export.by_product"},
    {"matrix.pdf", FileKind::matrix, pdf, "export.matrix"},
    {"slips.pdf", FileKind::slips, pdf, "export.slips"},
    {"lists.xlsx", FileKind::lists, xlsx, "export.lists"},
    {"kuaituantuan.xlsx", FileKind::kuaituantuan, xlsx, "export.kuaituantuan"},
    {"supplier.csv", FileKind::supplier, csv, "export.supplier_sheet"},
    {"parcels.csv", FileKind::parcels, csv, "export.parcels"},
    {"labels.pdf", FileKind::label_pages, pdf, "export.labels"},
    {"labels.tspl", FileKind::label_dots, dots, "export.labels"},
}};

const FileFormat& format_of(FileKind kind) {
    return *std::ranges::find(file_formats, kind, &FileFormat::kind);
}

// Removes characters that file names must not have, and leading dots.
std::string name_safe(std::string_view text) {
    std::u32string safe;
    for (const char32_t c : characters(text)) {
        const bool forbidden =
            c <= U' ' || c == 0x7F || std::u32string_view(U"/\\:*?\"<>|").contains(c);
        const bool at_end_of_word = safe.empty() || safe.back() == U' ';
        if (!forbidden && !(c == U'.' && safe.empty()))
            safe += c;
        else if (!at_end_of_word)
            safe += U' ';
    }
    return utf8(safe);
}

std::string name_of(FileKind kind, const Campaign& campaign, Locale locale) {
    const std::string_view in_links = format_of(kind).name;
    return name_safe(campaign.title + " " + say(locale, format_of(kind).words)) +
           std::string(in_links.substr(in_links.rfind('.')));
}

std::vector<Label> labels_of(const Campaign& campaign, std::span<const ExportLine> lines,
                             const FileOptions& options) {
    std::vector<ExportLine> selected;
    std::ranges::copy_if(lines, std::back_inserter(selected), [&](const ExportLine& line) {
        return line.join_number >= options.from && line.join_number <= options.to;
    });
    const ListOptions words{.locale = options.locale, .phones = options.phones};
    return options.by == LabelBy::household ? household_labels(campaign, selected, words)
                                            : item_labels(campaign, selected, options.order, words);
}

std::expected<std::string, TooManyLabels> dots_of(std::span<const Label> labels, LabelSize size) {
    const std::size_t dots_each = static_cast<std::size_t>(size.width_mm) * dots_per_mm *
                                  static_cast<std::size_t>(size.height_mm) * dots_per_mm;
    const std::size_t most = dots_bytes_max / (dots_each / 8);
    if (labels.size() > most)
        return std::unexpected(TooManyLabels{static_cast<std::int64_t>(most)});
    return labels_tspl(labels, {.size = size});
}

std::string lists_workbook(const ExportData& data, SlipOrder order, const ListOptions& options) {
    const auto& [campaign, lines] = data;
    const Table lists[] = {
        customer_list(campaign, lines, options), product_list(campaign, lines, options),
        matrix_list(campaign, lines, options), slip_list(campaign, lines, order, options)};
    return workbook(lists, SheetHead::titled);
}

std::expected<std::string, TooManyLabels> bytes_of(FileKind kind, const ExportData& data,
                                                   const FileOptions& options) {
    const auto& [campaign, lines] = data;
    const ListOptions words{.locale = options.locale, .phones = options.phones};
    switch (kind) {
        case FileKind::customers:
            return list_pdf(customer_list(campaign, lines, words), options.locale);
        case FileKind::products:
            return list_pdf(product_list(campaign, lines, words), options.locale);
        case FileKind::matrix:
            return list_pdf(matrix_list(campaign, lines, words), options.locale);
        case FileKind::slips:
            return list_pdf(slip_list(campaign, lines, options.order, words), options.locale);
        case FileKind::lists:
            return lists_workbook(data, options.order, words);
        case FileKind::kuaituantuan:
            return workbook(kuaituantuan_sheets(campaign, lines, options.phones),
                            SheetHead::headers);
        case FileKind::supplier:
            return lines_csv(campaign, lines, supplier_columns(), options.phones);
        case FileKind::parcels:
            return parcels_csv(campaign, lines, parcel_columns(), options.phones);
        case FileKind::label_pages:
            return labels_pdf(labels_of(campaign, lines, options), options.size, campaign.title);
        case FileKind::label_dots:
            return dots_of(labels_of(campaign, lines, options), options.size);
    }
    assert(false);
    return {};
}

}  // namespace

std::optional<FileKind> file_named(std::string_view name) {
    const auto found = std::ranges::find(file_formats, name, &FileFormat::name);
    if (found == file_formats.end()) return std::nullopt;
    return found->kind;
}

Phones phones_needed(FileKind kind) {
    return kind == FileKind::supplier || kind == FileKind::parcels ? Phones::whole : Phones::masked;
}

std::expected<File, TooManyLabels> make_file(FileKind kind, const ExportData& data,
                                             const FileOptions& options) {
    auto bytes = bytes_of(kind, data, options);
    if (!bytes) return std::unexpected(bytes.error());
    const std::string_view type = format_of(kind).content_type;
    return File{.content_type = type,
                .name = name_of(kind, data.campaign, options.locale),
                .bytes = std::move(*bytes),
                .is_packed = type == pdf || type == xlsx};
}

}  // namespace starfish::exports
