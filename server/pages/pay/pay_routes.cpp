// POST /o/{token}/pay.
#include "server/pages/page_routes.hpp"
#include "server/pages/pay/pay_page.hpp"
#include "server/payment/cashier.hpp"

namespace starfish {
namespace {

Refusal why_not(payment::PaymentStartError why) {
    switch (why) {
        case payment::PaymentStartError::not_due:
            return {RefusalKind::conflict, "page.pay_not_due", {}, {}};
        case payment::PaymentStartError::too_late:
            return {RefusalKind::conflict, "page.pay_too_late", {}, {}};
        case payment::PaymentStartError::provider:
            break;
    }
    return {RefusalKind::conflict, "page.pay_no_answer", {}, {}};
}

}  // namespace

void PageRoutes::pay(const Request& request, const Responder& respond) {
    const OrderRequest order_request = order_request_of(request);
    const auto line = services_.secrets.line_of_token(order_request.page.name);
    if (!line) return respond(unknown_order(order_request.page));
    const auto refuse = [this, order_request, respond](int status, Refusal why) {
        show_order(order_request, status, RefusedOrder{OrderForm::pay, {}, {std::move(why)}},
                   respond);
    };
    if (!services_.cashier) return refuse(409, why_not(payment::PaymentStartError::not_due));
    const auto way = way_of(request.header("user-agent"), request.remote);
    if (!way) return refuse(409, {RefusalKind::conflict, "page.pay_in_browser", {}, {}});
    const bool taken = services_.cashier->run_aside([this, order_request, line = *line, way = *way,
                                                     refuse, respond] {
        auto started = services_.cashier->start_payment(orders::bill_of(line), way);
        if (!started) {
            const bool no_answer = started.error() == payment::PaymentStartError::provider;
            return refuse(no_answer ? 503 : 409, why_not(started.error()));
        }
        respond.on_io_thread([this, order_request, started = std::move(*started)] {
            const Reader& reader = order_request.page.reader;
            return page_answer(
                order_request.page.gzip, 200,
                pay_page(writer_, reader,
                         order_request.link.path() + order_request.link.query(reader), started));
        });
    });
    if (!taken) respond(busy(order_request.page));
}

}  // namespace starfish
