// The browser's implementation, in site/app/outside.mjs: Module.outside has one function for each
// function below, and answers through the sf_* entry points at the end of this file.
#include "wasm/client.hpp"
#include "wasm/outside/outside.hpp"

#include <emscripten.h>

#include <map>
#include <utility>

// clang-format off
EM_JS(void, js_request, (int ticket, const char* method, const char* path, const char* body), {
    Module.outside.request(ticket, UTF8ToString(method), UTF8ToString(path), UTF8ToString(body));
});
EM_JS(void, js_choose_file, (const char* accept), {
    Module.outside.chooseFile(UTF8ToString(accept));
});
EM_JS(void, js_send_file, (int ticket, const char* path, const char* type), {
    Module.outside.sendFile(ticket, UTF8ToString(path), UTF8ToString(type));
});
EM_JS(void, js_read_file, (int ticket), { Module.outside.readFile(ticket); });
EM_JS(void, js_open_feed, (const char* path), { Module.outside.openFeed(UTF8ToString(path)); });
EM_JS(void, js_close_feed, (), { Module.outside.closeFeed(); });
EM_JS(void, js_keep, (const char* name, const char* text), {
    Module.outside.keep(UTF8ToString(name), UTF8ToString(text));
});
EM_JS(void, js_read_kept, (int ticket, const char* prefix), {
    Module.outside.readKept(ticket, UTF8ToString(prefix));
});
EM_JS(double, js_now, (), { return Date.now(); });
EM_JS(void, js_new_command_id, (char* to, int capacity), {
    stringToUTF8(crypto.randomUUID ? crypto.randomUUID() : Module.outside.randomId(), to, capacity);
});
EM_JS(void, js_after, (int ticket, int ms), { Module.outside.after(ticket, ms); });
EM_JS(void, js_origin, (char* to, int capacity), { stringToUTF8(location.origin, to, capacity); });
// clang-format on

namespace starfish::outside {
namespace {

// Callbacks by the ticket that JavaScript hands back.
std::map<int, Answer> answers;
std::map<int, std::function<void()>> timers;
FileChosen file_chosen;  // of the last choose_file
std::map<int, std::function<void(StoredTexts)>> readers;
StoredTexts arriving;  // filled by sf_kept, then passed to the waiting caller
int last_ticket = 0;

}  // namespace

void request(std::string_view method, std::string_view path, std::string_view body, Answer answer) {
    answers.emplace(++last_ticket, std::move(answer));
    js_request(last_ticket, std::string(method).c_str(), std::string(path).c_str(),
               std::string(body).c_str());
}
void choose_file(std::string_view accept, const FileChosen& then) {
    file_chosen = then;
    js_choose_file(std::string(accept).c_str());
}
void send_file(std::string_view path, std::string_view type, Answer answer) {
    answers.emplace(++last_ticket, std::move(answer));
    js_send_file(last_ticket, std::string(path).c_str(), std::string(type).c_str());
}
void read_file(const Answer& answer) {
    answers.emplace(++last_ticket, answer);
    js_read_file(last_ticket);
}
void open_feed(std::string_view path) {
    js_open_feed(std::string(path).c_str());
}
void close_feed() {
    js_close_feed();
}
void store(std::string_view name, std::string_view text) {
    js_keep(std::string(name).c_str(), std::string(text).c_str());
}
void read_stored(std::string_view prefix, const std::function<void(StoredTexts)>& then) {
    readers.emplace(++last_ticket, then);
    js_read_kept(last_ticket, std::string(prefix).c_str());
}
Instant now() {
    return {static_cast<std::int64_t>(js_now())};
}
std::string new_command_id() {
    char id[65];
    js_new_command_id(id, sizeof id);
    return id;
}
void after(int ms, std::function<void()> then) {
    timers.emplace(++last_ticket, std::move(then));
    js_after(last_ticket, ms);
}
std::string origin() {
    char text[300];
    js_origin(text, sizeof text);
    return text;
}

}  // namespace starfish::outside

// The entry points for JavaScript.
extern "C" {

// Adds one stored text; sf_client_start or sf_kept_all then passes all of them on.
EMSCRIPTEN_KEEPALIVE void sf_kept(const char* name, const char* text) {
    starfish::outside::arriving[name] = text;
}
EMSCRIPTEN_KEEPALIVE void sf_kept_all(int ticket) {
    auto stored = std::exchange(starfish::outside::arriving, {});
    auto node = starfish::outside::readers.extract(ticket);
    if (node) node.mapped()(std::move(stored));
}
EMSCRIPTEN_KEEPALIVE void sf_client_start() {
    starfish::client().start(std::exchange(starfish::outside::arriving, {}));
}
EMSCRIPTEN_KEEPALIVE void sf_answer(int ticket, int status, const char* body) {
    auto node = starfish::outside::answers.extract(ticket);
    if (node) node.mapped()(status, body);
}
EMSCRIPTEN_KEEPALIVE void sf_file(const char* name, double bytes) {
    const auto then = std::exchange(starfish::outside::file_chosen, nullptr);
    if (then) then(name, static_cast<std::size_t>(bytes));
}
EMSCRIPTEN_KEEPALIVE void sf_timer(int ticket) {
    auto node = starfish::outside::timers.extract(ticket);
    if (node) node.mapped()();
}
EMSCRIPTEN_KEEPALIVE void sf_feed_event(double seq, const char* text) {
    starfish::client().feed_event(static_cast<starfish::Seq>(seq), text);
}
EMSCRIPTEN_KEEPALIVE void sf_feed_reset() {
    starfish::client().feed_reset();
}
EMSCRIPTEN_KEEPALIVE void sf_feed_state(int live) {
    starfish::client().feed_state(live != 0);
}
}
