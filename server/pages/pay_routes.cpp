// POST /o/{token}/pay.
#include "server/pages/page_routes.hpp"
#include "server/pages/pay_page.hpp"
#include "server/payment/cashier.hpp"

namespace starfish {
namespace {

Refusal why_not(payment::NotStarted why) {
    switch (why) {
        case payment::NotStarted::not_due:
            return {RefusalKind::conflict, "page.pay_not_due", {}, {}};
        case payment::NotStarted::too_late:
            return {RefusalKind::conflict, "page.pay_too_late", {}, {}};
        case payment::NotStarted::provider:
            break;
    }
    return {RefusalKind::conflict, "page.pay_no_answer", {}, {}};
}

}  // namespace

void PageRoutes::pay(const Request& request, const Respond& respond) {
    const Asking asking = asking_of(request);
    const auto line = site_.secrets.line_of_token(asking.name);
    if (!line) return respond(unknown_order(asking));
    if (!site_.cashier)
        return show_order(asking, 409, why_not(payment::NotStarted::not_due), respond);
    const auto way = way_of(request.header("user-agent"), request.remote);
    if (!way) {
        const Refusal why{RefusalKind::conflict, "page.pay_in_browser", {}, {}};
        return show_order(asking, 409, why, respond);
    }
    const bool taken = site_.cashier->run_aside([this, asking, line = *line, way = *way, respond] {
        auto started = site_.cashier->start_payment(orders::bill_of(line), way);
        if (!started) {
            const bool no_answer = started.error() == payment::NotStarted::provider;
            return show_order(asking, no_answer ? 503 : 409, why_not(started.error()), respond);
        }
        respond.on_io_thread([this, asking, started = std::move(*started)] {
            return page_answer(asking.gzip, 200,
                               pay_page(writer_, asking.reader, "/o/" + asking.name, started));
        });
    });
    if (!taken) respond(busy(asking));
}

}  // namespace starfish
