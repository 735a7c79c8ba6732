// Accounts that can sign in. An account is a value of the store, "account/<login>", with the
// argon2id hash of its password; the password itself is not stored.
#pragma once

#include "core/base/actor.hpp"
#include "core/base/audience.hpp"
#include "core/subjects/community/community.hpp"
#include "server/store/store.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace starfish {

// A verifier hands out for one leader, and sees hand-outs only.
enum class AccountRole : std::uint8_t { leader, trainer, operator_, verifier };
BOOST_DESCRIBE_ENUM(AccountRole, leader, trainer, operator_, verifier)

struct Account {
    std::string login;  // 1 to 32 of a-z 0-9 . _ -
    AccountRole role{};
    std::int64_t number{};         // the actor's id for staff; below 100 in the demo
    Id<community::Leader> leader;  // of a leader, or a verifier's leader; otherwise 0
    std::string name;              // shown in the dashboard's greeting
    std::string password_hash;
    std::optional<Id<community::Verifier>> verifier;  // for a verifier only
};
BOOST_DESCRIBE_STRUCT(Account, (), (login, role, number, leader, name, password_hash, verifier))

bool is_login(std::string_view text);
inline constexpr std::size_t password_bytes_max = 128;

// `number`: the verifier's number for a verifier, the account's number for staff.
Actor actor_of(AccountRole role, std::int64_t number, Id<community::Leader> leader);
Scope scope_of(AccountRole role, Id<community::Leader> leader);

// The accounts of a store. The demo accounts, whose passwords are public, are stored separately as
// "demo-account/<login>" and are used only by a server that was started with --demo.
class Accounts {
public:
    Accounts(Store& store, bool demo) : store_(store), demo_(demo) {}

    // `put` and `authenticate` take about 100 ms of one core in argon2id: never on the I/O thread.

    // Creates or replaces the account, with that password. Assigns `number`; a replaced account
    // keeps its number. False if the store failed.
    bool put(Account account, std::string_view password);
    // nullopt if the login is unknown or the password is wrong. Takes the same time in both cases.
    std::optional<Account> authenticate(std::string_view login, std::string_view password) const;

    // Creates a demo account unless it exists. False if the store failed.
    bool put_demo(Account account, std::string_view password);
    std::optional<Account> find(std::string_view login) const;
    // True if there is an account; always true with --demo.
    bool any() const;

private:
    Store& store_;
    bool demo_;
};

}  // namespace starfish
