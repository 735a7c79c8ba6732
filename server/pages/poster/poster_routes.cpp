#include "server/pages/poster/poster_routes.hpp"

#include "core/subjects/groupbuy/queries.hpp"
#include "server/exports/gather.hpp"
#include "server/pages/page_writer.hpp"

#include <spdlog/spdlog.h>

namespace starfish {
namespace {

// The parts of a request that its answer needs.
struct PosterRequest {
    std::string code;
    std::string none_match;
    Reader reader;
};

Response text_answer(const PosterRequest& poster_request, int status, std::string_view key) {
    Response r = text_body(status, say(poster_request.reader.locale, key) + "\n");
    r.set("Cache-Control", "no-store");
    if (status == 503) r.set("Retry-After", "2");
    return r;
}

// Revalidated each time, like the page: a deadline may be extended.
Response picture_answer(const PosterRequest& poster_request, const PosterPicture& picture) {
    if (!picture.png) return text_answer(poster_request, 503, "http.overloaded");
    Response r;
    r.set("ETag", picture.etag);
    r.set("Cache-Control", "private, no-cache");
    r.set("Vary", "Accept-Language");
    if (none_match_holds(poster_request.none_match, picture.etag)) {
        r.status = 304;
        return r;
    }
    r.content_type = "image/png";
    r.shared = picture.png;
    return r;
}

bool is_public(const groupbuy::GroupBuy& groupbuy) {
    return !groupbuy.terms.hidden && groupbuy.phase >= groupbuy::Phase::open_;
}

class PosterRoutes {
public:
    PosterRoutes(Services& services, Workers& drawing) : services_(services), drawing_(drawing) {}

    void get(const Request& request, const Responder& respond) {
        PosterRequest poster_request{.code = std::string(request.captures[0]),
                                     .none_match = std::string(request.header("if-none-match")),
                                     .reader = reader_of(request)};
        // The poster's code needs an address to lead to.
        if (poster_request.reader.origin.empty())
            return respond(text_answer(poster_request, 400, "http.host"));
        const bool taken = services_.platform.query(
            [this, poster_request, respond](const State& state, Seq, Instant) {
                const auto* const g = groupbuy::find_by_code(state.groupbuy, poster_request.code);
                if (!g || !is_public(*g))
                    return respond(text_answer(poster_request, 404, "groupbuy.unknown"));
                answer_with(poster_request,
                            exports::poster_of(state, *g, poster_request.reader.origin,
                                               poster_request.reader.locale),
                            respond);
            });
        if (!taken) respond(text_answer(poster_request, 503, "http.overloaded"));
    }

private:
    // On the engine's thread: passes slow work to the drawing thread.
    void answer_with(const PosterRequest& poster_request, const exports::Poster& poster,
                     const Responder& respond) {
        const PosterCache::Key key{poster.link, poster_request.reader.locale};
        const auto answer = [poster_request, respond](const PosterPicture& picture) {
            respond(picture_answer(poster_request, picture));
        };
        if (cache_.take(key, poster, answer)) return;
        const bool taken = drawing_.run([this, key, poster] { draw(key, poster); });
        if (!taken) cache_.not_drawn(key, poster);
    }

    void draw(const PosterCache::Key& key, const exports::Poster& poster) {
        try {
            auto png = std::make_shared<const std::string>(exports::poster_png(poster, key.second));
            const std::string etag = etag_of(*png);
            cache_.drawn(key, poster, {std::move(png), etag});
        } catch (const std::exception& e) {
            spdlog::error("poster: {}", e.what());
            cache_.not_drawn(key, poster);
        }
    }

    Services& services_;
    Workers& drawing_;
    PosterCache cache_;
};

}  // namespace

bool PosterCache::take(const Key& key, const exports::Poster& poster, const Callback& callback) {
    PosterPicture picture;
    {
        const std::lock_guard lock(mutex_);
        const auto [first, last] = drawing_.equal_range(key);
        for (auto each = first; each != last; ++each)
            if (each->second.poster == poster) {
                each->second.waiting.push_back(callback);
                return true;
            }
        const auto found = entries_.find(key);
        if (found == entries_.end() || found->second.poster != poster) {
            drawing_.emplace(key, DrawingJob{poster, {callback}});
            return false;
        }
        picture = found->second.picture;
    }
    callback(picture);
    return true;
}

std::vector<PosterCache::Callback> PosterCache::end(const Key& key, const exports::Poster& poster) {
    const auto [first, last] = drawing_.equal_range(key);
    for (auto each = first; each != last; ++each)
        if (each->second.poster == poster) {
            std::vector<Callback> waiting = std::move(each->second.waiting);
            drawing_.erase(each);
            return waiting;
        }
    return {};
}

void PosterCache::drawn(const Key& key, const exports::Poster& poster,
                        const PosterPicture& picture) {
    std::vector<Callback> waiting;
    {
        const std::lock_guard lock(mutex_);
        if (entries_.size() >= entries_max_ && !entries_.contains(key)) entries_.clear();
        entries_[key] = {poster, picture};
        waiting = end(key, poster);
    }
    for (const Callback& callback : waiting) callback(picture);
}

void PosterCache::not_drawn(const Key& key, const exports::Poster& poster) {
    std::vector<Callback> waiting;
    {
        const std::lock_guard lock(mutex_);
        waiting = end(key, poster);
    }
    for (const Callback& callback : waiting) callback({});
}

void add_poster(Router& router, Services& services, Workers& drawing) {
    const auto posters = std::make_shared<PosterRoutes>(services, drawing);
    router.get("/g/{code}/poster.png",
               Router::Asynchronous([posters](const Request& request, const Responder& respond) {
                   posters->get(request, respond);
               }));
}

}  // namespace starfish
