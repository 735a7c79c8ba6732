// The numbers that identify our payments and refunds at the provider. They are derived from the log
// only, so after a crash the same request has the same number, and is the same payment or refund
// however often it is sent.
//
//   SF7k2mqa-42-0c4fe92b       a payment of bill 42 in one state of the bill
//   SF7k2mqa-R17-0-1           refund 17, part of the first payment, attempt 1
#pragma once

#include "core/subjects/orders/orders.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace starfish::payment {

class Numbers {
public:
    // `tag`: Secrets::payment_tag().
    explicit Numbers(std::string_view tag);

    // `out_trade_no` of the payment of the bill's unpaid amount, by one payment way. It is the same
    // until the bill changes. `way`: PaymentWay::index(). At most 32 characters.
    std::string trade(const orders::Bill& bill, std::size_t way) const;
    std::optional<Id<orders::Bill>> bill_of(std::string_view trade) const;

    // `out_refund_no` of a refund's part of one payment. If the provider closes a refund, its
    // number cannot be used again; the next attempt has another number.
    std::string refund(Id<orders::Refund> refund, std::size_t part, int attempt) const;
    std::optional<Id<orders::Refund>> refund_of(std::string_view number) const;

private:
    std::string start_;
};

// The reference of a recorded payment: our number and the provider's number, which together are
// unique.
std::string reference_of(std::string_view trade, std::string_view transaction);
std::string_view trade_of(std::string_view reference);

}  // namespace starfish::payment
