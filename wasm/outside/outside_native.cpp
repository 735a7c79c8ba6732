#include "wasm/outside/outside_native.hpp"

#include <algorithm>
#include <utility>

namespace starfish::outside {

World& world() {
    static World the_world;
    return the_world;
}

bool World::answer(std::string_view method_and_path, int status, std::string body) {
    const auto found = std::ranges::find_if(requests, [&](const Request& r) {
        return (r.method + " " + r.path).starts_with(method_and_path);
    });
    if (found == requests.end()) return false;
    const Request request = std::move(*found);
    requests.erase(found);
    request.answer(status, std::move(body));
    return true;
}

std::vector<std::string> World::asked(std::string_view method_and_path) const {
    std::vector<std::string> bodies;
    for (const Request& r : requests)
        if ((r.method + " " + r.path).starts_with(method_and_path)) bodies.push_back(r.body);
    return bodies;
}

void World::run_timers() {
    for (const auto& then : std::exchange(timers, {})) then();
}

void request(std::string_view method, std::string_view path, std::string_view body, Answer answer) {
    world().requests.push_back(
        {std::string(method), std::string(path), std::string(body), std::move(answer)});
}
void choose_file(std::string_view accept, const FileChosen& then) {
    world().accept = accept;
    if (world().file) then(world().file->name, world().file->bytes);
}
void send_file(std::string_view path, std::string_view, Answer answer) {
    request("POST", path, world().file->text, std::move(answer));
}
void read_file(const Answer& answer) {
    answer(200, world().file->text);
}
void open_feed(std::string_view path) {
    world().feed = path;
}
void close_feed() {
    world().feed.reset();
}
void store(std::string_view name, std::string_view text) {
    if (text.empty())
        world().stored.erase(std::string(name));
    else
        world().stored[std::string(name)] = text;
}
void read_stored(std::string_view prefix, const std::function<void(StoredTexts)>& then) {
    StoredTexts found;
    for (const auto& [name, text] : world().stored)
        if (name.starts_with(prefix)) found.emplace(name, text);
    then(std::move(found));
}
Instant now() {
    return world().now;
}
std::string new_command_id() {
    return "command-" + std::to_string(++world().command_ids);
}
void after(int, std::function<void()> then) {
    world().timers.push_back(std::move(then));
}
std::string origin() {
    return "https://starfish.example";
}

}  // namespace starfish::outside
