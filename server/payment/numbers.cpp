#include "server/payment/numbers.hpp"

#include "core/base/digest.hpp"

#include <fmt/format.h>

#include <charconv>

namespace starfish::payment {
namespace {

// The number at the start of `text`, which a hyphen must follow.
std::optional<std::uint32_t> number_before_hyphen(std::string_view text) {
    std::uint32_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop == end || *stop != '-' || number == 0) return std::nullopt;
    return number;
}

}  // namespace

Numbers::Numbers(std::string_view tag) : start_(fmt::format("SF{}-", tag)) {}

std::string Numbers::trade(const orders::Bill& bill, std::size_t way) const {
    Digest digest;
    for (const std::int64_t part :
         {bill.due_fen.value, bill.paid_fen.value, bill.refunded_fen.value, bill.pay_by.ms})
        digest.add(static_cast<std::uint64_t>(part));
    digest.add(way);
    return fmt::format("{}{}-{:08x}", start_, bill.id.value, digest.value() & 0xFFFF'FFFFU);
}

std::optional<Id<orders::Bill>> Numbers::bill_of(std::string_view trade) const {
    if (!trade.starts_with(start_)) return std::nullopt;
    const auto bill = number_before_hyphen(trade.substr(start_.size()));
    return bill ? std::optional(Id<orders::Bill>{*bill}) : std::nullopt;
}

std::string Numbers::refund(Id<orders::Refund> refund, std::size_t part, int attempt) const {
    return fmt::format("{}R{}-{}-{}", start_, refund.value, part, attempt);
}

std::optional<Id<orders::Refund>> Numbers::refund_of(std::string_view number) const {
    if (!number.starts_with(start_ + 'R')) return std::nullopt;
    const auto refund = number_before_hyphen(number.substr(start_.size() + 1));
    return refund ? std::optional(Id<orders::Refund>{*refund}) : std::nullopt;
}

std::string reference_of(std::string_view trade, std::string_view transaction) {
    return fmt::format("{}/{}", trade, transaction);
}

std::string_view trade_of(std::string_view reference) {
    return reference.substr(0, reference.find('/'));
}

}  // namespace starfish::payment
