#include "server/api/replica/feed.hpp"

#include "core/base/json/write.hpp"
#include "core/engine/read_logged.hpp"
#include "core/engine/redact.hpp"
#include "core/engine/transaction.hpp"
#include "server/platform/wait_for_query.hpp"

#include <algorithm>
#include <cassert>

namespace starfish {
namespace {

constexpr std::string_view text_end = "}\n\n";

std::string text_of(const Record& record) {
    std::string text = "id: ";
    text.reserve(record.body.size() + 160);
    json::write(text, record.seq);
    text += "\ndata: {\"seq\":";
    json::write(text, record.seq);
    text += R"(,"type":)";
    json::write(text, record.type);
    text += R"(,"version":)";
    json::write(text, record.version);
    text += R"(,"time":)";
    json::write(text, record.time);
    // A browser recognizes its own commands by this id. A consumer's command id stays private.
    if (record.actor.role != Role::consumer) {
        text += R"(,"command":)";
        json::write(text, record.command_id);
    }
    text += R"(,"data":)";
    text += record.body;  // canonical JSON has no line break
    text += text_end;
    return text;
}

}  // namespace

// Only an event that is redacted for this scope is parsed again.
std::string Feed::Entry::as_seen_by(Scope scope) const {
    if (!is_redacted(type, scope)) return text;
    const std::size_t body_at = text.size() - text_end.size() - body_size;
    const auto less = redacted_body(type, version, text.substr(body_at, body_size), scope);
    assert(less);  // every record in the ring is in the current form
    return text.substr(0, body_at).append(*less).append(text_end);
}

// One browser's position in the ring.
class Feed::Client final : public Stream {
public:
    Client(Feed& feed, Scope scope, Seq after, SessionCheck session_holds)
        : feed_(feed), scope_(scope), sent_(after), session_holds_(std::move(session_holds)) {
        feed_.clients_.push_back(this);
        ++feed_.metrics_.feed_clients;
    }
    ~Client() override {
        std::erase(feed_.clients_, this);
        --feed_.metrics_.feed_clients;
    }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    std::optional<std::string> next(std::function<void()> wake) override {
        if (feed_.closed_ || ended_) return std::nullopt;
        std::string chunk;
        if (!std::exchange(has_greeted_, true)) chunk = "retry: 1000\n\n";
        const Seq first = feed_.head_ - static_cast<Seq>(feed_.ring_.size()) + 1;
        if (sent_ > feed_.head_ || sent_ + 1 < first) return chunk += reset();
        const Seq named = sent_;
        bool any = false;
        while (sent_ < feed_.head_ && chunk.size() < limits::feed_chunk_bytes) {
            const Entry& entry = feed_.ring_[static_cast<std::size_t>(++sent_ - first)];
            if (!may_see(scope_, entry.audience)) continue;
            chunk += entry.as_seen_by(scope_);
            any = true;
        }
        if (chunk.empty() && std::exchange(beat_, false)) chunk = ": \n\n";
        // A client that sees few events still resumes from here.
        if (!any && !chunk.empty() && sent_ > named)
            chunk += "id: " + std::to_string(sent_) + "\n\n";
        if (chunk.empty()) wake_ = std::move(wake);
        return chunk;
    }

    void wake() {
        if (auto wake = std::exchange(wake_, nullptr)) wake();
    }
    void beat() {
        beat_ = true;
        wake();
    }
    // Once the session has ended, not even the events already in the ring are sent.
    void end_if_lapsed() {
        if (ended_ || session_holds_()) return;
        ended_ = true;
        wake();
    }
    Scope scope() const { return scope_; }

private:
    std::string reset() {
        ended_ = true;
        return "event: reset\ndata: {\"seq\":" + std::to_string(feed_.head_) + "}\n\n";
    }

    Feed& feed_;
    Scope scope_;
    Seq sent_;  // every record up to here was sent or skipped
    SessionCheck session_holds_;
    bool has_greeted_ = false;
    bool beat_ = false;
    bool ended_ = false;
    std::function<void()> wake_;
};

void Feed::fill(Platform& platform) {
    wait_for_query(platform, [&](const State&, Seq head, Instant) { head_ = head; });
    const Seq from = std::max<Seq>(head_ - static_cast<Seq>(limits::feed_ring_records), 0);
    std::vector<Record> records;
    platform.store().read(from, [&](const Record& record) {
        records.push_back(record);
        return true;
    });
    head_ = from;
    wait_for_query(platform, [&](const State& state, Seq, Instant) {
        json::Document document;
        for (Record& record : records)
            if (const auto event = read_logged(document, record))
                add({in_todays_form(std::move(record), *event), audience(state, *event)});
    });
}

void Feed::add(const PublishedRecord& published) {
    const Seq seq = published.record.seq;
    if (seq <= head_) return;
    // The ring never has a gap: a client could not notice the missing records.
    if (seq != head_ + 1) {
        ring_.clear();
        ring_bytes_ = 0;
    }
    head_ = seq;
    const Record& record = published.record;
    const Entry& entry = ring_.emplace_back(Entry{.seq = seq,
                                                  .audience = published.audience,
                                                  .type = record.type,
                                                  .version = record.version,
                                                  .body_size = record.body.size(),
                                                  .text = text_of(record)});
    ring_bytes_ += entry.text.size();
    while (ring_.size() > limits::feed_ring_records || ring_bytes_ > limits::feed_ring_bytes) {
        ring_bytes_ -= ring_.front().text.size();
        ring_.pop_front();
    }
}

void Feed::publish(std::span<const PublishedRecord> records) {
    std::vector<std::uint32_t> leaders;
    bool for_all = false;
    for (const PublishedRecord& published : records) {
        add(published);
        if (published.audience.kind == AudienceKind::public_) for_all = true;
        // An event of a leader or of the leader's desk; 0 means no leader.
        if (published.audience.leader != 0) leaders.push_back(published.audience.leader);
    }
    std::ranges::sort(leaders);
    for (Client* client : clients_) {
        const Scope scope = client->scope();
        if (for_all || sees_all(scope) || std::ranges::binary_search(leaders, scope.leader))
            client->wake();
    }
}

std::shared_ptr<Stream> Feed::open(Scope scope, Seq after, SessionCheck session_holds) {
    if (closed_ || clients_.size() >= limits::feed_clients_max) return nullptr;
    return std::make_shared<Client>(*this, scope, after, std::move(session_holds));
}

void Feed::end_lapsed_streams() {
    for (Client* client : clients_) client->end_if_lapsed();
}

void Feed::tick(std::chrono::steady_clock::time_point now) {
    if (now < beat_at_) return;
    beat_at_ = now + limits::feed_heartbeat;
    end_lapsed_streams();
    for (Client* client : clients_) client->beat();
}

void Feed::close() {
    closed_ = true;
    for (Client* client : clients_) client->wake();
}

}  // namespace starfish
