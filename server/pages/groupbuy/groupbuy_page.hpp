// The page of a group-buy, with the join form while it takes joins.
#pragma once

#include "server/pages/groupbuy/groupbuy_view.hpp"
#include "server/pages/join/join_fields.hpp"
#include "server/pages/page_writer.hpp"

#include <string>
#include <string_view>

namespace starfish {

// `key` is the idempotency key of the form. It appears only in name="key" value="…".
std::string groupbuy_page(PageWriter& writer, const Reader& reader, const GroupBuyView& view,
                          std::string_view key, const RefusedJoin* refused = nullptr);

}  // namespace starfish
