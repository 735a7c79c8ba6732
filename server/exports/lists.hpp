// The sorting lists and slips of a campaign as tables with words. Look-alike items are marked with
// their difference.
#pragma once

#include "core/words/words.hpp"
#include "server/exports/sorting.hpp"
#include "server/exports/table.hpp"

#include <map>

namespace starfish::exports {

struct ListOptions {
    Locale locale = Locale::zh_cn;
    Phones phones = Phones::masked;
};

// Whether the lines have several pickup points: then lists and labels name each line's point.
bool has_several_points(std::span<const ExportLine> lines);

// Names of items with their marks: "即食海参 500g（易混：500g）".
class MarkedItems {
public:
    MarkedItems(std::span<const ExportLine> lines, std::span<const CampaignItem> items,
                Locale locale);
    // The line's item must be among the items given.
    const std::string& operator()(const ExportLine& line) const;
    bool any_marked() const { return any_marked_; }

private:
    std::map<ItemName, std::string> marked_;
    bool any_marked_ = false;
};

Table customer_list(const Campaign&, std::span<const ExportLine>, const ListOptions&);
Table product_list(const Campaign&, std::span<const ExportLine>, const ListOptions&);
Table matrix_list(const Campaign&, std::span<const ExportLine>, const ListOptions&);
// With a cut line wherever the building changes.
Table slip_list(const Campaign&, std::span<const ExportLine>, SlipOrder, const ListOptions&);

}  // namespace starfish::exports
