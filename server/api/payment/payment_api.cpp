// POST /pay/notice: what the payment provider tells of its own accord. Who it is from is judged by
// its signature alone; the status is all it reads of the answer.
#include "server/api/api.hpp"
#include "server/payment/cashier.hpp"

#include <memory>

namespace starfish {
namespace {

// What is kept of a notification while it is dealt with.
struct Notice {
    std::string serial, signature, timestamp, nonce, body;
};

void take_notice(payment::Cashier& cashier, const Request& request, const Respond& respond) {
    const auto header = [&](std::string_view name) { return std::string(request.header(name)); };
    auto notice = std::make_shared<Notice>(Notice{
        header("wechatpay-serial"), header("wechatpay-signature"), header("wechatpay-timestamp"),
        header("wechatpay-nonce"), std::string(request.body)});
    const bool taken = cashier.run_aside([&cashier, notice, respond] {
        respond(no_body(cashier.notified(
            {notice->serial, notice->signature, notice->timestamp, notice->nonce}, notice->body)));
    });
    if (!taken) respond(no_body(503));
}

}  // namespace

void add_payment_routes(Router& router, Api& api) {
    if (!api.site.cashier) return;
    router.post(payment_notice_path, BodyType::json,
                [&cashier = *api.site.cashier](const Request& request, const Respond& respond) {
                    take_notice(cashier, request, respond);
                });
}

}  // namespace starfish
