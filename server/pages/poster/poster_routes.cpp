#include "server/pages/poster/poster_routes.hpp"

#include "core/subjects/groupbuy/queries.hpp"
#include "server/exports/gather.hpp"
#include "server/pages/page_writer.hpp"

#include <spdlog/spdlog.h>

namespace starfish {
namespace {

// What is kept of a request.
struct PosterAsked {
    std::string code;
    std::string none_match;
    Reader reader;
};

Response said(const PosterAsked& asked, int status, std::string_view key) {
    Response r = text_body(status, say(asked.reader.locale, key) + "\n");
    r.set("Cache-Control", "no-store");
    if (status == 503) r.set("Retry-After", "2");
    return r;
}

// Asked about each time, as the page is: a deadline may be extended.
Response sent(const PosterAsked& asked, const PosterPicture& picture) {
    if (!picture.png) return said(asked, 503, "http.overloaded");
    Response r;
    r.set("ETag", picture.etag);
    r.set("Cache-Control", "private, no-cache");
    r.set("Vary", "Accept-Language");
    if (none_match_holds(asked.none_match, picture.etag)) {
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
    PosterRoutes(Site& site, Workers& drawing) : site_(site), drawing_(drawing) {}

    void get(const Request& request, const Respond& respond) {
        PosterAsked asked{.code = std::string(request.captures[0]),
                          .none_match = std::string(request.header("if-none-match")),
                          .reader = reader_of(request)};
        // Without an address of ours there is nowhere for the code to lead.
        if (asked.reader.origin.empty()) return respond(said(asked, 400, "http.host"));
        const bool taken =
            site_.platform.query([this, asked, respond](const State& state, Seq, Instant) {
                const auto* const g = groupbuy::find_by_code(state.groupbuy, asked.code);
                if (!g || !is_public(*g)) return respond(said(asked, 404, "groupbuy.unknown"));
                give(asked, exports::poster_of(state, *g, asked.reader.origin, asked.reader.locale),
                     respond);
            });
        if (!taken) respond(said(asked, 503, "http.overloaded"));
    }

private:
    // On the engine's thread: hands on what takes long.
    void give(const PosterAsked& asked, const exports::Poster& poster, const Respond& respond) {
        const PosterCache::Key key{poster.link, asked.reader.locale};
        const auto answer = [asked, respond](const PosterPicture& picture) {
            respond(sent(asked, picture));
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

    Site& site_;
    Workers& drawing_;
    PosterCache cache_;
};

}  // namespace

bool PosterCache::take(const Key& key, const exports::Poster& poster, const Give& give) {
    PosterPicture kept;
    {
        const std::lock_guard lock(mutex_);
        const auto [first, last] = drawing_.equal_range(key);
        for (auto each = first; each != last; ++each)
            if (each->second.poster == poster) {
                each->second.waiting.push_back(give);
                return true;
            }
        const auto found = kept_.find(key);
        if (found == kept_.end() || found->second.poster != poster) {
            drawing_.emplace(key, Drawing{poster, {give}});
            return false;
        }
        kept = found->second.picture;
    }
    give(kept);
    return true;
}

std::vector<PosterCache::Give> PosterCache::end(const Key& key, const exports::Poster& poster) {
    const auto [first, last] = drawing_.equal_range(key);
    for (auto each = first; each != last; ++each)
        if (each->second.poster == poster) {
            std::vector<Give> waiting = std::move(each->second.waiting);
            drawing_.erase(each);
            return waiting;
        }
    return {};
}

void PosterCache::drawn(const Key& key, const exports::Poster& poster,
                        const PosterPicture& picture) {
    std::vector<Give> waiting;
    {
        const std::lock_guard lock(mutex_);
        if (kept_.size() >= kept_max_ && !kept_.contains(key)) kept_.clear();
        kept_[key] = {poster, picture};
        waiting = end(key, poster);
    }
    for (const Give& give : waiting) give(picture);
}

void PosterCache::not_drawn(const Key& key, const exports::Poster& poster) {
    std::vector<Give> waiting;
    {
        const std::lock_guard lock(mutex_);
        waiting = end(key, poster);
    }
    for (const Give& give : waiting) give({});
}

void add_poster(Router& router, Site& site, Workers& drawing) {
    const auto posters = std::make_shared<PosterRoutes>(site, drawing);
    router.get("/g/{code}/poster.png",
               Router::Asynchronous([posters](const Request& request, const Respond& respond) {
                   posters->get(request, respond);
               }));
}

}  // namespace starfish
