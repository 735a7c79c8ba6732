// Invitation links: who holds one may make one account, of the role it was made for, within a week
// and once. The link is random; the store keeps its hash alone, as "invitation/<hash>". Of a leader
// or a verifier only the newest counts, so one sent to the wrong person is ended by another.
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
    Id<community::Leader> leader;                     // of a leader, or whom a verifier serves
    std::optional<Id<community::Verifier>> verifier;  // of a verifier
    std::string name;                                 // how the dashboard will greet
    Instant expires;
};
BOOST_DESCRIBE_STRUCT(Invitation, (), (role, leader, verifier, name, expires))

// Why an invitation was not taken up; `field` of the form, or "".
struct NotInvited {
    std::string_view code;  // invitation.gone, .login, .login_taken, .password, http.store_failing
    std::string_view field;
};

// Not thread-safe but for `find`: the others run on one thread, since two may take up one link.
class Invitations {
public:
    Invitations(Store& store, Accounts& accounts, const Sessions& sessions)
        : store_(store), accounts_(accounts), sessions_(sessions) {}

    // The link's token; nullopt if the store failed. Its `expires` is set here.
    std::optional<std::string> make(Invitation invitation, Instant now);
    // nullopt if there is none, it was taken up, its week is over, or the verifier it was for was
    // dismissed meanwhile.
    std::optional<Invitation> find(std::string_view token, Instant now) const;
    // Makes the account. Takes as long as hashing a password.
    std::expected<Account, NotInvited> take_up(std::string_view token, const std::string& login,
                                               std::string_view password, Instant now);

private:
    Store& store_;
    Accounts& accounts_;
    const Sessions& sessions_;  // who was dismissed
};

}  // namespace starfish
