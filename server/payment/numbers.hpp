// The numbers by which the provider knows our payments and refunds. They are made from what the
// log holds and nothing else, so after a crash the same request has the same number, and is the
// same payment or refund however often it is sent.
//
//   SF7k2mqa-42-0c4fe92b       a payment of bill 42 as it stood
//   SF7k2mqa-R17-0-1           refund 17, of its first payment, the second number tried
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

    // `out_trade_no`: of the payment of what the bill lacks as it stands, by one of the ways; so
    // until the bill changes it is one payment. `way`: PaymentWay::index(). At most 32 characters.
    std::string trade(const orders::Bill& bill, std::size_t way) const;
    std::optional<Id<orders::Bill>> bill_of(std::string_view trade) const;

    // `out_refund_no`: a refund's part of one payment. A number whose refund the provider closed
    // is used up; the next attempt has the next.
    std::string refund(Id<orders::Refund> refund, std::size_t part, int attempt) const;
    std::optional<Id<orders::Refund>> refund_of(std::string_view number) const;

private:
    std::string start_;
};

// What a payment is recorded under: our number and the provider's, as they are paid once.
std::string reference_of(std::string_view trade, std::string_view transaction);
std::string_view trade_of(std::string_view reference);

}  // namespace starfish::payment
