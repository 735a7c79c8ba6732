// Every bound the HTTP server keeps to, in one place. What goes beyond one gets the status beside
// it and is dropped; nothing a client sends can make the server hold more than these allow.
#pragma once

#include "core/base/file_size.hpp"

#include <chrono>
#include <cstddef>

namespace starfish::limits {

using namespace std::chrono_literals;

// Of one request.
inline constexpr std::size_t header_bytes_max = 16 * 1024;  // 431
inline constexpr std::size_t header_fields_max = 64;        // 431
inline constexpr std::size_t target_bytes_max = 2 * 1024;   // 414
inline constexpr std::size_t body_bytes_max = 64 * 1024;    // 413
inline constexpr std::size_t form_fields_max = 32;          // 400
// Of routes that take a file, with the form around it; and how many such requests are read or
// answered at once.
inline constexpr std::size_t photo_bytes_max = file_bytes_max;                    // 413
inline constexpr std::size_t upload_bytes_max = file_bytes_max + body_bytes_max;  // 413
// Of a page's form with a longer photo the rest is read and dropped: a browser listens only once it
// has sent everything, and is then shown the form again.
inline constexpr std::size_t upload_dropped_bytes_max = 64 * 1024 * 1024;  // 413
inline constexpr std::size_t uploads_max = 16;                             // 503
inline constexpr std::size_t captures_max = 4;                             // in a route's pattern

// Of time. A request that has begun must be whole in time, or gets 408.
inline constexpr auto header_time_max = 5s;
inline constexpr auto body_time_max = 10s;
inline constexpr auto upload_time_max = 90s;   // of a body with a photo, from a slow phone
inline constexpr auto answer_time_max = 20s;   // for an asynchronous handler: 503
inline constexpr auto drawing_time_max = 90s;  // for one that draws, and waits for its turn
inline constexpr auto write_time_max = 20s;    // for each step: a reader this slow is dropped
inline constexpr auto idle_time_max = 60s;     // between requests: closed without a word
inline constexpr auto linger_time_max = 1s;    // after a refusal that left bytes unread

// Of connections. One request at a time is read and answered on each: what is pipelined waits in
// the socket.
inline constexpr std::size_t connections_max = 8192;        // 503
inline constexpr std::size_t read_bytes = 8 * 1024;         // one read
inline constexpr std::size_t write_step_bytes = 64 * 1024;  // of an answer, see write_time_max

// Of the live feed.
inline constexpr std::size_t feed_clients_max = 4096;        // 503
inline constexpr std::size_t feed_ring_records = 16 * 1024;  // resumption reaches this far back
inline constexpr std::size_t feed_ring_bytes = 16 * 1024 * 1024;  // or this many bytes of events
inline constexpr std::size_t feed_chunk_bytes = 64 * 1024;        // one write
inline constexpr auto feed_heartbeat = 15s;

// Of work beside the I/O thread.
inline constexpr std::size_t hashing_queue_max = 16;     // sign-ins waiting: 503
inline constexpr std::size_t background_queue_max = 64;  // snapshots, profiles: 503
inline constexpr std::size_t drawing_queue_max = 8;      // lists, labels, workbooks: 503
inline constexpr std::size_t poster_queue_max = 32;      // posters not drawn yet: 503
inline constexpr std::size_t photo_queue_max = 16;       // photos not made small yet: 503

// Of stopping.
inline constexpr auto stop_time_max = 5s;  // for what is in flight

}  // namespace starfish::limits
