#include "server/api/groupbuys/groupbuy_api.hpp"

#include "core/base/json/write.hpp"
#include "server/api/api.hpp"
#include "server/api/errors.hpp"
#include "server/net/locale.hpp"

#include <fmt/format.h>

#include <chrono>

namespace starfish {

std::optional<PublicGroupBuy> public_groupbuy(const State& state, std::string_view code,
                                              Instant now) {
    const auto* const g = groupbuy::find_by_code(state.groupbuy, code);
    if (!g || g->terms.hidden || g->phase < groupbuy::Phase::open_) return std::nullopt;
    return PublicGroupBuy{.code = g->code,
                          .title = groupbuy::title_of(state.catalog, *g),
                          .state = groupbuy::stage_at(*g, now),
                          .deadline = iso_text(g->terms.deadline),
                          .price_fen = groupbuy::price_now(*g, 0),
                          .tiers = groupbuy::goods_of(*g, 0).tiers,
                          .threshold = g->terms.threshold,
                          .joined_people = g->joined_people,
                          .joined_units = groupbuy::joined_units(*g),
                          .remaining_units = groupbuy::remaining(*g)};
}

void add_groupbuy_routes(Router& router, Api& api) {
    router.get("/api/groupbuys/{code}", [&api](const Request& request, const Responder& respond) {
        const Locale locale = locale_of(request);
        const bool taken =
            api.services.platform.query([respond, locale, code = std::string(request.captures[0])](
                                            const State& state, Seq, Instant now) {
                const auto found = public_groupbuy(state, code, now);
                respond(found ? json_body(200, json::text_of(*found))
                              : failed(locale, 404, "groupbuy.unknown", "code"));
            });
        if (!taken) respond(unanswered(locale, SubmitFailure::overloaded));
    });
}

}  // namespace starfish
