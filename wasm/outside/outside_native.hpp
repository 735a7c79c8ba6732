// The environment in tests: requests wait here until the test answers them.
#pragma once

#include "wasm/outside/outside.hpp"

#include <optional>
#include <vector>

namespace starfish::outside {

struct Request {
    std::string method;
    std::string path;
    std::string body;
    Answer answer;
};

// A file on the test person's device.
struct File {
    std::string name;
    std::size_t bytes{};
    std::string text;
};

struct World {
    std::vector<Request> requests;  // not yet answered
    std::vector<std::function<void()>> timers;
    StoredTexts stored;
    std::optional<File> file;         // the file that choose_file chooses
    std::string accept;               // of the last choose_file
    std::optional<std::string> feed;  // the path of the open feed
    Instant now{1'790'000'000'000};
    int command_ids = 0;

    // Answers the oldest request whose method and path begin with that text; false if none does.
    bool answer(std::string_view method_and_path, int status, std::string body);
    void run_timers();
    // The bodies of the unanswered requests whose method and path begin with that text.
    std::vector<std::string> asked(std::string_view method_and_path) const;
};

World& world();

}  // namespace starfish::outside
