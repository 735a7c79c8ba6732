// All that the replica asks of the world outside: requests, the live feed, storage, the clock and
// chance. outside_browser.cpp asks JavaScript; outside_native.cpp keeps what was asked, so that a
// test can answer.
#pragma once

#include "core/base/instant.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace starfish::outside {

// HTTP statuses, and 0 when no answer came.
using Answer = std::function<void(int status, std::string body)>;

// A request to our own server, with its session cookie. `answer` is called once, later.
void request(std::string_view method, std::string_view path, std::string_view body, Answer answer);

// Lets the person choose a file of these kinds, written as HTML's `accept`. Only in answer to a
// press, as browsers demand. `then` is called once, or never if she chose none.
using FileChosen = std::function<void(std::string name, std::size_t bytes)>;
void choose_file(std::string_view accept, const FileChosen& then);
// Of the file chosen last: it is sent as a POST of that type; or is read here as text, UTF-8 or
// what Excel writes in China, and answered with 200.
void send_file(std::string_view path, std::string_view type, Answer answer);
void read_file(const Answer& answer);

// Opens the live feed at that path, closing one that is open.
void open_feed(std::string_view path);
void close_feed();

// Keeps a named text across visits, or forgets it when empty.
void keep(std::string_view name, std::string_view text);

// Texts by the name they are kept under.
using Kept = std::map<std::string, std::string, std::less<>>;

// What this and other tabs have kept under names that begin so, this one's latest included.
// `then` is called once, later, with nothing if the browser keeps nothing.
void read_kept(std::string_view prefix, const std::function<void(Kept)>& then);

// The device's clock; the server's decides.
Instant now();

// A fresh command id.
std::string new_command_id();

// Calls `then` once after so many milliseconds.
void after(int ms, std::function<void()> then);

// The address of this page's site, as a consumer's link begins: https://host
std::string origin();

}  // namespace starfish::outside
