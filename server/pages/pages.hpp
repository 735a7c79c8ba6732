// The public pages: the landing page, a group-buy, the join form, an order. All of it is HTML that
// is complete without JavaScript, in the reader's language (?lang=, else Accept-Language).
//
//   GET  /                    what Starfish is; with --demo, the demo's group-buys and accounts
//   GET  /g/{code}            a group-buy
//   GET  /g/{code}/remind.ics its opening, for a calendar; once it is open, 303 to its page
//   POST /g/{code}/join       303 to /o/{token}, or the form again with the reason beside its field
//   GET  /o/{token}           a consumer's order; ?with=TOKEN.TOKEN: other orders of the same visit
//   POST /o/{token}/change    quantity tolerance pickup key: 303 to /o/{token}, or the order with
//                             the reason beside the field
//   POST /o/{token}/more      offer quantity key: another of the goods, 303 to its order
//   POST /o/{token}/leave     key: 303 to /o/{token}, or the order with the reason
//   GET  /i/{token}           an invitation; POST: login password: 303 to /app/
//   GET of the forms above    303 back to the page of the form
//   GET  /css/{name}          the stylesheet, under a name that changes with its content
//   GET  /js/{name}           the script of a group-buy and an order, likewise: for comfort
//
// Errors of the server look like pages too. A group-buy's page is rendered when it changes or its
// times go stale, and otherwise served from memory: server/pages/page_cache.hpp.
#pragma once

#include "server/accounts/invitations.hpp"
#include "server/net/router.hpp"
#include "server/platform/workers.hpp"
#include "server/services/services.hpp"

#include <functional>

namespace starfish {

// The services behind /i/{token}, where an invited person makes an account.
struct InvitationServices {
    Invitations& invitations;
    Workers& hashing;  // the one thread that redeems invitations
    std::function<Instant()> now;
};

// `background` reads profiles for order pages. It must end before the platform.
void add_pages(Router& router, Services& services, Workers& background,
               const InvitationServices& invitation_services);

}  // namespace starfish
