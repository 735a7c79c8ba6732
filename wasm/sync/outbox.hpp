// Commands that the server has not answered, in the browser's store: one text under "unsent/ID"
// for each command, with the login that gave it. So tabs never overwrite each other's commands, and
// a command survives a reload, the end of a session and a crash. wasm/client.hpp says when a
// command is erased.
#pragma once

#include "wasm/outside/outside.hpp"
#include "wasm/sync/replica.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

// The prefix of all store names that wait for the server.
inline constexpr std::string_view unsent_prefix = "unsent/";

// The body of POST /api/commands.
std::string envelope(const PendingCommand& pending);

class Outbox {
public:
    // Adds the commands of other visits and other tabs; known commands stay as they are.
    void take(const outside::StoredTexts& stored);
    void add(std::string_view login, const PendingCommand& pending);
    void forget(std::string_view id);
    void forget_all_of(std::string_view login);

    // The login's readable commands, in the order in which they were given.
    std::vector<PendingCommand> of(std::string_view login) const;
    std::size_t count() const { return entries_.size(); }
    std::size_t count_of(std::string_view login) const;

private:
    struct Entry {
        std::string login;
        std::optional<PendingCommand>
            pending;  // nullopt: unreadable, left for another version of this page
    };
    std::map<std::string, Entry, std::less<>> entries_;  // by command id
};

}  // namespace starfish
