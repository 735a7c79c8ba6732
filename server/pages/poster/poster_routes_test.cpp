#include "server/pages/poster/poster_routes.hpp"

#include <catch2/catch_test_macros.hpp>

namespace starfish {
namespace poster_routes_test {

exports::Poster poster(std::string title) {
    exports::Poster made;
    made.title = std::move(title);
    return made;
}

PosterPicture picture(const std::string& png) {
    return {std::make_shared<const std::string>(png), "\"" + png + "\""};
}

// Collects the answers of all callbacks.
struct Callbacks {
    std::vector<std::string> got;
    PosterCache::Callback one() {
        return [this](const PosterPicture& p) { got.push_back(p.png ? *p.png : "nothing"); };
    }
};

TEST_CASE("posters: drawn once for all waiting requests, and cached") {
    PosterCache cache;
    Callbacks callbacks;
    const PosterCache::Key key{"/g/a", Locale::zh_cn};
    CHECK_FALSE(cache.take(key, poster("A"), callbacks.one()));
    CHECK(cache.take(key, poster("A"), callbacks.one()));
    CHECK(callbacks.got.empty());
    cache.drawn(key, poster("A"), picture("png"));
    CHECK(callbacks.got == std::vector<std::string>{"png", "png"});
    CHECK(cache.take(key, poster("A"), callbacks.one()));
    CHECK(callbacks.got.size() == 3);
    CHECK_FALSE(cache.take({"/g/a", Locale::en}, poster("A"), callbacks.one()));
}

TEST_CASE("posters: a poster with other contents is drawn again") {
    PosterCache cache;
    Callbacks callbacks;
    const PosterCache::Key key{"/g/a", Locale::zh_cn};
    CHECK_FALSE(cache.take(key, poster("A"), callbacks.one()));
    // The deadline was extended while the first poster was being drawn.
    CHECK_FALSE(cache.take(key, poster("B"), callbacks.one()));
    cache.drawn(key, poster("A"), picture("a"));
    CHECK(callbacks.got == std::vector<std::string>{"a"});
    cache.drawn(key, poster("B"), picture("b"));
    CHECK(callbacks.got == std::vector<std::string>{"a", "b"});
    CHECK_FALSE(cache.take(key, poster("A"), callbacks.one()));
}

TEST_CASE("posters: a failed drawing answers the waiting requests, and may be tried again") {
    PosterCache cache(1);
    Callbacks callbacks;
    const PosterCache::Key key{"/g/a", Locale::zh_cn};
    CHECK_FALSE(cache.take(key, poster("A"), callbacks.one()));
    cache.not_drawn(key, poster("A"));
    CHECK(callbacks.got == std::vector<std::string>{"nothing"});
    CHECK_FALSE(cache.take(key, poster("A"), callbacks.one()));
    cache.drawn(key, poster("A"), picture("a"));
    // Beyond the limit, earlier entries are dropped.
    CHECK_FALSE(cache.take({"/g/b", Locale::zh_cn}, poster("B"), callbacks.one()));
    cache.drawn({"/g/b", Locale::zh_cn}, poster("B"), picture("b"));
    CHECK_FALSE(cache.take(key, poster("A"), callbacks.one()));
}

}  // namespace poster_routes_test

}  // namespace starfish
