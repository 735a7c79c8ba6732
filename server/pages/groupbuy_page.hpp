// The page of a group-buy, with its form while it takes joins.
#pragma once

#include "core/base/refusal.hpp"
#include "server/pages/groupbuy_view.hpp"
#include "server/pages/join_form.hpp"
#include "server/pages/page_writer.hpp"

#include <span>
#include <string>
#include <string_view>

namespace starfish {

// A form that was sent and refused: shown again as typed, each reason beside its field.
struct RefusedJoin {
    TypedJoin typed;
    std::vector<Refusal> problems;
    std::string order = {};  // where the order is that the form made before; "" for none
};

// `key` is what the form will carry. It and nothing else stands in name="key" value="…".
std::string groupbuy_page(PageWriter& writer, const Reader& reader, const GroupBuyView& view,
                          std::string_view key, const RefusedJoin* refused = nullptr);

}  // namespace starfish
