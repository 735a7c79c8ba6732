// GET /api/queries/{name}: tables that a screen needs and its replica does not hold. The screen
// repeats the query after a change; the answer names the record that it is as of.

#include "core/base/json/write.hpp"
#include "server/api/api.hpp"
#include "server/api/errors.hpp"
#include "server/api/queries/listing.hpp"
#include "server/net/locale.hpp"

#include <charconv>

namespace starfish {
namespace {

enum class Query : std::uint8_t { groupbuys, leaders, reofferable };
BOOST_DESCRIBE_ENUM(Query, groupbuys, leaders, reofferable)

struct ListingRequest {
    GroupBuySort sort = GroupBuySort::deadline;
    std::optional<groupbuy::Stage> stage;
    Page page;
};

// False if the parameter is present but not a number from 1 to `most`.
bool read_number(const Request& request, std::string_view name, std::int32_t most,
                 std::int32_t& to) {
    const auto text = request.query_value(name);
    if (!text) return true;
    std::int32_t number = 0;
    const auto [end, bad] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (bad != std::errc{} || end != text->data() + text->size()) return false;
    to = number;
    return number >= 1 && number <= most;
}

// On failure: the name of the first invalid parameter.
std::expected<ListingRequest, std::string> read_listing_request(const Request& request) {
    constexpr std::int32_t pages_max = 1'000'000;
    ListingRequest listing;
    if (!read_number(request, "page", pages_max, listing.page.page)) return std::unexpected("page");
    if (!read_number(request, "size", page_rows_max, listing.page.size))
        return std::unexpected("size");
    if (const auto sort = request.query_value("sort")) {
        const auto named = json::value_named<GroupBuySort>(*sort);
        if (!named) return std::unexpected("sort");
        listing.sort = *named;
    }
    if (const auto stage = request.query_value("stage"); stage && !stage->empty()) {
        listing.stage = json::value_named<groupbuy::Stage>(*stage);
        if (!listing.stage) return std::unexpected("stage");
    }
    return listing;
}

template <class Answer>
Response as_of(Seq head, const Answer& answer) {
    std::string body = R"({"seq":)";
    json::write(body, head);
    body += ',';
    const std::string rest = json::text_of(answer);
    body += std::string_view(rest).substr(1);
    return json_body(200, std::move(body));
}

void get_query(Api& api, const Request& request, const Session& session, const Responder& respond) {
    const Locale locale = locale_of(request);
    const std::string_view name = request.captures[0];
    const auto query = json::value_named<Query>(name);
    if (!query) return respond(failed(locale, 404, "query.unknown", "name"));
    if (session.role == AccountRole::verifier)
        return respond(failed(locale, 403, "query.not_yours", "name"));
    const auto listing = read_listing_request(request);
    if (!listing) return respond(malformed(locale, {json::out_of_range, listing.error()}));
    const bool taken = api.services.platform.query(
        [respond, query = *query, listing = *listing, scope = session.scope()](
            const State& state, Seq head, Instant now) {
            switch (query) {
                case Query::groupbuys:
                    return respond(as_of(head, list_groupbuys(state, scope, now, listing.sort,
                                                              listing.stage, listing.page)));
                case Query::reofferable:
                    return respond(as_of(head, list_reofferable(state, scope, now, listing.page)));
                case Query::leaders:
                    return respond(as_of(head, list_leaders(state, scope, now, listing.page)));
            }
        });
    if (!taken) respond(unanswered(locale, SubmitFailure::overloaded));
}

}  // namespace

void add_query_routes(Router& router, Api& api) {
    router.get("/api/queries/{name}",
               with_session_async(api, [&api](const Request& request, const Session& session,
                                              const Responder& respond) {
                   get_query(api, request, session, respond);
               }));
}

}  // namespace starfish
