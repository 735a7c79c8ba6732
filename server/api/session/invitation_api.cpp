// POST /api/invitations: creates a link with which the invited person makes an account.
#include "server/api/session/invitation_api.hpp"

#include "core/base/json/parse.hpp"
#include "core/base/json/write.hpp"
#include "core/base/text.hpp"
#include "server/accounts/invitations.hpp"
#include "server/api/api.hpp"
#include "server/api/errors.hpp"
#include "server/net/locale.hpp"

namespace starfish {
namespace {

constexpr std::size_t name_most = 20;

Refusal no_such(std::string field) {
    return {RefusalKind::unknown, "invitation.unknown", std::move(field), {}};
}

// The invitation as the state allows it, or the refusal. `by` is the actor who invites.
Result<Invitation> invitation_of(const State& state, const InvitationRequest& wish, Actor by) {
    const bool operates = by.role == Role::supplier;
    Invitation invitation{
        .role = wish.role, .leader = {}, .verifier = {}, .name = {}, .expires = {}};
    if (wish.role == AccountRole::verifier) {
        const auto* const verifier =
            wish.verifier ? state.community.verifiers.find(*wish.verifier) : nullptr;
        const bool may_invite =
            verifier && (operates || by == Actor{Role::leader, verifier->leader.value});
        if (!may_invite || verifier->dismissed_at.ms != 0) return Refused(no_such("verifier"));
        invitation.leader = verifier->leader;
        invitation.verifier = verifier->id;
        invitation.name = verifier->name;
        return invitation;
    }
    if (!operates) return forbidden("actor.supplier_only");
    if (wish.role == AccountRole::leader) {
        const auto* const leader =
            wish.leader ? state.community.leaders.find(*wish.leader) : nullptr;
        if (!leader) return Refused(no_such("leader"));
        invitation.leader = leader->id;
        invitation.name = leader->name;
        return invitation;
    }
    invitation.name = wish.name.value_or("");
    if (auto no = refuse_text(invitation.name, "name", {.least = 1, .most = name_most}))
        return Refused(std::move(*no));
    return invitation;
}

// On the hashing thread, where links are created and redeemed.
void create_invitation(Api& api, const Locale locale, Invitation invitation,
                       const Responder& respond) {
    const auto token = api.invitations.make(std::move(invitation), api.now());
    if (!token) return respond(unanswered(locale, SubmitFailure::failing));
    respond(json_body(
        200, json::text_of(InvitationLink{"/i/" + *token, api.now() + invitation_lasts_ms})));
}

void post_invitation(Api& api, const Request& request, const Session& session,
                     const Responder& respond) {
    const Locale locale = locale_of(request);
    const auto wish = json::from_text<InvitationRequest>(request.body);
    if (!wish) return respond(malformed(locale, wish.error()));
    const bool taken =
        api.services.platform.query([&api, locale, wish = *wish, by = session.actor(), respond](
                                        const State& state, Seq, Instant) {
            auto invitation = invitation_of(state, wish, by);
            if (!invitation) return respond(refused(locale, invitation.error()));
            const bool queued =
                api.hashing.run([&api, locale, invitation = std::move(*invitation), respond] {
                    create_invitation(api, locale, invitation, respond);
                });
            if (!queued) respond(unanswered(locale, SubmitFailure::overloaded));
        });
    if (!taken) respond(unanswered(locale, SubmitFailure::overloaded));
}

}  // namespace

void add_invitation_routes(Router& router, Api& api) {
    router.post("/api/invitations", BodyType::json,
                with_session_async(api, [&api](const Request& request, const Session& session,
                                               const Responder& respond) {
                    post_invitation(api, request, session, respond);
                }));
}

}  // namespace starfish
