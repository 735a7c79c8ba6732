// For tests of the cashier: a provider in memory that implements the rules for numbers and can fail
// on demand. For the wire format see tests/payment.
#pragma once

#include "server/payment/provider.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <string>

namespace starfish::payment {

class FakeProvider : public Provider {
public:
    struct Trade {
        Fen amount;
        Instant paid_at;  // 0 if not paid
        bool closed = false;
    };
    struct Return {
        std::string trade;
        Fen amount;
        RefundState state = RefundState::success;
    };
    using MaybeFailure = std::optional<Failure>;

    // Called with the number of the create_refund call, from 1; may return a failure instead of the
    // answer. `before`: the refund is not made. `after`: it is made, and only the answer is lost.
    std::function<MaybeFailure(int)> refund_fails_before;
    std::function<MaybeFailure(int)> refund_fails_after;
    RefundState next_state = RefundState::success;  // of new refunds

    void pay(const std::string& number, Instant at) {
        const std::scoped_lock lock(mutex_);
        trades_.at(number).paid_at = at;
    }
    void settle(const std::string& number, RefundState state) {
        const std::scoped_lock lock(mutex_);
        returns_.at(number).state = state;
    }
    std::map<std::string, Trade> trades() {
        const std::scoped_lock lock(mutex_);
        return trades_;
    }
    std::map<std::string, Return> returns() {
        const std::scoped_lock lock(mutex_);
        return returns_;
    }
    std::string last_trade() {
        const std::scoped_lock lock(mutex_);
        return last_trade_;
    }

    Outcome<PaymentStarted> create_payment(const PaymentRequest& request) override {
        const std::scoped_lock lock(mutex_);
        const auto [entry, made] = trades_.try_emplace(
            request.out_trade_no, Trade{.amount = request.amount, .paid_at = {}});
        last_trade_ = request.out_trade_no;
        if (entry->second.paid_at.ms != 0) return no("ORDERPAID");
        if (entry->second.closed) return no("ORDER_CLOSED");
        if (entry->second.amount != request.amount) return no("INVALID_REQUEST");
        return QrCode{"weixin://" + request.out_trade_no};
    }
    Outcome<PaymentStatus> query_payment(std::string_view number) override {
        const std::scoped_lock lock(mutex_);
        const auto found = trades_.find(std::string(number));
        if (found == trades_.end()) return no("ORDER_NOT_EXIST");
        return status(found->first, found->second);
    }
    Outcome<PaymentClosed> close_payment(std::string_view number) override {
        const std::scoped_lock lock(mutex_);
        Trade& trade = trades_.at(std::string(number));
        if (trade.paid_at.ms != 0) return no("ORDERPAID");
        trade.closed = true;
        return PaymentClosed{};
    }
    Outcome<RefundStatus> create_refund(const RefundRequest& request) override {
        const std::scoped_lock lock(mutex_);
        const int call = ++refunds_asked_;
        if (const MaybeFailure failure =
                refund_fails_before ? refund_fails_before(call) : MaybeFailure())
            return std::unexpected(*failure);
        const auto [entry, made] = returns_.try_emplace(
            request.out_refund_no, Return{request.out_trade_no, request.refund, next_state});
        const Return& refund = entry->second;
        if (refund.amount != request.refund || refund.trade != request.out_trade_no)
            return no("INVALID_REQUEST");
        Fen sum{0};
        for (const auto& [number, each] : returns_)
            if (each.trade == request.out_trade_no && each.state != RefundState::closed)
                sum = sum + each.amount;
        const Trade& trade = trades_.at(request.out_trade_no);
        if (trade.amount != request.total || sum > trade.amount) {
            if (made) returns_.erase(entry);
            return no("NOT_ENOUGH");
        }
        if (const MaybeFailure failure =
                refund_fails_after ? refund_fails_after(call) : MaybeFailure())
            return std::unexpected(*failure);
        return status(entry->first, refund);
    }
    Outcome<RefundStatus> query_refund(std::string_view number) override {
        const std::scoped_lock lock(mutex_);
        const auto found = returns_.find(std::string(number));
        if (found == returns_.end()) return no("RESOURCE_NOT_EXISTS");
        return status(found->first, found->second);
    }
    // `body` is the number of a payment or a refund.
    std::expected<Notification, NotificationRefusal> read_notification(
        const NotificationHeaders& headers, std::string_view body) override {
        const std::scoped_lock lock(mutex_);
        if (headers.signature == "forged")
            return std::unexpected(NotificationRefusal::bad_signature);
        const std::string number{body};
        if (const auto trade = trades_.find(number); trade != trades_.end())
            return Notification{"N-" + number, {}, status(number, trade->second)};
        if (const auto refund = returns_.find(number); refund != returns_.end())
            return Notification{"N-" + number, {}, status(number, refund->second)};
        PaymentStatus strange{.state = PaymentState::success,
                              .out_trade_no = number,
                              .transaction_id = "42000",
                              .total = Fen{1},
                              .payer_total = Fen{1},
                              .paid_at = Instant{1}};
        return Notification{"N-" + number, {}, std::move(strange)};
    }

private:
    static std::unexpected<Failure> no(std::string code) {
        return std::unexpected(Failure{FailureKind::refused, 400, std::move(code), "told so"});
    }
    static PaymentStatus status(const std::string& number, const Trade& trade) {
        const bool paid = trade.paid_at.ms != 0;
        PaymentStatus status{.state = paid           ? PaymentState::success
                                      : trade.closed ? PaymentState::closed
                                                     : PaymentState::not_paid,
                             .out_trade_no = number,
                             .transaction_id = {},
                             .total = {},
                             .payer_total = {},
                             .paid_at = {}};
        if (!paid) return status;
        status.transaction_id = "4200-" + number.substr(number.find('-') + 1);
        status.total = status.payer_total = trade.amount;
        status.paid_at = trade.paid_at;
        return status;
    }
    RefundStatus status(const std::string& number, const Return& refund) {
        return {.state = refund.state,
                .out_refund_no = number,
                .refund_id = "5000-" + number,
                .out_trade_no = refund.trade,
                .transaction_id = "4200",
                .refund = refund.amount,
                .total = trades_.at(refund.trade).amount,
                .refunded_at = {}};
    }

    std::mutex mutex_;
    std::map<std::string, Trade> trades_;
    std::map<std::string, Return> returns_;
    std::string last_trade_;
    int refunds_asked_ = 0;
};

}  // namespace starfish::payment
