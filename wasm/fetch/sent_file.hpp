// A file that a person chooses: a photo, which the server keeps, or a table of orders, which it or
// the browser reads as text.
#pragma once

#include "wasm/fetch/colleague_list.hpp"

#include <memory>
#include <string>

namespace starfish {

class Client;

struct SentFile {
    Fetching fetching{};  // under way once it was chosen
    std::string name;
    std::string problem;  // why it failed, in words
    std::string content;  // of a photo its id; of a table its text
};

// What comes stands in `file`, which is kept alive until then. Only in answer to a press.
void choose_photo(Client& client, const std::shared_ptr<SentFile>& file);
// A workbook (.xlsx), which the server reads, or a CSV file, which is read here.
void choose_table(Client& client, const std::shared_ptr<SentFile>& file);

}  // namespace starfish
