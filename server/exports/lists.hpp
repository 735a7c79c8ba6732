// The sorting lists and slips of a campaign as tables, in words. Look-alike items are marked with
// what tells them apart.
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

// They are not all handed out at one place: then lists and labels say where each is.
bool has_several_points(std::span<const ExportLine> lines);

// Names of items with their marks: "即食海参 500g（易混：500g）".
class MarkedItems {
public:
    MarkedItems(std::span<const ExportLine> lines, std::span<const CampaignItem> items,
                Locale locale);
    // Of an item that was among them.
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
