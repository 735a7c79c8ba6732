// Sign-in sessions. The browser has a random token; memory and the store have only its hash, so
// that nobody can sign in with data from a backup or a log. All sessions are in memory; the store
// has them in 256 values, "sessions/00" to "sessions/ff", by the first byte of the hash.
#pragma once

#include "core/base/instant.hpp"
#include "server/accounts/accounts.hpp"

#include <boost/describe.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include <array>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

inline constexpr std::int64_t session_lasts_ms = 14 * day_ms;
inline constexpr std::size_t sessions_per_bucket_max = 64;  // 16,384 in all; the oldest is dropped

struct Session {
    std::string hash;  // of the token
    std::string login;
    AccountRole role{};
    std::int64_t number{};
    Id<community::Leader> leader;
    std::string name;
    Instant expires;
    std::optional<Id<community::Verifier>> verifier;

    Actor actor() const { return actor_of(role, verifier ? verifier->value : number, leader); }
    Scope scope() const { return scope_of(role, leader); }
};
BOOST_DESCRIBE_STRUCT(Session, (), (hash, login, role, number, leader, name, expires, verifier))

struct SessionBucket {
    std::vector<Session> sessions;
};
BOOST_DESCRIBE_STRUCT(SessionBucket, (), (sessions))

// Thread-safe. `open` and `close` wait for the disk: never on the I/O thread.
class Sessions {
public:
    explicit Sessions(Store& store);

    // The new token; nullopt if the store failed.
    std::optional<std::string> open(const Account& account, Instant now);
    // False if the store failed: the session has ended, but a restart restores it.
    bool close(std::string_view token);

    std::optional<Session> find(std::string_view token, Instant now) const;
    // True if the session with that hash is valid.
    bool holds(std::string_view hash, Instant now) const;

    // Ends the verifier's sessions and refuses new ones. Not stored: called again at every start.
    void dismiss(Id<community::Verifier> verifier);
    bool is_dismissed(const std::optional<Id<community::Verifier>>& verifier) const;

private:
    std::optional<Session> with_hash(std::string_view hash, Instant now) const;
    bool save(std::size_t bucket) const;

    Store& store_;
    bool is_in_dismissed(const std::optional<Id<community::Verifier>>& verifier) const;

    mutable std::mutex mutex_;
    std::set<Id<community::Verifier>> dismissed_;
    std::array<SessionBucket, 256> buckets_;
};

}  // namespace starfish
