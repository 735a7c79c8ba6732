// POST /api/invitations: a link with which somebody makes her own account.
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

// The invitation as the state has it, or why there is none. `by` is who invites.
Result<Invitation> invitation_of(const State& state, const Invited& asked, Actor by) {
    const bool operates = by.role == Role::supplier;
    Invitation made{.role = asked.role, .leader = {}, .verifier = {}, .name = {}, .expires = {}};
    if (asked.role == AccountRole::verifier) {
        const auto* const verifier =
            asked.verifier ? state.community.verifiers.find(*asked.verifier) : nullptr;
        const bool hers =
            verifier && (operates || by == Actor{Role::leader, verifier->leader.value});
        if (!hers || verifier->dismissed_at.ms != 0) return Refused(no_such("verifier"));
        made.leader = verifier->leader;
        made.verifier = verifier->id;
        made.name = verifier->name;
        return made;
    }
    if (!operates) return forbidden("actor.supplier_only");
    if (asked.role == AccountRole::leader) {
        const auto* const leader =
            asked.leader ? state.community.leaders.find(*asked.leader) : nullptr;
        if (!leader) return Refused(no_such("leader"));
        made.leader = leader->id;
        made.name = leader->name;
        return made;
    }
    made.name = asked.name.value_or("");
    if (auto no = refuse_text(made.name, "name", {.least = 1, .most = name_most}))
        return Refused(std::move(*no));
    return made;
}

// On the hashing thread, where links are made and taken up.
void make(Api& api, const Locale locale, Invitation invitation, const Respond& respond) {
    const auto token = api.invitations.make(std::move(invitation), api.now());
    if (!token) return respond(unanswered(locale, Unanswered::failing));
    respond(json_body(
        200, json::text_of(InvitationLink{"/i/" + *token, api.now() + invitation_lasts_ms})));
}

void post_invitation(Api& api, const Request& request, const Session& session,
                     const Respond& respond) {
    const Locale locale = locale_of(request);
    const auto asked = json::from_text<Invited>(request.body);
    if (!asked) return respond(malformed(locale, asked.error()));
    const bool taken = api.site.platform.query([&api, locale, asked = *asked, by = session.actor(),
                                                respond](const State& state, Seq, Instant) {
        auto invitation = invitation_of(state, asked, by);
        if (!invitation) return respond(refused(locale, invitation.error()));
        const bool queued = api.hashing.run([&api, locale, invitation = std::move(*invitation),
                                             respond] { make(api, locale, invitation, respond); });
        if (!queued) respond(unanswered(locale, Unanswered::overloaded));
    });
    if (!taken) respond(unanswered(locale, Unanswered::overloaded));
}

}  // namespace

void add_invitation_routes(Router& router, Api& api) {
    router.post("/api/invitations", BodyType::json,
                signed_in_later(api, [&api](const Request& request, const Session& session,
                                            const Respond& respond) {
                    post_invitation(api, request, session, respond);
                }));
}

}  // namespace starfish
