// The screen that imports joins from a chat or table: paste, confirm the rows, import.
#pragma once

#include "core/subjects/groupbuy/groupbuy.hpp"
#include "wasm/fetch/chat_import.hpp"
#include "wasm/fetch/sent_file.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace starfish {
class Client;
}

namespace starfish::web {

struct View;

struct ImportView {
    std::shared_ptr<ChatImport> import;  // set after a text was read
    std::shared_ptr<SentFile> file;      // the chosen table file, if any
    std::string text;
    int form = 0;                    // 0: a chat, 1: a table
    std::vector<std::string> names;  // the chat's name for each item
    std::string refusal;
    int pickup = 0;
    int shown = 0;  // the selected tab
    std::size_t rows_shown{};

    // The form that corrects a row.
    bool correcting = false;
    std::size_t row{};
    std::string name;
    std::vector<std::int64_t> quantities;
};

void draw_import(View&, Client&, const groupbuy::GroupBuy&, Instant now);

// Both require a read import.
void draw_import_rows(ImportView&, Client&, const groupbuy::GroupBuy&);
void draw_import_row_form(ImportView&, Client&);

}  // namespace starfish::web
