#include "server/exports/door.hpp"

#include "core/chat/places.hpp"

#include <algorithm>

namespace starfish::exports {
namespace {

using chat::Letters;

constexpr std::size_t room_digits_min = 3;

// "3号楼1502室": the building precedes the last long number; that number is the room.
Door door_of(Letters place) {
    std::size_t end = place.size();
    while (end > 0 && (place[end - 1].folded == U'室' || place[end - 1].folded == U'房')) --end;
    std::size_t from = end;
    if (from > 0 && chat::is_latin(place[from - 1])) --from;  // 1502a
    const std::size_t digits_end = from;
    while (from > 0 && chat::is_digit(place[from - 1])) --from;
    if (digits_end - from < room_digits_min) return {.building = chat::text_of(place)};
    std::size_t building_end = from;
    while (building_end > 0 &&
           std::u32string_view(U"-/# ").contains(place[building_end - 1].folded))
        --building_end;
    return {.building = chat::text_of(place.first(building_end)),
            .room = chat::text_of(place.subspan(from, end - from))};
}

// The letters of the text as one line, with "3 号楼" as "3号楼".
std::vector<chat::Letter> letters_of(std::string_view text) {
    std::string line(text);
    std::ranges::replace(line, '\n', ' ');
    std::vector<chat::Letter> letters = chat::plain_letters(line);
    std::size_t count = 0;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const bool splits = chat::is_space(letters[i]) && count > 0 && i + 1 < letters.size() &&
                            chat::is_digit(letters[count - 1]) &&
                            chat::kind_of(letters[i + 1]) == chat::CharacterKind::han;
        if (!splits) letters[count++] = letters[i];
    }
    letters.resize(count);
    return letters;
}

}  // namespace

Door door_in(std::string_view text) {
    const auto plain = letters_of(text);
    const Letters letters(plain);
    for (std::size_t at = 0; at < letters.size();) {
        const std::size_t other =
            std::max(chat::phone_length(letters, at), chat::time_length(letters, at));
        const std::size_t place = chat::place_length(letters, at);
        if (place > other) return door_of(letters.subspan(at, place));
        at += std::max<std::size_t>(other, 1);
    }
    return {};
}

}  // namespace starfish::exports
