// POST /api/tables: converts a workbook of orders to CSV, which the browser reads like a pasted
// table. Nothing is stored.
#include "core/base/json/write.hpp"
#include "server/api/api.hpp"
#include "server/api/errors.hpp"
#include "server/net/locale.hpp"
#include "server/workbook/workbook.hpp"

#include <algorithm>

namespace starfish {
namespace {

// Every cell is quoted. A line break within a cell becomes a space, because it would shift the
// lines below.
void append_cell(std::string& out, std::string_view cell) {
    out += '"';
    for (const char c : cell) {
        if (c == '"') out += '"';
        out += c == '\n' || c == '\r' ? ' ' : c;
    }
    out += '"';
}

// RFC 4180. Each row is on the line with the row's number in the workbook, up to table_rows_max.
std::string csv_of(const std::vector<chat::TableRow>& rows) {
    std::string out;
    std::size_t line = 1;
    for (const chat::TableRow& row : rows) {
        const std::size_t row_line = std::min(row.line_number, chat::table_rows_max);
        for (; line < row_line; ++line) out += '\n';
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

void post_table(Api& api, const Request& request, const Session&, const Responder& respond) {
    const Locale locale = locale_of(request);
    const bool taken = api.drawing.run([locale, workbook = std::string(request.body), respond] {
        respond(read(locale, workbook));
    });
    if (!taken) respond(unanswered(locale, SubmitFailure::overloaded));
}

}  // namespace

void add_table_routes(Router& router, Api& api) {
    Router::Route& route = router.post(
        "/api/tables", BodyType::workbook,
        with_session_async(
            api, [&api](const Request& request, const Session& session, const Responder& respond) {
                post_table(api, request, session, respond);
            }));
    route.take_file("workbook.too_large").answer_time_max = limits::drawing_time_max;
}

}  // namespace starfish
