// Who may sign in. An account is a value of the store, "account/<login>", with the argon2id hash of
// its password; the password itself is kept nowhere.
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

// verifier: hands out for one leader, and sees what is to be handed out and nothing else.
enum class AccountRole : std::uint8_t { leader, trainer, operator_, verifier };
BOOST_DESCRIBE_ENUM(AccountRole, leader, trainer, operator_, verifier)

struct Account {
    std::string login;  // 1 to 32 of a-z 0-9 . _ -
    AccountRole role{};
    std::int64_t number{};         // the actor's id of staff; the demo's are below 100
    Id<community::Leader> leader;  // of a leader, or whom a verifier serves; else 0
    std::string name;              // how the dashboard greets
    std::string password_hash;
    std::optional<Id<community::Verifier>> verifier;  // of a verifier
};
BOOST_DESCRIBE_STRUCT(Account, (), (login, role, number, leader, name, password_hash, verifier))

bool is_login(std::string_view text);
inline constexpr std::size_t password_bytes_max = 128;

// Of a verifier `number` is hers, of staff the account's.
Actor actor_of(AccountRole role, std::int64_t number, Id<community::Leader> leader);
Scope scope_of(AccountRole role, Id<community::Leader> leader);

// The accounts of a store. The demo's, whose passwords everyone knows, are kept apart, as
// "demo-account/<login>", and exist only for a server that was started with --demo.
class Accounts {
public:
    Accounts(Store& store, bool demo) : store_(store), demo_(demo) {}

    // These two spend about 100 ms of one core in argon2id: never on the I/O thread.

    // Makes the account or replaces it, with that password; its number is given here and kept.
    // False if the store failed.
    bool put(Account account, std::string_view password);
    // nullopt if there is no such login or the password is wrong, after the same time either way.
    std::optional<Account> with(std::string_view login, std::string_view password) const;

    // Makes the demo's account unless it is there. False if the store failed.
    bool put_demo(Account account, std::string_view password);
    std::optional<Account> find(std::string_view login) const;
    // Whether anybody can sign in; with --demo somebody can.
    bool any() const;

private:
    Store& store_;
    bool demo_;
};

}  // namespace starfish
