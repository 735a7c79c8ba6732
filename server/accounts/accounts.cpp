#include "server/accounts/accounts.hpp"

#include "core/base/json/parse.hpp"
#include "core/base/json/write.hpp"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>

namespace starfish {
namespace {

// libsodium's "interactive" limits: 2 passes over 64 MiB, about 100 ms of one core here. RFC 9106
// and OWASP require at least 19 MiB.
constexpr auto passes = crypto_pwhash_OPSLIMIT_INTERACTIVE;
constexpr auto memory_bytes = crypto_pwhash_MEMLIMIT_INTERACTIVE;

void start_sodium() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
}

std::string hash_of(std::string_view password) {
    start_sodium();
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str(hash.data(), password.data(), password.size(), passes, memory_bytes) != 0)
        throw std::runtime_error("no memory to hash a password");
    hash.resize(hash.find('\0'));
    return hash;
}

bool is_password(const std::string& hash, std::string_view password) {
    start_sodium();
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

// The hash checked for an unknown login, so that it takes as long as for a known one.
const std::string& dummy_hash() {
    static const std::string hash = hash_of("nobody's password");
    return hash;
}

constexpr std::string_view last_number = "account-number";
constexpr std::int64_t first_number = 101;

std::string value_name(std::string_view login) {
    return "account/" + std::string(login);
}
std::string demo_value_name(std::string_view login) {
    return "demo-account/" + std::string(login);
}

std::optional<Account> read_account(Store& store, const std::string& name) {
    const auto text = store.value(name);
    if (!text) return std::nullopt;
    auto account = json::from_text<Account>(*text);
    if (!account) return std::nullopt;
    return std::move(*account);
}

}  // namespace

bool is_login(std::string_view text) {
    return !text.empty() && text.size() <= 32 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    });
}

Actor actor_of(AccountRole role, std::int64_t number, Id<community::Leader> leader) {
    switch (role) {
        case AccountRole::leader:
            return {Role::leader, leader.value};
        case AccountRole::trainer:
            return {Role::trainer, number};
        case AccountRole::verifier:
            return {Role::verifier, number};
        case AccountRole::operator_:
            break;
    }
    return {Role::supplier, number};
}

Scope scope_of(AccountRole role, Id<community::Leader> leader) {
    switch (role) {
        case AccountRole::leader:
            return for_leader(leader.value);
        case AccountRole::verifier:
            return for_desk(leader.value);
        case AccountRole::trainer:
            return for_trainers;
        case AccountRole::operator_:
            break;
    }
    return for_staff;
}

bool Accounts::any() const {
    return demo_ || store_.value(last_number).has_value();
}

bool Accounts::put(Account account, std::string_view password) {
    if (const auto known = read_account(store_, value_name(account.login))) {
        account.number = known->number;
    } else {
        const auto last = store_.value(last_number);
        account.number = last ? std::stoll(*last) + 1 : first_number;
        if (!store_.put_value(last_number, std::to_string(account.number))) return false;
    }
    account.password_hash = hash_of(password);
    return store_.put_value(value_name(account.login), json::text_of(account));
}

bool Accounts::put_demo(Account account, std::string_view password) {
    const std::string name = demo_value_name(account.login);
    if (read_account(store_, name)) return true;
    account.password_hash = hash_of(password);
    return store_.put_value(name, json::text_of(account));
}

std::optional<Account> Accounts::find(std::string_view login) const {
    if (!is_login(login)) return std::nullopt;
    auto account = read_account(store_, value_name(login));
    if (!account && demo_) account = read_account(store_, demo_value_name(login));
    return account;
}

std::optional<Account> Accounts::authenticate(std::string_view login,
                                              std::string_view password) const {
    auto account = find(login);
    const bool right = is_password(account ? account->password_hash : dummy_hash(), password);
    return account && right ? std::move(account) : std::nullopt;
}

}  // namespace starfish
