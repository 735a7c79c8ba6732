#pragma once

#include <algorithm>
#include <functional>
#include <ranges>

namespace starfish {

// std::ranges::sort(range, less, key). In a browser it sorts by a heap: one introsort is 2 kB of
// WebAssembly, the dashboard has 25 of them, and a leader's lists are short. `less` on `key` must
// leave no two elements equal that differ, or the server and a browser would order them apart.
template <std::ranges::random_access_range Range, class Less = std::ranges::less,
          class Key = std::identity>
void put_in_order(Range&& range, Less less = {}, Key key = {}) {
#ifdef __EMSCRIPTEN__
    std::ranges::make_heap(range, less, key);
    std::ranges::sort_heap(range, less, key);
#else
    std::ranges::sort(range, less, key);
#endif
}

}  // namespace starfish
