#include "wasm/fetch/sent_file.hpp"

#include "core/base/file_size.hpp"
#include "core/base/json/parse.hpp"
#include "wasm/client.hpp"
#include "wasm/fetch/members.hpp"

#include <utility>

namespace starfish {
namespace {

constexpr std::string_view workbook_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

void end(Client& client, SentFile& file, std::string content, std::string problem) {
    file.request_status = problem.empty() ? RequestStatus::done : RequestStatus::failed;
    file.content = std::move(content);
    file.problem = std::move(problem);
    client.changed();
}

// Takes `member` of the server's answer, or the server's error message.
void take(Client& client, SentFile& file, std::string_view member, int status,
          std::string_view answer) {
    json::Document document;
    const auto* const object = object_of(document.parse(answer));
    if (status == 200 && object) return end(client, file, text_at(*object, member), "");
    const auto* const error = object ? object_of(object->if_contains("error")) : nullptr;
    const std::string said = error ? text_at(*error, "message") : "";
    end(client, file, "", said.empty() ? say(client.locale(), "file.not_sent") : said);
}

// False if the file is too large for the server; `file.problem` says so.
bool begin(Client& client, SentFile& file, std::string name, std::size_t bytes,
           std::string_view too_large) {
    file = {.request_status = RequestStatus::under_way, .name = std::move(name)};
    if (bytes > file_bytes_max) {
        end(client, file, "", say(client.locale(), too_large));
        return false;
    }
    client.changed();
    return true;
}

}  // namespace

void choose_photo(Client& client, const std::shared_ptr<SentFile>& file) {
    outside::choose_file("image/*", [&client, file](std::string name, std::size_t bytes) {
        if (!begin(client, *file, std::move(name), bytes, "photo.too_large")) return;
        // The server detects the picture's real type.
        client.send_file("/api/photos", "image/jpeg",
                         [&client, file](int status, const std::string& answer) {
                             take(client, *file, "photo", status, answer);
                         });
    });
}

void choose_table(Client& client, const std::shared_ptr<SentFile>& file) {
    outside::choose_file(".xlsx,.csv,.txt", [&client, file](std::string name, std::size_t bytes) {
        if (!begin(client, *file, std::move(name), bytes, "workbook.too_large")) return;
        if (!file->name.ends_with(".xlsx") && !file->name.ends_with(".XLSX"))
            return outside::read_file([&client, file](int status, std::string text) {
                end(client, *file, std::move(text),
                    status == 200 ? "" : say(client.locale(), "workbook.unreadable"));
            });
        client.send_file("/api/tables", workbook_type,
                         [&client, file](int status, const std::string& answer) {
                             take(client, *file, "table", status, answer);
                         });
    });
}

}  // namespace starfish
