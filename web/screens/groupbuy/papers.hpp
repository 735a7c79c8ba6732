// What can be taken away of a group-buy (下载): lists, slips, labels, workbooks and the poster, as
// docs/exports.md has them. The server makes them; here are the links.
#pragma once

#include "wasm/client.hpp"

namespace starfish::web {

struct View;

// What is chosen on the sheet; as the values stand in docs/exports.md.
struct Papers {
    bool open = false;
    int order = 0;
    int size = 0;
    int by = 0;
};

// The entry that opens the sheet.
void draw_papers_link(View&, Client&, const groupbuy::GroupBuy&);
// The sheet, while it is open.
void draw_papers(View&, Client&, const groupbuy::GroupBuy&);

}  // namespace starfish::web
