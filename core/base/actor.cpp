#include "core/base/actor.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace starfish {
namespace {

constexpr std::array<std::string_view, 6> role_names{"consumer", "leader", "trainer",
                                                     "supplier", "system", "verifier"};

constexpr bool is_command_id_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

}  // namespace

std::string to_string(Actor actor) {
    std::string text{role_names.at(static_cast<std::size_t>(actor.role))};
    text += ':';
    text += std::to_string(actor.id);
    return text;
}

std::optional<Actor> actor_from(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto* const name = std::ranges::find(role_names, text.substr(0, colon));
    if (name == role_names.end()) return std::nullopt;
    const std::string_view digits = text.substr(colon + 1);
    Actor actor{static_cast<Role>(name - role_names.begin()), 0};
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), actor.id);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return actor;
}

bool is_command_id(std::string_view text) {
    return text.size() >= 8 && text.size() <= 64 && std::ranges::all_of(text, is_command_id_char);
}

}  // namespace starfish
