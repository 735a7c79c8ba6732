// The exports of a group-buy (下载): lists, slips, labels, workbooks and the poster, described in
// docs/exports.md. The server makes the files; this sheet links to them.
#pragma once

#include "wasm/client.hpp"

namespace starfish::web {

struct View;

// The choices on the sheet: positions in the lists of values in docs/exports.md.
struct ExportMenu {
    bool open = false;
    int order = 0;
    int size = 0;
    int by = 0;
};

// The entry that opens the sheet.
void draw_exports_entry(View&, Client&, const groupbuy::GroupBuy&);
// The sheet, while it is open.
void draw_exports(View&, Client&, const groupbuy::GroupBuy&);

}  // namespace starfish::web
