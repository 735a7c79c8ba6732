// POST /o/{token}/pay.
#include "server/pages/page_routes.hpp"
#include "server/pages/pay/pay_page.hpp"
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
    const OrderAsking asking = order_asking(request);
    const auto line = site_.secrets.line_of_token(asking.page.name);
    if (!line) return respond(unknown_order(asking.page));
    const auto refuse = [this, asking, respond](int status, Refusal why) {
        show_order(asking, status, RefusedOrder{OrderForm::pay, {}, {std::move(why)}}, respond);
    };
    if (!site_.cashier) return refuse(409, why_not(payment::NotStarted::not_due));
    const auto way = way_of(request.header("user-agent"), request.remote);
    if (!way) return refuse(409, {RefusalKind::conflict, "page.pay_in_browser", {}, {}});
    const bool taken = site_.cashier->run_aside([this, asking, line = *line, way = *way, refuse,
                                                 respond] {
        auto started = site_.cashier->start_payment(orders::bill_of(line), way);
        if (!started) {
            const bool no_answer = started.error() == payment::NotStarted::provider;
            return refuse(no_answer ? 503 : 409, why_not(started.error()));
        }
        respond.on_io_thread([this, asking, started = std::move(*started)] {
            const Reader& reader = asking.page.reader;
            return page_answer(
                asking.page.gzip, 200,
                pay_page(writer_, reader, asking.link.path() + asking.link.query(reader), started));
        });
    });
    if (!taken) respond(busy(asking.page));
}

}  // namespace starfish
