// Reads a chat's 接龙, or a table of orders, and prints the orders to confirm.
#pragma once

#include <string>

namespace starfish {

struct JielongSource {
    std::string items;     // a JSON file: [{"name","price_fen"?}]
    bool csv = false;      // standard input is a CSV file, not a chat
    std::string workbook;  // an .xlsx file instead of standard input
};

// Prints [{"line_number","name","lines":[{"item","quantity"}],"status","reason"?}] and answers the
// process's exit status: 0, or 1 with a sentence on standard error and nothing printed.
int print_jielong(const JielongSource& source);

}  // namespace starfish
