#include "server/cli/account.hpp"

#include "core/engine/engine.hpp"
#include "server/store/open_store.hpp"

#include <fmt/core.h>

#include <cstdio>
#include <iostream>

namespace starfish {
namespace {

constexpr std::size_t password_bytes_min = 10;

int fail(std::string_view why) {
    fmt::print(stderr, "{}\n", why);
    return 1;
}

// A leader's account sees nothing if there is no such leader. "" if there is.
std::string refuse_leader(Store& store, Id<community::Leader> leader) {
    Engine engine;
    if (!store.read(0, [&](const Record& record) { return engine.replay(record); }))
        return "the store's log cannot be read; `starfish verify` says more";
    const auto& leaders = engine.state().community.leaders;
    if (leaders.find(leader)) return {};
    if (leaders.size() == 0)
        return fmt::format(
            "there is no leader {} in this store, which has none yet: an operator registers them",
            leader.value);
    return fmt::format("there is no leader {} in this store, which has 1 to {}", leader.value,
                       leaders.size());
}

// A verifier's account gets the leader she serves. "" if she does.
std::string refuse_verifier(Store& store, Account& account) {
    Engine engine;
    if (!store.read(0, [&](const Record& record) { return engine.replay(record); }))
        return "the store's log cannot be read; `starfish verify` says more";
    const auto* const verifier = engine.state().community.verifiers.find(*account.verifier);
    if (!verifier || verifier->dismissed_at.ms != 0)
        return fmt::format("no verifier {} serves in this store: a leader appoints them",
                           account.verifier->value);
    account.leader = verifier->leader;
    return {};
}

}  // namespace

int put_account(const std::string& store_address, Account account) {
    if (!is_login(account.login)) return fail("a login is 1 to 32 of a-z 0-9 . _ -");
    if ((account.role == AccountRole::leader) != static_cast<bool>(account.leader))
        return fail("--leader, the number of a leader, is for the role leader and needed there");
    if ((account.role == AccountRole::verifier) != account.verifier.has_value())
        return fail(
            "--verifier, the number of a verifier, is for the role verifier and needed there");
    std::string password;
    std::getline(std::cin, password);
    if (password.size() < password_bytes_min || password.size() > password_bytes_max)
        return fail(fmt::format("standard input must begin with a password of {} to {} bytes",
                                password_bytes_min, password_bytes_max));
    const auto store = open_store(store_address, StoreUse::serve);
    if (!store) return fail(store.error());
    if (account.verifier)
        if (const auto no = refuse_verifier(**store, account); !no.empty()) return fail(no);
    if (account.role == AccountRole::leader)
        if (const auto no = refuse_leader(**store, account.leader); !no.empty()) return fail(no);
    if (account.name.empty()) account.name = account.login;
    const std::string login = account.login;
    if (!Accounts(**store, false).put(std::move(account), password))
        return fail("the store failed; nothing was changed");
    fmt::print("{} can sign in\n", login);
    return 0;
}

}  // namespace starfish
