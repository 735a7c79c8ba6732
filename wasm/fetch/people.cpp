#include "wasm/fetch/people.hpp"

#include "core/base/json/parse.hpp"
#include "wasm/fetch/members.hpp"

namespace starfish {
namespace {

std::map<std::uint32_t, std::string> claims_in(const boost::json::object& person) {
    std::map<std::uint32_t, std::string> claims;
    const auto* const list = person.if_contains("claims");
    if (!list || !list->is_array()) return claims;
    for (const auto& item : list->get_array())
        if (const auto* const claim = item.if_object())
            claims[static_cast<std::uint32_t>(number_at(*claim, "claim"))] =
                text_at(*claim, "text");
    return claims;
}

}  // namespace

const Person* People::find(std::uint32_t line) {
    const auto found = known_.find(line);
    if (found != known_.end()) return &found->second;
    queue_.try_emplace(line, QueueStatus::queued);
    return nullptr;
}

const std::string* People::claim_words(std::uint32_t line, std::uint32_t claim) {
    const Person* const person = find(line);
    if (!person) return nullptr;
    const auto found = person->claims.find(claim);
    if (found != person->claims.end()) return &found->second;
    if (claims_queued_.insert(claim).second) queue_.try_emplace(line, QueueStatus::queued);
    return nullptr;
}

std::vector<std::uint32_t> People::take_next() {
    std::vector<std::uint32_t> lines;
    for (auto& [line, status] : queue_) {
        if (status != QueueStatus::queued) continue;
        if (lines.size() == people_per_request) break;
        status = QueueStatus::in_flight;
        lines.push_back(line);
    }
    return lines;
}

bool People::read_answer(std::string_view answer) {
    json::Document document;
    const auto* const list = document.parse(answer);
    if (!list || !list->is_array()) return false;
    for (const auto& item : list->get_array()) {
        const auto* const person = item.if_object();
        const auto* const number = person ? person->if_contains("line") : nullptr;
        if (!number || !number->is_int64()) continue;
        const auto line = static_cast<std::uint32_t>(number->get_int64());
        known_[line] = {text_at(*person, "name"), text_at(*person, "phone"),
                        text_at(*person, "note"), claims_in(*person)};
        queue_.erase(line);
    }
    return true;
}

void People::mark_failed(const std::vector<std::uint32_t>& lines) {
    for (const std::uint32_t line : lines) queue_[line] = QueueStatus::failed;
}

void People::ask_again() {
    for (auto& [line, status] : queue_)
        if (status == QueueStatus::failed) status = QueueStatus::queued;
}

void People::clear() {
    known_.clear();
    queue_.clear();
    claims_queued_.clear();
}

}  // namespace starfish
