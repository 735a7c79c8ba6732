// GET /g/{code}/poster.png: the poster of a group-buy that everyone may see, in the reader's
// language, its code leading to the page at the address it was asked for by.
#pragma once

#include "server/exports/poster.hpp"
#include "server/net/respond.hpp"
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

// A poster as it is sent.
struct PosterPicture {
    std::shared_ptr<const std::string> png;
    std::string etag;
};

// The posters drawn last. A kept one is good as long as it would say the same, so nothing has to
// tell this when a group-buy changes; and who asks for one that is being drawn waits for it.
// Thread-safe.
class PosterCache {
public:
    // Which poster, apart from what is on it: its link and language.
    using Key = std::pair<std::string, Locale>;
    using Give = std::function<void(const PosterPicture&)>;

    explicit PosterCache(std::size_t kept_max = 200) : kept_max_(kept_max) {}

    // Calls `give` at once if the very poster is kept. False: the caller is to draw it, and to call
    // `drawn` or `not_drawn`. True in any other case: `give` was called, or will be.
    bool take(const Key& key, const exports::Poster& poster, const Give& give);
    void drawn(const Key& key, const exports::Poster& poster, const PosterPicture& picture);
    // Those who wait get an empty picture.
    void not_drawn(const Key& key, const exports::Poster& poster);

private:
    struct Kept {
        exports::Poster poster;
        PosterPicture picture;
    };
    struct Drawing {
        exports::Poster poster;
        std::vector<Give> waiting;
    };
    std::vector<Give> end(const Key& key, const exports::Poster& poster);

    std::size_t kept_max_;
    std::mutex mutex_;
    std::map<Key, Kept> kept_;
    std::multimap<Key, Drawing> drawing_;
};

// `drawing` needs some hundredths of a second a poster.
void add_poster(Router& router, Site& site, Workers& drawing);

}  // namespace starfish
