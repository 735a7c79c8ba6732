#include "wasm/sync/refused_hand_overs.hpp"

#include "core/base/json/parse.hpp"
#include "core/base/json/write.hpp"
#include "core/base/order.hpp"
#include "wasm/fetch/members.hpp"

#include <utility>

namespace starfish {
namespace {

constexpr std::string_view prefix = "refused/";

std::string refused_name(std::string_view id) {
    return std::string(prefix) + std::string(id);
}

std::string text_of(const RefusedHandOver& refused) {
    std::string text = R"({"login":)";
    json::write(text, refused.login);
    text += R"(,"handout":)";
    json::write(text, static_cast<std::int64_t>(refused.handout.value));
    text += R"(,"at":)";
    json::write(text, refused.at.ms);
    text += R"(,"text":)";
    json::write(text, refused.text);
    return text + '}';
}

}  // namespace

void RefusedHandOvers::take(const outside::StoredTexts& stored) {
    for (const auto& [name, text] : stored) {
        if (!name.starts_with(prefix)) continue;
        json::Document document;
        const auto* const entry = object_of(document.parse(text));
        if (!entry) continue;
        const std::string id = name.substr(prefix.size());
        entries_.try_emplace(
            id,
            RefusedHandOver{.id = id,
                            .login = text_at(*entry, "login"),
                            .handout = {static_cast<std::uint32_t>(number_at(*entry, "handout"))},
                            .at = {number_at(*entry, "at")},
                            .text = text_at(*entry, "text")});
    }
}

void RefusedHandOvers::add(RefusedHandOver refused) {
    outside::store(refused_name(refused.id), text_of(refused));
    const std::string id = refused.id;
    entries_.insert_or_assign(id, std::move(refused));
}

void RefusedHandOvers::forget(std::string_view id) {
    const auto found = entries_.find(id);
    if (found == entries_.end()) return;
    entries_.erase(found);
    outside::store(refused_name(id), {});
}

void RefusedHandOvers::forget_all_of(std::string_view login) {
    for (const RefusedHandOver& refused : of(login)) forget(refused.id);
}

std::vector<RefusedHandOver> RefusedHandOvers::of(std::string_view login) const {
    std::vector<RefusedHandOver> own;
    for (const auto& [id, refused] : entries_)
        if (refused.login == login) own.push_back(refused);
    put_in_order(own, {}, [](const RefusedHandOver& each) { return std::pair(each.at, each.id); });
    return own;
}

}  // namespace starfish
