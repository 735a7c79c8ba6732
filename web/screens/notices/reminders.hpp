// Reminders (通知): the notices that no consumer has received yet. The leader copies one message
// into the community's chat, and the notices are marked as told.
#pragma once

#include "core/subjects/notices/notices.hpp"
#include "wasm/client.hpp"

#include <string>
#include <vector>

namespace starfish::web {

struct View;

// The untold notices of a group-buy, longest owed first. Only its leader's browser has them.
std::vector<const notices::Notice*> untold_notices(const Client&, Id<groupbuy::GroupBuy>);
// The message for the chat: a sentence for each kind of notice, with the join numbers concerned.
std::string chat_message(const Client&, Id<groupbuy::GroupBuy>);

// The entry "3 人待通知", if there are untold notices; a press opens the sheet.
void draw_reminders_entry(View&, Client&, Id<groupbuy::GroupBuy>, Instant now);
// The sheet, while it is open.
void draw_reminders(View&, Client&, Id<groupbuy::GroupBuy>, Instant now);

}  // namespace starfish::web
