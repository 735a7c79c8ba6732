// Whom nobody has told yet (通知): the leader takes one message to her chat and notes that they are
// told.
#pragma once

#include "core/subjects/notices/notices.hpp"
#include "wasm/client.hpp"

#include <string>
#include <vector>

namespace starfish::web {

struct View;

// What is untold of a group-buy, longest owed first; only her own leader's browser holds any.
std::vector<const notices::Notice*> untold_of(const Client&, starfish::Id<groupbuy::GroupBuy>);
// The message for the chat: a sentence for each thing to tell, and whom it concerns by number.
std::string chat_message(const Client&, starfish::Id<groupbuy::GroupBuy>);

// "3 人待通知", if there are any; pressed, it opens the sheet.
void draw_untold(View&, Client&, starfish::Id<groupbuy::GroupBuy>, Instant now);
// The sheet, while it is open.
void draw_telling(View&, Client&, starfish::Id<groupbuy::GroupBuy>, Instant now);

}  // namespace starfish::web
