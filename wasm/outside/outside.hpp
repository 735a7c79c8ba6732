// Everything that the client needs from its environment: requests, the live feed, storage, the
// clock and random ids. outside_browser.cpp calls JavaScript; outside_native.cpp records the calls,
// so that a test can answer them.
#pragma once

#include "core/base/instant.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace starfish::outside {

// `status` is the HTTP status, or 0 when there was no answer.
using Answer = std::function<void(int status, std::string body)>;

// A request to our own server, with its session cookie. `answer` is called once, later.
void request(std::string_view method, std::string_view path, std::string_view body, Answer answer);

// Lets the person choose a file. `accept` is the HTML attribute of that name. Call only in response
// to a press, as browsers demand. `then` is called once, or never if no file is chosen.
using FileChosen = std::function<void(std::string name, std::size_t bytes)>;
void choose_file(std::string_view accept, const FileChosen& then);
// Both use the last chosen file. send_file POSTs it with that content type. read_file reads it as
// text, in UTF-8 or in the encoding that Excel uses in China, and answers with status 200.
void send_file(std::string_view path, std::string_view type, Answer answer);
void read_file(const Answer& answer);

// Opens the live feed at that path, and closes the previous one.
void open_feed(std::string_view path);
void close_feed();

// Stores a named text across visits; an empty text erases it.
void store(std::string_view name, std::string_view text);

// Stored texts by name.
using StoredTexts = std::map<std::string, std::string, std::less<>>;

// Reads the stored texts of all tabs whose names begin with `prefix`, including the latest of this
// tab. `then` is called once, later, with an empty map if the browser stores nothing.
void read_stored(std::string_view prefix, const std::function<void(StoredTexts)>& then);

// The device's clock. Deadlines are decided by the server's clock.
Instant now();

// A fresh command id.
std::string new_command_id();

// Calls `then` once, after `ms` milliseconds.
void after(int ms, std::function<void()> then);

// The origin of this page, which begins a consumer's link: https://host
std::string origin();

}  // namespace starfish::outside
