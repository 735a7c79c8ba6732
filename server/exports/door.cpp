#include "server/exports/door.hpp"

#include "core/jielong/places.hpp"

#include <algorithm>

namespace starfish::exports {
namespace {

using jielong::Letters;

constexpr std::size_t room_digits_min = 3;

// "3号楼1502室" is the building before the last long number, and that number.
Door door_of(Letters place) {
    std::size_t end = place.size();
    while (end > 0 && (place[end - 1].folded == U'室' || place[end - 1].folded == U'房')) --end;
    std::size_t from = end;
    if (from > 0 && jielong::is_latin(place[from - 1])) --from;  // 1502a
    const std::size_t digits_end = from;
    while (from > 0 && jielong::is_digit(place[from - 1])) --from;
    if (digits_end - from < room_digits_min) return {.building = jielong::text_of(place)};
    std::size_t building_end = from;
    while (building_end > 0 &&
           std::u32string_view(U"-/# ").contains(place[building_end - 1].folded))
        --building_end;
    return {.building = jielong::text_of(place.first(building_end)),
            .room = jielong::text_of(place.subspan(from, end - from))};
}

// One line, with "3 号楼" as "3号楼".
std::vector<jielong::Letter> letters_of(std::string_view text) {
    std::string line(text);
    std::ranges::replace(line, '\n', ' ');
    std::vector<jielong::Letter> letters = jielong::plain_letters(line);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const bool splits = jielong::is_space(letters[i]) && kept > 0 && i + 1 < letters.size() &&
                            jielong::is_digit(letters[kept - 1]) &&
                            jielong::kind_of(letters[i + 1]) == jielong::CharacterKind::han;
        if (!splits) letters[kept++] = letters[i];
    }
    letters.resize(kept);
    return letters;
}

}  // namespace

Door door_in(std::string_view text) {
    const auto plain = letters_of(text);
    const Letters letters(plain);
    for (std::size_t at = 0; at < letters.size();) {
        const std::size_t other =
            std::max(jielong::phone_length(letters, at), jielong::time_length(letters, at));
        const std::size_t place = jielong::place_length(letters, at);
        if (place > other) return door_of(letters.subspan(at, place));
        at += std::max<std::size_t>(other, 1);
    }
    return {};
}

}  // namespace starfish::exports
