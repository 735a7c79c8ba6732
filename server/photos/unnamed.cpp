#include "server/photos/unnamed.hpp"

#include "core/base/json/parse.hpp"
#include "core/base/json/write.hpp"

#include <boost/describe.hpp>

#include <algorithm>

namespace starfish::photos {
namespace {

constexpr std::string_view value_name = "photos/unnamed";
constexpr std::int64_t kept_ms = day_ms;

// Kept from one start to the next.
struct Unnamed {
    Instant seen_at;
    std::vector<std::string> ids;  // sorted
};
BOOST_DESCRIBE_STRUCT(Unnamed, (), (seen_at, ids))

}  // namespace

std::size_t erase_unnamed(Store& store, const std::set<std::string, std::less<>>& named,
                          Instant now) {
    Unnamed unnamed{.seen_at = now, .ids = store.photo_ids()};
    std::erase_if(unnamed.ids, [&](const std::string& id) { return named.contains(id); });
    const auto text = store.value(value_name);
    const auto before = text ? json::from_text<Unnamed>(*text) : Unnamed{.seen_at = now, .ids = {}};
    if (before && !before->ids.empty() && now < before->seen_at + kept_ms) return 0;
    const std::size_t erased = std::erase_if(unnamed.ids, [&](const std::string& id) {
        return before && std::ranges::binary_search(before->ids, id) && store.erase_photo(id);
    });
    store.put_value(value_name, json::text_of(unnamed));
    return erased;
}

}  // namespace starfish::photos
