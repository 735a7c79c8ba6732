#include "core/engine/private_text.hpp"

namespace starfish {

std::optional<PrivateTextKey> private_text_key(std::span<const Event> events) {
    std::optional<PrivateTextKey> key;
    for (const Event& event : events) {
        std::visit(
            [&](const auto& inner) {
                if constexpr (requires { private_text_of(inner); }) key = private_text_of(inner);
            },
            event);
        if (key) return key;
    }
    return std::nullopt;
}

std::set<std::string, std::less<>> named_photos(const State& state) {
    std::set<std::string, std::less<>> named;
    boost::mp11::mp_for_each<subjects::Members>([&]<class Member>(Member) {
        const auto& part = state.*Member::pointer;
        if constexpr (requires { named_photos(part); })
            for (std::string& photo : named_photos(part)) named.insert(std::move(photo));
    });
    named.erase("");
    return named;
}

}  // namespace starfish
