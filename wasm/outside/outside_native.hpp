// The world outside as a test plays it: what was asked stands here until the test answers.
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

// A file that a test lets the person have.
struct File {
    std::string name;
    std::size_t bytes{};
    std::string text;
};

struct World {
    std::vector<Request> requests;  // not yet answered
    std::vector<std::function<void()>> timers;
    Kept kept;
    std::optional<File> file;         // what she will choose, if she is asked
    std::string accept;               // what she was last asked for
    std::optional<std::string> feed;  // the open one's path
    Instant now{1'790'000'000'000};
    int command_ids = 0;

    // Answers the oldest request whose method and path begin so; false if there is none.
    bool answer(std::string_view method_and_path, int status, std::string body);
    void run_timers();
    // The bodies of what was asked at that method and path and has no answer yet.
    std::vector<std::string> asked(std::string_view method_and_path) const;
};

World& world();

}  // namespace starfish::outside
