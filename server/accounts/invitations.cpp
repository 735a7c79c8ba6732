#include "server/accounts/invitations.hpp"

#include "core/base/json/parse.hpp"
#include "core/base/json/write.hpp"
#include "core/base/text.hpp"
#include "server/secrets/secrets.hpp"

namespace starfish {
namespace {

std::string invitation_key(std::string_view token) {
    return "invitation/" + token_hash(token);
}

// The value that names the newest link for a leader or verifier; "" for other roles.
std::string newest_link_key(const Invitation& invitation) {
    if (invitation.verifier)
        return "invited/verifier/" + std::to_string(invitation.verifier->value);
    return invitation.leader ? "invited/leader/" + std::to_string(invitation.leader.value) : "";
}

}  // namespace

std::optional<std::string> Invitations::make(Invitation invitation, Instant now) {
    std::string token = random_token();
    invitation.expires = now + invitation_lasts_ms;
    const std::string newest = newest_link_key(invitation);
    const auto before = newest.empty() ? std::nullopt : store_.value(newest);
    // Erase the older link first: a crash in between loses a link, but never leaves two.
    if (before && !store_.erase_value(*before)) return std::nullopt;
    if (!newest.empty() && !store_.put_value(newest, invitation_key(token))) return std::nullopt;
    if (!store_.put_value(invitation_key(token), json::text_of(invitation))) return std::nullopt;
    return token;
}

std::optional<Invitation> Invitations::find(std::string_view token, Instant now) const {
    if (!may_be_token(token)) return std::nullopt;
    const auto text = store_.value(invitation_key(token));
    if (!text) return std::nullopt;
    auto invitation = json::from_text<Invitation>(*text);
    if (!invitation || invitation->expires <= now) return std::nullopt;
    if (sessions_.is_dismissed(invitation->verifier)) return std::nullopt;
    return std::move(*invitation);
}

std::expected<Account, InvitationError> Invitations::take_up(std::string_view token,
                                                             const std::string& login,
                                                             std::string_view password,
                                                             Instant now) {
    const auto invitation = find(token, now);
    if (!invitation) return std::unexpected(InvitationError{"invitation.gone", ""});
    if (!is_login(login)) return std::unexpected(InvitationError{"invitation.login", "login"});
    if (accounts_.find(login))
        return std::unexpected(InvitationError{"invitation.login_taken", "login"});
    if (utf8_length(password).value_or(0) < password_characters_min ||
        password.size() > password_bytes_max)
        return std::unexpected(InvitationError{"invitation.password", "password"});
    Account account{.login = login,
                    .role = invitation->role,
                    .number = 0,
                    .leader = invitation->leader,
                    .name = invitation->name,
                    .password_hash = {},
                    .verifier = invitation->verifier};
    // Erase the link first: a crash in between loses the invitation, but never allows two accounts.
    if (!store_.erase_value(invitation_key(token)) || !accounts_.put(account, password))
        return std::unexpected(InvitationError{"http.store_failing", ""});
    return account;
}

}  // namespace starfish
