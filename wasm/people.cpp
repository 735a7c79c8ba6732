#include "wasm/people.hpp"

#include "core/base/json/parse.hpp"
#include "wasm/members.hpp"

namespace starfish {
const Person* People::find(std::uint32_t line) {
    const auto found = known_.find(line);
    if (found != known_.end()) return &found->second;
    asking_.try_emplace(line, Asking::wanted);
    return nullptr;
}

std::vector<std::uint32_t> People::next() {
    std::vector<std::uint32_t> lines;
    for (auto& [line, asking] : asking_) {
        if (asking != Asking::wanted) continue;
        if (lines.size() == people_per_request) break;
        asking = Asking::on_its_way;
        lines.push_back(line);
    }
    return lines;
}

bool People::arrived(std::string_view answer) {
    json::Document document;
    const auto* const list = document.parse(answer);
    if (!list || !list->is_array()) return false;
    for (const auto& item : list->get_array()) {
        const auto* const person = item.if_object();
        const auto* const number = person ? person->if_contains("line") : nullptr;
        if (!number || !number->is_int64()) continue;
        const auto line = static_cast<std::uint32_t>(number->get_int64());
        known_[line] = {text_at(*person, "name"), text_at(*person, "phone"),
                        text_at(*person, "note")};
        asking_.erase(line);
    }
    return true;
}

void People::failed(const std::vector<std::uint32_t>& lines) {
    for (const std::uint32_t line : lines) asking_[line] = Asking::failed;
}

void People::ask_again() {
    for (auto& [line, asking] : asking_)
        if (asking == Asking::failed) asking = Asking::wanted;
}

void People::clear() {
    known_.clear();
    asking_.clear();
}

}  // namespace starfish
