// A file that a person chooses: a photo, which the server stores, or a table of orders, which the
// server or the browser reads as text.
#pragma once

#include "wasm/fetch/colleague_list.hpp"

#include <memory>
#include <string>

namespace starfish {

class Client;

struct SentFile {
    RequestStatus request_status{};  // under way from the choice of the file
    std::string name;
    std::string problem;  // why sending failed, in words
    std::string content;  // the id of a photo; the text of a table
};

// The result is written to `file`, which stays alive until then. Call only in response to a press.
void choose_photo(Client& client, const std::shared_ptr<SentFile>& file);
// A workbook (.xlsx), which the server reads, or a CSV file, which the browser reads.
void choose_table(Client& client, const std::shared_ptr<SentFile>& file);

}  // namespace starfish
