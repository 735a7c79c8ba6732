// All limits of the HTTP server. A request beyond a limit is dropped with the status beside the
// limit, so that no client can make the server hold more than these limits allow.
#pragma once

#include "core/base/file_size.hpp"

#include <chrono>
#include <cstddef>

namespace starfish::limits {

using namespace std::chrono_literals;

// One request.
inline constexpr std::size_t header_bytes_max = 16 * 1024;  // 431
inline constexpr std::size_t header_fields_max = 64;        // 431
inline constexpr std::size_t target_bytes_max = 2 * 1024;   // 414
inline constexpr std::size_t body_bytes_max = 64 * 1024;    // 413
inline constexpr std::size_t form_fields_max = 32;          // 400
// Routes that accept a file, including the form around the file; uploads_max is the number of such
// requests that are read or answered at the same time.
inline constexpr std::size_t photo_bytes_max = file_bytes_max;                    // 413
inline constexpr std::size_t upload_bytes_max = file_bytes_max + body_bytes_max;  // 413
// If a page's form has a longer photo, the rest is read and dropped. A browser reads the answer
// only after it has sent everything; the answer shows the form again.
inline constexpr std::size_t upload_dropped_bytes_max = 64 * 1024 * 1024;  // 413
inline constexpr std::size_t uploads_max = 16;                             // 503
inline constexpr std::size_t captures_max = 4;                             // in a route's pattern

// Time. A request that is not complete in time gets 408.
inline constexpr auto header_time_max = 5s;
inline constexpr auto body_time_max = 10s;
inline constexpr auto upload_time_max = 90s;   // body with a photo, from a slow phone
inline constexpr auto answer_time_max = 20s;   // for an asynchronous handler: 503
inline constexpr auto drawing_time_max = 90s;  // for a handler that queues for drawing
inline constexpr auto write_time_max = 20s;    // for each step: a slower client is dropped
inline constexpr auto idle_time_max = 60s;     // between requests: closed without an answer
inline constexpr auto linger_time_max = 1s;    // after a refusal that left bytes unread

// Connections. Each connection handles one request at a time: pipelined requests wait in the
// socket.
inline constexpr std::size_t connections_max = 8192;        // 503
inline constexpr std::size_t read_bytes = 8 * 1024;         // one read
inline constexpr std::size_t write_step_bytes = 64 * 1024;  // bytes of an answer per write_time_max

// The live feed.
inline constexpr std::size_t feed_clients_max = 4096;             // 503
inline constexpr std::size_t feed_ring_records = 16 * 1024;       // a client can resume from these
inline constexpr std::size_t feed_ring_bytes = 16 * 1024 * 1024;  // or this many bytes of events
inline constexpr std::size_t feed_chunk_bytes = 64 * 1024;        // one write
inline constexpr auto feed_heartbeat = 15s;

// Queues of the worker threads.
inline constexpr std::size_t hashing_queue_max = 16;     // sign-ins waiting: 503
inline constexpr std::size_t background_queue_max = 64;  // snapshots, profiles: 503
inline constexpr std::size_t drawing_queue_max = 8;      // lists, labels, workbooks: 503
inline constexpr std::size_t poster_queue_max = 32;      // posters to draw: 503
inline constexpr std::size_t photo_queue_max = 16;       // photos to scale down: 503

// Stopping.
inline constexpr auto stop_time_max = 5s;  // to finish requests in flight

}  // namespace starfish::limits
