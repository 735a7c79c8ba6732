// The live feed: the latest records of the log, sent as server-sent events (HTML, section 9.2) to
// clients that may see them. Everything runs on the I/O thread.
//
// The ring of latest records is the queue of every client: a client is a position in it. A client
// that resumes within the ring misses nothing, even after a restart. A client from before the ring,
// or too slow for it, gets a reset and must take a new snapshot:
//
//   id: 42
//   data: {"seq":42,"type":"groupbuy.joined","version":2,"time":1790000000000,"data":{…}}
//
//   event: reset
//   data: {"seq":99}
#pragma once

#include "server/net/metrics.hpp"
#include "server/net/response.hpp"
#include "server/platform/platform.hpp"

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace starfish {

class Feed {
public:
    explicit Feed(Metrics& metrics) : metrics_(metrics) {}
    Feed(const Feed&) = delete;
    Feed& operator=(const Feed&) = delete;

    // Fills the ring from the end of the log. Call it before the platform publishes anything new.
    // Waits for the engine.
    void fill(Platform& platform);
    // Adds durable records, in order. Records already in the ring are skipped.
    void publish(std::span<const PublishedRecord> records);
    // Whether the client's session still holds: neither closed nor expired.
    using SessionCheck = std::function<bool()>;
    // A stream of the events after `after` that `scope` may see. nullptr: too many clients.
    std::shared_ptr<Stream> open(
        Scope scope, Seq after, SessionCheck session_holds = [] { return true; });
    // Ends the streams of sessions that no longer hold. Call it after a session was closed.
    void end_lapsed_streams();
    // Call it regularly. At each heartbeat it ends the streams of expired sessions and sends a
    // comment to idle clients.
    void tick(std::chrono::steady_clock::time_point now);
    // Ends every stream.
    void close();

    Seq head() const { return head_; }

private:
    class Client;
    struct Entry {
        Seq seq{};
        Audience audience;
        std::string type;
        int version{};
        std::size_t body_size{};  // the body is the end of the text, before `text_end`
        std::string text;         // as sent to clients

        std::string as_seen_by(Scope scope) const;
    };
    void add(const PublishedRecord& published);

    Metrics& metrics_;
    std::deque<Entry> ring_;  // dense: seq increases by one
    std::size_t ring_bytes_ = 0;
    Seq head_ = 0;
    std::vector<Client*> clients_;
    std::chrono::steady_clock::time_point beat_at_{};
    bool closed_ = false;
};

}  // namespace starfish
