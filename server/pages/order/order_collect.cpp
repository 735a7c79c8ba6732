#include "server/pages/order/order_collect.hpp"

#include "core/base/json/description.hpp"
#include "server/pages/qr_svg.hpp"
#include "server/words/sentence.hpp"

#include <algorithm>

namespace starfish {
namespace {

using handout::Correction;

class Rows {
public:
    void add(const std::string& what, const std::string& is) {
        PageData row;
        row["what"] = PageData(what);
        row["is"] = PageData(is);
        list_.push_back(std::move(row));
    }
    const PageList& list() const { return list_; }

private:
    PageList list_;
};

std::string batches_text(Locale locale, const std::vector<std::string>& batches) {
    std::string text;
    for (const std::string& batch : batches) {
        if (!text.empty()) text += say(locale, "page.list_comma");
        text += batch;
    }
    return text;
}

void add_to_collect(Rows& rows, Locale locale, const OrderView& order) {
    const OrderHandout& handout = *order.handout;
    const Instant now = order.group.now;
    rows.add(say(locale, "page.collect_left"), units_text(locale, handout.left));
    if (handout.to_collect > Fen{0})
        rows.add(say(locale, "page.collect_pay"), yuan(handout.to_collect));
    // Before the goods arrive only the group-buy's own time is known, which the page shows above.
    if (!handout.has_come()) return;
    if (now < handout.collect_until)
        rows.add(say(locale, "page.collect_until"), when(locale, handout.collect_until, now));
    rows.add(say(locale, "page.collect_kept"), when(locale, handout.kept_until, now));
}

void add_handed(Rows& rows, Locale locale, const OrderView& order) {
    const handout::Delivery& delivery = order.handout->delivery;
    if (delivery.handed < Units{1}) return;
    rows.add(say(locale, "page.collect_handed"), units_text(locale, delivery.handed));
    rows.add(say(locale, "page.collect_handed_at"),
             when(locale, delivery.last_handed_at, order.group.now));
    rows.add(say(locale, "page.collect_batches"), batches_text(locale, delivery.batches));
}

PageData trail_of(Locale locale, const OrderView& order, const Correction& correction) {
    const std::string key = "page.corrected_" + std::string(json::name_of(correction.kind));
    PageData one;
    one["what"] = PageData(say(locale, key, {{"units", correction.units.value}}));
    if (correction.off_fen > Fen{0}) one["off"] = PageData("−" + yuan(correction.off_fen));
    if (!correction.reason.empty()) one["why"] = PageData(correction.reason);
    one["when"] = PageData(when(locale, correction.at, order.group.now));
    return one;
}

std::string_view says_of_handed(const OrderHandout& handout, Instant now) {
    const auto is_open = [](const ClaimView& view) { return handout::is_open(view.claim); };
    if (std::ranges::any_of(handout.claims, is_open)) return "page.handed_claim_says";
    return now < handout.delivery.claims_until ? "page.handed_says" : "page.handed_over_says";
}

}  // namespace

HandoutStatus handout_status(const OrderHandout& handout, Instant now) {
    const handout::Delivery& delivery = handout.delivery;
    if (handout.left == Units{0}) {
        if (delivery.handed > Units{0}) return {"page.handed", says_of_handed(handout, now)};
        if (delivery.uncollected > Units{0}) return {"page.uncollected", "page.uncollected_says"};
        return {"page.not_delivered", "page.not_delivered_says"};
    }
    if (!handout.has_come()) return {"page.on_its_way", "page.on_its_way_says"};
    if (handout.stage == handout::Stage::arrived) return {"page.arrived", "page.arrived_says"};
    return {"page.handing_out", "page.handing_out_says"};
}

void add_collect(PageData& data, Locale locale, const OrderView& order) {
    if (!order.handout) return;
    const OrderHandout& handout = *order.handout;
    PageData collect;
    Rows rows;
    if (handout.left > Units{0}) {
        collect["pickup_code"] = PageData(handout.code);
        collect["qr"] = PageData(qr_svg(handout.code, say(locale, "page.collect_qr")));
        add_to_collect(rows, locale, order);
    }
    add_handed(rows, locale, order);
    collect["may_claim"] = PageData(!handout.claimable.empty());
    collect["rows_shown"] = PageData(!rows.list().empty());
    collect["rows"] = PageData(rows.list());
    PageList trail;
    for (const Correction& correction : handout.corrections)
        trail.push_back(trail_of(locale, order, correction));
    collect["trail_shown"] = PageData(!trail.empty());
    collect["trail"] = PageData(trail);
    data["collect"] = std::move(collect);
}

}  // namespace starfish
