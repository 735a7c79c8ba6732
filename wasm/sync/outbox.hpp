// Commands that the server has not answered, as this browser keeps them: one text under
// "unsent/ID" each, with the login that gave it. So tabs never overwrite each other's, and a
// command outlives a reload, an ended session and a crash; wasm/client.hpp says when it ends.
#pragma once

#include "wasm/outside/outside.hpp"
#include "wasm/sync/replica.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

// Before the names of all that the server has still to be told.
inline constexpr std::string_view unsent_prefix = "unsent/";

// A command as POST /api/commands takes it.
std::string envelope(const Pending& pending);

class Outbox {
public:
    // What other visits and other tabs have kept; what is known already stays as it is.
    void take(const outside::Kept& kept);
    void add(std::string_view login, const Pending& pending);
    void forget(std::string_view id);
    void forget_all_of(std::string_view login);

    // Those that can be read, in the order in which they were given.
    std::vector<Pending> of(std::string_view login) const;
    std::size_t count() const { return entries_.size(); }
    std::size_t count_of(std::string_view login) const;

private:
    struct Entry {
        std::string login;
        std::optional<Pending> pending;  // nullopt: another version of this page may read it
    };
    std::map<std::string, Entry, std::less<>> entries_;  // by command id
};

}  // namespace starfish
