#include "wasm/outside_native.hpp"

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

void World::run_timers() {
    for (const auto& then : std::exchange(timers, {})) then();
}

void request(std::string_view method, std::string_view path, std::string_view body, Answer answer) {
    world().requests.push_back(
        {std::string(method), std::string(path), std::string(body), std::move(answer)});
}
void open_feed(Seq after) {
    world().feed_after = after;
}
void close_feed() {
    world().feed_after.reset();
}
void keep(std::string_view name, std::string_view text) {
    world().kept[std::string(name)] = text;
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
