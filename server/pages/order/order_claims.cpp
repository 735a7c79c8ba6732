#include "server/pages/order/order_claims.hpp"

#include "core/base/json/description.hpp"
#include "server/pages/join/join_fields.hpp"
#include "server/words/sentence.hpp"

#include <algorithm>
#include <array>

namespace starfish {
namespace {

using handout::Claim;
using handout::ClaimPhase;

constexpr std::array<std::string_view, 4> claim_fields{"kind", "units", "text", "photo"};

std::string kind_word(Locale locale, handout::ClaimKind kind) {
    return say(locale, "page.claim_kind_" + std::string(json::name_of(kind)));
}

// The next step of the claim, and its time.
std::string next_of(Locale locale, const OrderView& order, const ClaimView& view) {
    const Claim& claim = view.claim;
    const Instant now = order.group.now;
    if (claim.phase == ClaimPhase::open_)
        return sentence(
            locale, "page.claim_waits_leader", {},
            {{"when", when(locale, claim.answer_by, now)}, {"leader", order.group.leader.name}});
    if (claim.phase == ClaimPhase::appealed)
        return sentence(locale, "page.claim_waits_supplier", {},
                        {{"when", when(locale, claim.answer_by, now)}});
    if (!view.may_appeal) return {};
    return sentence(locale, "page.claim_appeal_until", {},
                    {{"when", when(locale, claim.answered_at + handout::claim_appeal_ms, now)}});
}

PageData claim_data(Locale locale, const OrderView& order, const OrderLink& link,
                    const OrderKeys& keys, const ClaimView& view) {
    const Claim& claim = view.claim;
    PageData one;
    one["what"] = PageData(kind_word(locale, claim.kind));
    one["units"] = PageData(say(locale, "page.units", {{"units", claim.units.value}}));
    one["state"] = PageData(say(locale, "page.claim_" + std::string(json::name_of(claim.phase))));
    one["granted"] = PageData(claim.phase == ClaimPhase::granted);
    one["declined"] = PageData(claim.phase == ClaimPhase::declined);
    one["filed"] = PageData(sentence(locale, "page.claim_filed", {},
                                     {{"when", when(locale, claim.filed_at, order.group.now)}}));
    if (!view.words.empty()) one["words"] = PageData(view.words);
    if (!claim.photo.empty()) one["photo"] = PageData(link.path() + "/photo/" + claim.photo);
    if (!claim.answer.empty()) one["answer"] = PageData(claim.answer);
    if (claim.refund_fen > Fen{0}) one["refund"] = PageData(yuan(claim.refund_fen));
    if (auto next = next_of(locale, order, view); !next.empty()) one["next"] = PageData(next);
    if (view.may_appeal) {
        PageData appeal;
        appeal["key"] = PageData(keys.appeal);
        appeal["id"] = PageData(std::to_string(claim.id.value));
        one["appeal"] = std::move(appeal);
    }
    return one;
}

PageData form_data(Locale locale, const OrderView& order, const OrderKeys& keys,
                   const TypedClaim* typed) {
    const OrderHandout& handout = *order.handout;
    PageData form;
    form["key"] = PageData(keys.claim);
    form["open"] = PageData(typed != nullptr);
    form["units_typed"] = PageData(typed ? typed->units : "1");
    form["text_typed"] = PageData(typed ? typed->text : "");
    PageList kinds;
    Units most;
    for (const auto& [kind, units] : handout.claimable) {
        const std::string name{json::name_of(kind)};
        PageData choice;
        choice["name"] = PageData(name);
        choice["word"] = PageData(kind_word(locale, kind));
        choice["chosen"] =
            PageData((typed && typed->kind == name) || handout.claimable.size() == 1);
        kinds.push_back(std::move(choice));
        most = std::max(most, units);
    }
    form["kinds"] = PageData(kinds);
    form["units_max"] = PageData(std::to_string(most.value));
    const bool has_window = handout.delivery.claims_until > order.group.now;
    form["until"] = PageData(
        has_window
            ? sentence(locale, "page.claim_until", {},
                       {{"when", when(locale, handout.delivery.claims_until, order.group.now)}})
            : say(locale, "page.claim_not_come"));
    return form;
}

}  // namespace

void add_claims(PageData& data, Locale locale, const OrderView& order, const OrderLink& link,
                const OrderKeys& keys, const RefusedOrder* refused) {
    if (!order.handout) return;
    const OrderHandout& handout = *order.handout;
    PageList claims;
    for (const ClaimView& view : handout.claims)
        claims.push_back(claim_data(locale, order, link, keys, view));
    data["claims_shown"] = PageData(!claims.empty());
    data["claims"] = PageData(claims);
    const bool of_claim = refused && refused->form == OrderForm::claim;
    if (of_claim) data["problems_title"] = PageData(say(locale, "page.claim_problems_title"));
    if (handout.claimable.empty()) return;
    PageData form = form_data(locale, order, keys, of_claim ? &refused->claim : nullptr);
    if (of_claim) add_problems(data, form, locale, refused->problems, claim_fields, "claim-");
    data["claim"] = std::move(form);
}

}  // namespace starfish
