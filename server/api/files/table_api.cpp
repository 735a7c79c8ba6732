// POST /api/tables: a workbook of orders as the text of a table, which the browser reads like one
// that was pasted. Nothing is kept.
#include "core/base/json/write.hpp"
#include "server/api/api.hpp"
#include "server/api/errors.hpp"
#include "server/net/locale.hpp"
#include "server/workbook/workbook.hpp"

#include <algorithm>

namespace starfish {
namespace {

// A cell always in quotes; a break within one would move the lines after it.
void append_cell(std::string& out, std::string_view cell) {
    out += '"';
    for (const char c : cell) {
        if (c == '"') out += '"';
        out += c == '\n' || c == '\r' ? ' ' : c;
    }
    out += '"';
}

// RFC 4180, each row on the line that has its number in the workbook, as far as one can say so.
std::string csv_of(const std::vector<chat::TableRow>& rows) {
    std::string out;
    std::size_t line = 1;
    for (const chat::TableRow& row : rows) {
        const std::size_t wanted = std::min(row.line_number, chat::table_rows_max);
        for (; line < wanted; ++line) out += '\n';
        for (const std::string& cell : row.cells) {
            if (&cell != row.cells.data()) out += ',';
            append_cell(out, cell);
        }
        out += '\n';
        ++line;
    }
    return out;
}

Response read(Locale locale, std::string_view workbook) {
    const auto rows = read_workbook(workbook);
    const std::string table = rows ? csv_of(*rows) : "";
    if (!rows || table.size() > chat::text_bytes_max)
        return refused(locale, {RefusalKind::invalid, "workbook.unreadable", "workbook", {}});
    std::string body = R"({"table":)";
    json::write(body, table);
    return json_body(200, body + "}");
}

void post_table(Api& api, const Request& request, const Session&, const Respond& respond) {
    const Locale locale = locale_of(request);
    const bool taken = api.drawing.run([locale, workbook = std::string(request.body), respond] {
        respond(read(locale, workbook));
    });
    if (!taken) respond(unanswered(locale, Unanswered::overloaded));
}

}  // namespace

void add_table_routes(Router& router, Api& api) {
    Router::Route& route = router.post(
        "/api/tables", BodyType::workbook,
        signed_in_later(
            api, [&api](const Request& request, const Session& session, const Respond& respond) {
                post_table(api, request, session, respond);
            }));
    route.take_file("workbook.too_large").answer_time_max = limits::drawing_time_max;
}

}  // namespace starfish
