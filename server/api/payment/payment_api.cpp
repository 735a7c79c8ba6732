// POST /pay/notice: notifications of the payment provider. The signature alone authenticates the
// sender. The provider reads only the status of the response.
#include "server/api/api.hpp"
#include "server/payment/cashier.hpp"

#include <memory>

namespace starfish {
namespace {

// A copy of the request's headers and body for the worker thread.
struct PaymentNotification {
    std::string serial, signature, timestamp, nonce, body;
};

void accept_notification(payment::Cashier& cashier, const Request& request,
                         const Responder& respond) {
    const auto header = [&](std::string_view name) { return std::string(request.header(name)); };
    auto notification = std::make_shared<PaymentNotification>(PaymentNotification{
        header("wechatpay-serial"), header("wechatpay-signature"), header("wechatpay-timestamp"),
        header("wechatpay-nonce"), std::string(request.body)});
    const bool taken = cashier.run_aside([&cashier, notification, respond] {
        respond(no_body(cashier.handle_notification({notification->serial, notification->signature,
                                                     notification->timestamp, notification->nonce},
                                                    notification->body)));
    });
    if (!taken) respond(no_body(503));
}

}  // namespace

void add_payment_routes(Router& router, Api& api) {
    if (!api.services.cashier) return;
    router.post(
        payment_notice_path, BodyType::json,
        [&cashier = *api.services.cashier](const Request& request, const Responder& respond) {
            accept_notification(cashier, request, respond);
        });
}

}  // namespace starfish
