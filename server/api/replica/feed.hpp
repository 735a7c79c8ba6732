// The live feed: the log's latest records, sent to whoever may see them as server-sent events
// (HTML, section 9.2). All of it runs on the I/O thread.
//
// The ring of latest records is every client's queue: a client is a place in it. One who resumes
// within the ring misses nothing, whatever was restarted; one who comes from before it, or is too
// slow for it, is told to take a new snapshot:
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

    // Fills the ring from the end of the log, before the platform has anything new to publish.
    // Waits for the engine.
    void fill(Platform& platform);
    // Durable records in order; what the ring has already is passed over.
    void publish(std::span<const Published> records);
    // Whether who listens still may: that her session is neither over nor out of date.
    using StillIn = std::function<bool()>;
    // The events after `after` that `scope` may see, and all that follow. nullptr: too many
    // clients.
    std::shared_ptr<Stream> open(Scope scope, Seq after, StillIn still_in = [] { return true; });
    // Ends the streams of those who may listen no longer; once a session was closed.
    void look_who_may();
    // That too from time to time, for sessions that expire, and a sign of life to the silent.
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
        std::size_t body_size{};  // it ends the text, before `text_end`
        std::string text;         // as it is sent

        std::string as_seen_by(Scope scope) const;
    };
    void add(const Published& published);

    Metrics& metrics_;
    std::deque<Entry> ring_;  // dense: seq rises by one
    std::size_t ring_bytes_ = 0;
    Seq head_ = 0;
    std::vector<Client*> clients_;
    std::chrono::steady_clock::time_point beat_at_{};
    bool closed_ = false;
};

}  // namespace starfish
