#pragma once

#include <algorithm>
#include <functional>
#include <ranges>

namespace starfish {

// A heap sort with the interface of std::ranges::sort(range, less, key), used in the browser and on
// the server: each introsort is 2 kB of WebAssembly, the dashboard has 25 sorts, and the sorted
// ranges are short. Elements that are equal under `less` of `key` come in any order.
template <std::ranges::random_access_range Range, class Less = std::ranges::less,
          class Key = std::identity>
void put_in_order(Range& range, Less less = {}, Key key = {}) {
    std::ranges::make_heap(range, less, key);
    std::ranges::sort_heap(range, less, key);
}

}  // namespace starfish
