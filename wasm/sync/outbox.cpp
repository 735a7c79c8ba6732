#include "wasm/sync/outbox.hpp"

#include "core/base/json/write.hpp"
#include "core/base/order.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <optional>

namespace starfish {
namespace {

std::string unsent_name(std::string_view id) {
    return std::string(unsent_prefix) + std::string(id);
}

std::optional<PendingCommand> pending_of(const boost::json::object& entry) {
    const auto* const at = entry.if_contains("at");
    const auto* const command = entry.if_contains("command");
    if (!at || !at->is_int64() || !command || !command->is_string()) return std::nullopt;
    auto read = read_envelope(std::string_view(command->get_string()));
    if (!read) return std::nullopt;
    return PendingCommand{std::move(read->id), std::move(read->command), {at->get_int64()}, 0};
}

}  // namespace

std::string envelope(const PendingCommand& pending) {
    std::string out = R"({"id":)";
    json::write(out, pending.id);
    out += R"(,"type":)";
    json::write(out, type_of(pending.command));
    out += R"(,"data":)" + body_of(pending.command) + "}";
    return out;
}

void Outbox::take(const outside::StoredTexts& stored) {
    for (const auto& [name, text] : stored) {
        if (!name.starts_with(unsent_prefix)) continue;
        json::Document document;
        const auto* const value = document.parse(text);
        const auto* const entry = value ? value->if_object() : nullptr;
        const auto* const login = entry ? entry->if_contains("login") : nullptr;
        if (!login || !login->is_string()) continue;  // not a command, e.g. a sign-out
        entries_.try_emplace(name.substr(unsent_prefix.size()),
                             Entry{std::string(login->get_string()), pending_of(*entry)});
    }
}

void Outbox::add(std::string_view login, const PendingCommand& pending) {
    std::string text = R"({"login":)";
    json::write(text, login);
    text += R"(,"at":)";
    json::write(text, pending.at.ms);
    text += R"(,"command":)";
    json::write(text, envelope(pending));
    text += '}';
    entries_.insert_or_assign(pending.id, Entry{std::string(login), pending});
    outside::store(unsent_name(pending.id), text);
}

void Outbox::forget(std::string_view id) {
    const auto found = entries_.find(id);
    if (found == entries_.end()) return;
    entries_.erase(found);
    outside::store(unsent_name(id), {});
}

void Outbox::forget_all_of(std::string_view login) {
    std::erase_if(entries_, [&](const auto& entry) {
        if (entry.second.login != login) return false;
        outside::store(unsent_name(entry.first), {});
        return true;
    });
}

std::vector<PendingCommand> Outbox::of(std::string_view login) const {
    std::vector<PendingCommand> own;
    for (const auto& [id, entry] : entries_)
        if (entry.login == login && entry.pending) own.push_back(*entry.pending);
    put_in_order(own, {}, [](const PendingCommand& p) { return std::pair(p.at, p.id); });
    return own;
}

std::size_t Outbox::count_of(std::string_view login) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        entries_, [&](const auto& entry) { return entry.second.login == login; }));
}

}  // namespace starfish
