#include "server/exports/file.hpp"

#include "tests/exports/golden_case.hpp"
#include "tests/exports/read_back.hpp"

#include <catch2/catch_test_macros.hpp>

#include <utility>

namespace starfish::exports {
namespace file_test {

constexpr std::pair<std::string_view, std::string_view> beginnings[] = {
    {"customers.pdf", "%PDF-"},       {"products.pdf", "%PDF-"},
    {"matrix.pdf", "%PDF-"},          {"slips.pdf", "%PDF-"},
    {"lists.xlsx", "PK\x03\x04"},     {"kuaituantuan.xlsx", "PK\x03\x04"},
    {"supplier.csv", "\xEF\xBB\xBF"}, {"parcels.csv", "\xEF\xBB\xBF"},
    {"labels.pdf", "%PDF-"},          {"labels.tspl", "SIZE 40 mm,30 mm"},
};

ExportData golden() {
    auto made = golden_case();
    return {.campaign = std::move(made.campaign), .lines = std::move(made.lines)};
}

std::string bytes_of(std::string_view name, const ExportData& from,
                     const FileOptions& options = {}) {
    const auto kind = file_named(name);
    REQUIRE(kind);
    auto file = make_file(*kind, from, options);
    REQUIRE(file);
    return std::move(file->bytes);
}

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
    return count;
}

TEST_CASE("files: each has the type of its name, also without any lines") {
    const ExportData full = golden();
    const ExportData empty{.campaign = full.campaign, .lines = {}};
    for (const auto& [name, beginning] : beginnings) {
        INFO(name);
        CHECK(bytes_of(name, full).starts_with(beginning));
        if (name != "labels.tspl") CHECK(bytes_of(name, empty).starts_with(beginning));
    }
    CHECK(bytes_of("labels.tspl", empty).empty());
    CHECK_FALSE(file_named("customers"));
    CHECK_FALSE(file_named(""));
    CHECK_FALSE(file_named("../customers.pdf"));
}

TEST_CASE("files: names are readable and contain no path") {
    ExportData data = golden();
    data.campaign.title = "../年货: \"海参\"\r\n/团";
    const auto named = [&](FileKind kind, Locale locale) {
        return make_file(kind, data, {.locale = locale})->name;
    };
    CHECK(named(FileKind::slips, Locale::zh_cn) == "年货 海参 团 交付单.pdf");
    CHECK(named(FileKind::supplier, Locale::en) == "年货 海参 团 Supplier's sheet.csv");
}

TEST_CASE("files: labels of a range of join numbers, by line or by door") {
    const ExportData data = golden();
    const auto labels = [&](const FileOptions& options) {
        return count_of(bytes_of("labels.tspl", data, options), "PRINT 1,1\r\n");
    };
    const std::size_t all = labels({});
    CHECK(all > labels({.by = LabelBy::household}));
    CHECK(all == labels({.to = 2}) + labels({.from = 3}));
    CHECK(labels({.from = 2, .to = 2}) > 0);
    CHECK(bytes_of("labels.tspl", data, {.size = label_80x60}).starts_with("SIZE 80 mm,60 mm"));
}

TEST_CASE("files: more dots than a file may hold are refused before they are drawn") {
    ExportData data = golden();
    const ExportLine line = data.lines.front();
    data.lines.assign(3'496, line);
    const auto refused = make_file(FileKind::label_dots, data, {.size = label_80x60});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().most == 3'495);
}

TEST_CASE("files: whole phones only where somebody must call") {
    for (const auto& [name, beginning] : beginnings) {
        const bool calls = name == "supplier.csv" || name == "parcels.csv";
        CHECK((phones_needed(*file_named(name)) == Phones::whole) == calls);
    }
    const std::string masked = bytes_of("supplier.csv", golden());
    CHECK(masked.find("138****0001") != std::string::npos);
    const std::string whole = bytes_of("supplier.csv", golden(), {.phones = Phones::whole});
    CHECK(whole.find("13800000001") != std::string::npos);
}

}  // namespace file_test

}  // namespace starfish::exports
