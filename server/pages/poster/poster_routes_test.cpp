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

// Who asked, and what they got.
struct Askers {
    std::vector<std::string> got;
    PosterCache::Give one() {
        return [this](const PosterPicture& p) { got.push_back(p.png ? *p.png : "nothing"); };
    }
};

TEST_CASE("posters: drawn once for all who wait, and kept") {
    PosterCache cache;
    Askers askers;
    const PosterCache::Key key{"/g/a", Locale::zh_cn};
    CHECK_FALSE(cache.take(key, poster("A"), askers.one()));
    CHECK(cache.take(key, poster("A"), askers.one()));
    CHECK(askers.got.empty());
    cache.drawn(key, poster("A"), picture("png"));
    CHECK(askers.got == std::vector<std::string>{"png", "png"});
    CHECK(cache.take(key, poster("A"), askers.one()));
    CHECK(askers.got.size() == 3);
    CHECK_FALSE(cache.take({"/g/a", Locale::en}, poster("A"), askers.one()));
}

TEST_CASE("posters: one that would say something else is drawn anew") {
    PosterCache cache;
    Askers askers;
    const PosterCache::Key key{"/g/a", Locale::zh_cn};
    CHECK_FALSE(cache.take(key, poster("A"), askers.one()));
    // The deadline was extended while the first was being drawn.
    CHECK_FALSE(cache.take(key, poster("B"), askers.one()));
    cache.drawn(key, poster("A"), picture("a"));
    CHECK(askers.got == std::vector<std::string>{"a"});
    cache.drawn(key, poster("B"), picture("b"));
    CHECK(askers.got == std::vector<std::string>{"a", "b"});
    CHECK_FALSE(cache.take(key, poster("A"), askers.one()));
}

TEST_CASE("posters: who waited for one that cannot be drawn is told, and may ask again") {
    PosterCache cache(1);
    Askers askers;
    const PosterCache::Key key{"/g/a", Locale::zh_cn};
    CHECK_FALSE(cache.take(key, poster("A"), askers.one()));
    cache.not_drawn(key, poster("A"));
    CHECK(askers.got == std::vector<std::string>{"nothing"});
    CHECK_FALSE(cache.take(key, poster("A"), askers.one()));
    cache.drawn(key, poster("A"), picture("a"));
    // Of more than are kept, the earlier go.
    CHECK_FALSE(cache.take({"/g/b", Locale::zh_cn}, poster("B"), askers.one()));
    cache.drawn({"/g/b", Locale::zh_cn}, poster("B"), picture("b"));
    CHECK_FALSE(cache.take(key, poster("A"), askers.one()));
}

}  // namespace poster_routes_test

}  // namespace starfish
