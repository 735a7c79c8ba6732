#include "web/forms/invitation.hpp"

#include "web/kit/kit.hpp"

namespace starfish::web {

void draw_invitation(Client& client, std::shared_ptr<InvitationLink>& link_slot,
                     const InvitationLink& recipient) {
    const Locale locale = client.locale();
    const auto link = link_slot;
    const bool done = link && link->request_status == RequestStatus::done;
    kit::text(done ? link->link : say(locale, "invite.hint"),
              {.ink = done ? Ink::text : Ink::muted});
    if (done) kit::text(say(locale, "invite.link_hint"), {.type = Type::small, .ink = Ink::muted});
    if (link && link->request_status == RequestStatus::failed)
        kit::banner(
            {.text = link->problem.empty() ? say(locale, "invite.needs_network") : link->problem});
    kit::space(12);
    if (!kit::button({.label = say(locale, done ? "invite.copy" : "invite.ask"),
                      .look = kit::Look::filled,
                      .wide = true,
                      .busy = link && link->request_status == RequestStatus::under_way}))
        return;
    if (done) {
        platform::copy_text(link->link);
        return kit::notify(say(locale, "invite.copied"), Tone::good);
    }
    link_slot = std::make_shared<InvitationLink>(recipient);
    invite(client, link_slot);
}

}  // namespace starfish::web
