// Endpoints for the people and programs that run the server.

#include "server/api/api.hpp"
#include "server/api/operation/openapi.hpp"
#include "server/net/origin.hpp"

namespace starfish {

void add_operator_routes(Router& router, Api& api) {
    // Alive: this thread answers.
    router.get("/healthz", [](const Request&) { return text_body(200, "ok\n"); });
    // Ready: the engine answers, and the store has not failed.
    router.get("/readyz", [&api](const Request&, const Responder& respond) {
        const auto not_ready = [] { return text_body(503, "not ready\n"); };
        if (api.failing) return respond(not_ready());
        const bool taken = api.services.platform.query(
            [respond](const State&, Seq, Instant) { respond(text_body(200, "ready\n")); });
        if (!taken) respond(not_ready());
    });
    // Request counts are the shop's own business, so only this machine may read them.
    router.get("/metrics", [&api, &router](const Request& request) {
        if (!is_from_this_machine(request))
            return text_body(403, "metrics are told on the server's own machine only\n");
        Response r = text_body(200, api.services.metrics.text(router));
        r.content_type = "text/plain; version=0.0.4; charset=utf-8";
        return r;
    });
    EncodedContent contract;
    contract.content_type = "application/json";
    contract.cache_control = "no-cache";
    contract.identity = std::make_shared<const std::string>(openapi_text());
    contract.gzip = gzipped(*contract.identity, 9);
    contract.etag = etag_of(*contract.identity);
    router.get("/api/openapi.json", [contract = std::move(contract)](const Request& request) {
        return answer(request, contract);
    });
}

}  // namespace starfish
