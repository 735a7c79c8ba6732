// Invitation links. The holder of a link may create one account, with the invitation's role, once
// and within a week. The link has a random token; the store has only the token's hash, as
// "invitation/<hash>". For a leader or a verifier only the newest link is valid, so a new
// invitation revokes a link that was sent to the wrong person.
#pragma once

#include "core/base/instant.hpp"
#include "server/accounts/accounts.hpp"
#include "server/accounts/sessions.hpp"

#include <boost/describe.hpp>

#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace starfish {

inline constexpr std::int64_t invitation_lasts_ms = 7 * day_ms;
inline constexpr std::size_t password_characters_min = 10;

struct Invitation {
    AccountRole role{};
    Id<community::Leader> leader;                     // of a leader, or a verifier's leader
    std::optional<Id<community::Verifier>> verifier;  // for a verifier only
    std::string name;                                 // shown in the dashboard's greeting
    Instant expires;
};
BOOST_DESCRIBE_STRUCT(Invitation, (), (role, leader, verifier, name, expires))

// Why an invitation was not accepted. `field`: the form's field, or "".
struct InvitationError {
    std::string_view code;  // invitation.gone, .login, .login_taken, .password, http.store_failing
    std::string_view field;
};

// Only `find` is thread-safe. The other functions run on one thread, since two clients may accept
// one link at the same time.
class Invitations {
public:
    Invitations(Store& store, Accounts& accounts, const Sessions& sessions)
        : store_(store), accounts_(accounts), sessions_(sessions) {}

    // Creates a link and sets `expires`. Returns the link's token; nullopt if the store failed.
    std::optional<std::string> make(Invitation invitation, Instant now);
    // nullopt if the link is unknown, was used, has expired, or its verifier was dismissed.
    std::optional<Invitation> find(std::string_view token, Instant now) const;
    // Creates the account. Takes as long as hashing a password.
    std::expected<Account, InvitationError> take_up(std::string_view token,
                                                    const std::string& login,
                                                    std::string_view password, Instant now);

private:
    Store& store_;
    Accounts& accounts_;
    const Sessions& sessions_;  // knows the dismissed verifiers
};

}  // namespace starfish
