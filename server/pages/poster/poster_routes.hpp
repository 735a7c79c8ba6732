// GET /g/{code}/poster.png: the poster of a public group-buy in the reader's language. Its code
// leads to the page, at the origin of the request.
#pragma once

#include "server/exports/poster.hpp"
#include "server/net/responder.hpp"
#include "server/net/router.hpp"
#include "server/platform/workers.hpp"
#include "server/services/services.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace starfish {

// A poster's picture as sent.
struct PosterPicture {
    std::shared_ptr<const std::string> png;
    std::string etag;
};

// The posters drawn last. An entry is valid while its contents would be the same, so changes of a
// group-buy need no notification. A request for a poster that is being drawn waits for that
// drawing. Thread-safe.
class PosterCache {
public:
    // The poster's link and language, without its contents.
    using Key = std::pair<std::string, Locale>;
    using Callback = std::function<void(const PosterPicture&)>;

    explicit PosterCache(std::size_t entries_max = 200) : entries_max_(entries_max) {}

    // Calls `callback` at once if exactly this poster is cached. False: the caller must draw it and
    // call `drawn` or `not_drawn`. True: `callback` was called or will be.
    bool take(const Key& key, const exports::Poster& poster, const Callback& callback);
    void drawn(const Key& key, const exports::Poster& poster, const PosterPicture& picture);
    // Waiting callbacks get an empty picture.
    void not_drawn(const Key& key, const exports::Poster& poster);

private:
    struct Entry {
        exports::Poster poster;
        PosterPicture picture;
    };
    struct DrawingJob {
        exports::Poster poster;
        std::vector<Callback> waiting;
    };
    std::vector<Callback> end(const Key& key, const exports::Poster& poster);

    std::size_t entries_max_;
    std::mutex mutex_;
    std::map<Key, Entry> entries_;
    std::multimap<Key, DrawingJob> drawing_;
};

// `drawing` needs some hundredths of a second for each poster.
void add_poster(Router& router, Services& services, Workers& drawing);

}  // namespace starfish
