// The opening of a group-buy as a calendar entry with an alarm (RFC 5545): a reminder that needs
// neither an account nor a push service.
#pragma once

#include "server/pages/groupbuy/groupbuy_view.hpp"
#include "server/pages/page_writer.hpp"

#include <string>

namespace starfish {

std::string opening_reminder(const Reader& reader, const GroupBuyView& view);

}  // namespace starfish
