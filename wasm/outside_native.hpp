// The world outside as a test plays it: what was asked stands here until the test answers.
#pragma once

#include "wasm/outside.hpp"

#include <map>
#include <optional>
#include <vector>

namespace starfish::outside {

struct Request {
    std::string method;
    std::string path;
    std::string body;
    Answer answer;
};

struct World {
    std::vector<Request> requests;  // not yet answered
    std::vector<std::function<void()>> timers;
    std::map<std::string, std::string, std::less<>> kept;
    std::optional<Seq> feed_after;  // the open feed
    Instant now{1'790'000'000'000};
    int command_ids = 0;

    // Answers the oldest request whose method and path begin so; false if there is none.
    bool answer(std::string_view method_and_path, int status, std::string body);
    void run_timers();
};

World& world();

}  // namespace starfish::outside
