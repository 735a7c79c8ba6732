// Joins from a chat: pasted, confirmed line by line, taken over.
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
    std::shared_ptr<ChatImport> import;  // once something was read
    std::shared_ptr<SentFile> file;      // the table that was chosen, instead of pasting it
    std::string text;
    int form = 0;                    // 0: a chat, 1: a table
    std::vector<std::string> names;  // what the chat calls each of several goods
    std::string refusal;
    int pickup = 0;
    int shown = 0;  // which rows: as the tabs stand
    std::size_t rows_shown{};

    // The row that is being put right.
    bool correcting = false;
    std::size_t row{};
    std::string name;
    std::vector<std::int64_t> quantities;
};

void draw_import(View&, Client&, const groupbuy::GroupBuy&, Instant now);

// Of an import that was read.
void draw_import_rows(ImportView&, Client&, const groupbuy::GroupBuy&);
void draw_import_row_form(ImportView&, Client&);

}  // namespace starfish::web
