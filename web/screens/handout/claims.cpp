#include "web/screens/handout/claims.hpp"

#include "core/base/json/description.hpp"
#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"
#include "web/format/yuan_text.hpp"
#include "web/forms/photo_field.hpp"
#include "web/kit/kit.hpp"

#include <algorithm>

namespace starfish::web {
namespace {

using handout::Claim;
using handout::Delivery;

const Delivery& delivery_of(const Client& client, const Claim& claim) {
    return client.state().handout.deliveries.at(claim.delivery);
}

std::string claim_title(Client& client, const Claim& claim) {
    const Locale locale = client.locale();
    const Delivery& delivery = delivery_of(client, claim);
    const Person* const person = client.person(handout::line_of(delivery.id));
    return say(locale, "groupbuy.join_number", {{"number", delivery.join_number}}) + " · " +
           (person ? person->name : say(locale, "groupbuy.consumer"));
}

// "海参 · 破损 2 份".
std::string claim_summary(const Client& client, const Claim& claim) {
    const handout::State& state = client.state().handout;
    return handout::item_of(state, delivery_of(client, claim)).title + " · " +
           say(client.locale(), "claims." + std::string(json::name_of(claim.kind)),
               {{"units", claim.units.value}});
}

// The refund that an earlier answer granted; a new refund is added to it.
std::string granted_words(Locale locale, const Claim& claim) {
    if (claim.refund_fen == Fen{0}) return {};
    return say(locale, "claims.given_already", {{"given_fen", claim.refund_fen.value}});
}

// Draws the consumer's words and photo.
void draw_consumer_words(Client& client, const Claim& claim, const std::string& whose) {
    const Locale locale = client.locale();
    if (const std::string* words = client.claim_words(claim))
        kit::text(say(locale, "claims.she_said") + *words);
    draw_photo_link(locale, claim.photo, whose);
}

Fen refund_max(const Client& client, const Claim& claim) {
    return handout::refund_most(client.state().handout, claim);
}

void start_answer(ClaimForm& form, const Client& client, const Claim& claim) {
    form = {.claim = claim.id};
    form.amount = yuan_input(refund_max(client, claim));
}

void draw_claim(View& view, Client& client, const Claim& claim, Instant now) {
    const Locale locale = client.locale();
    const std::int64_t age = std::max<std::int64_t>(now.ms - claim.filed_at.ms, 0);
    const bool late = now >= claim.answer_by;
    const kit::Each each(claim.id.value);
    const kit::Group item(accessible::Role::listitem);
    const kit::Card card;
    const std::string whose = claim_title(client, claim);
    const Person* const person = client.person(handout::line_of(claim.delivery));
    kit::entry({.title = whose,
                .note = claim_summary(client, claim),
                .value = yuan(refund_max(client, claim)),
                .avatar = person ? person->name : "",
                .bold = true,
                .key = "claim"});
    kit::row({.left = say(locale, "claims.age", {{"age_ms", age}}),
              .left_style = {.type = Type::small, .ink = Ink::muted},
              .chip = {say(locale, "claims.answer_by") + when(locale, claim.answer_by, now),
                       late ? Tone::bad : Tone::warn}});
    draw_consumer_words(client, claim, whose);
    if (!claim.answer.empty())
        kit::text(say(locale, "claims.leader_said") + claim.answer,
                  {.type = Type::small, .ink = Ink::muted});
    if (const std::string given = granted_words(locale, claim); !given.empty())
        kit::text(given, {.type = Type::small, .ink = Ink::muted});
    kit::space(8);
    if (kit::button({.label = say(locale, "claims.answer"),
                     .small = true,
                     .name = say(locale, "claims.answer") + " " + whose}))
        start_answer(view.claim, client, claim);
}

void submit(ClaimForm& form, Client& client) {
    const Locale locale = client.locale();
    const bool grants = form.answer == 0;
    const auto amount = grants ? parse_yuan(form.amount) : std::optional(Fen{0});
    // Granting 0 is refused; the leader must decline instead.
    if (!amount || (grants && *amount == Fen{0})) {
        form.refusal = say(locale, "money.not_an_amount");
        form.refused_field = "refund_fen";
        return;
    }
    const auto refusal =
        client.submit(handout::Command(handout::AnswerClaim{form.claim, *amount, form.reason}));
    if (refusal) {
        form.refusal = say(locale, *refusal);
        form.refused_field = refusal->field;
        return;
    }
    kit::notify(say(locale, "claims.answered"), Tone::good);
    form = {};
}

void draw_answer_form(ClaimForm& form, Client& client) {
    const Claim* const found = client.state().handout.claims.find(form.claim);
    if (!found || !handout::is_open(*found)) {
        form = {};
        return;
    }
    // A copy, because a command submitted while drawing changes the state at once.
    const Claim claim = *found;
    const Locale locale = client.locale();
    const std::string title = say(locale, "claims.answer") + " · " + claim_title(client, claim);
    const kit::Dialog dialog({.title = title});
    const kit::Group group(accessible::Role::form, title);
    kit::text(claim_summary(client, claim), {.ink = Ink::muted});
    const std::string given = granted_words(locale, claim);
    if (!given.empty()) kit::text(given);
    kit::space(12);
    bool changed =
        kit::choice({.label = say(locale, "claims.answer"),
                     .options = {say(locale, "claims.grant"), say(locale, "claims.decline")}},
                    form.answer);
    const auto error_at = [&](std::string_view field) {
        return form.refused_field == field ? form.refusal : "";
    };
    if (form.answer == 0)
        changed |= kit::text_field(
            {.label = say(locale, given.empty() ? "claims.amount" : "claims.amount_more"),
             .hint =
                 say(locale, "claims.amount_most", {{"most_fen", refund_max(client, claim).value}}),
             .error = error_at("refund_fen"),
             .input = {.mode = "decimal", .length_max = 14},
             .required = true,
             .key = "amount"},
            form.amount);
    changed |= kit::text_field({.label = say(locale, "claims.reason"),
                                .hint = say(locale, "claims.reason_hint"),
                                .error = error_at("reason"),
                                .input = {.length_max = 200},
                                .required = true,
                                .key = "reason"},
                               form.reason);
    if (changed) form.refused_field.clear();
    kit::space(20);
    const int pressed = kit::buttons(
        {{.label = say(locale, form.answer == 0 ? "claims.grant_yes" : "claims.decline_yes"),
          .look = kit::Look::filled,
          .wide = true,
          .submits = true},
         {.label = say(locale, "app.cancel"), .wide = true}});
    if (pressed == 0) submit(form, client);
    if (pressed == 1 || dialog.dismissed()) form = {};
}

}  // namespace

std::vector<const Claim*> claims_to_answer(const Client& client) {
    std::vector<const Claim*> found;
    const Role role = client.account().actor.role;
    if (role != Role::leader && role != Role::supplier) return found;
    const auto wanted =
        role == Role::leader ? handout::ClaimPhase::open_ : handout::ClaimPhase::appealed;
    // The index has the unanswered claims, ordered by the time the answer is due.
    for (const auto& [answer_by, id] : client.state().handout.index.unanswered) {
        const Claim& claim = client.state().handout.claims.at(id);
        if (claim.phase == wanted) found.push_back(&claim);
    }
    return found;
}

void draw_claims(View& view, Client& client, Instant now) {
    const Locale locale = client.locale();
    {
        const kit::Screen screen({.key = "claims",
                                  .title = say(locale, "claims.title"),
                                  .subtitle = say(locale, "claims.subtitle"),
                                  .chip = link_chip(client),
                                  .back = say(locale, "app.back"),
                                  .width_max = 720,
                                  .centred = true});
        if (screen.back()) return platform::go(client.is_leader() ? "handout" : "");
        const auto claims = claims_to_answer(client);
        if (claims.empty())
            kit::empty_state(Icon::check, say(locale, "claims.none"),
                             say(locale, "claims.none_hint"));
        const kit::Group list(accessible::Role::list, say(locale, "claims.title"));
        for (const Claim* claim : claims) draw_claim(view, client, *claim, now);
    }
    if (view.claim.claim.value != 0) draw_answer_form(view.claim, client);
}

void draw_claims_link(const Client& client, const handout::Handout& handout) {
    if (client.account().actor.role != Role::leader) return;
    const std::int32_t open = handout::progress_of(client.state().handout, handout).open_claims;
    if (open == 0) return;
    const kit::Card card;
    if (kit::entry({.title = say(client.locale(), "claims.title"),
                    .note = say(client.locale(), "claims.open", {{"count", open}}),
                    .opens = true,
                    .key = "claims"}))
        platform::go("claims");
}

}  // namespace starfish::web
