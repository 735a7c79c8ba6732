// Connects the platform and the payment provider: starts payments, records completed payments, and
// sends refunds until each is given, even if messages are lost.
//
// The cashier has no durable state besides the log: the log has the owed refunds, and the numbers
// are derived from it (numbers.hpp). So after a crash at any moment, before or after a request was
// sent, the cashier sends the same request with the same number and gets the provider's answer.
//
//   A payment is recorded when a notification arrives or a query finds it. The cashier queries a
//   while after the start of the payment, then less and less often, and once more after the payment
//   has expired, before its line leaves. A refund is sent as soon as it is owed, queried while the
//   provider works on it, and tried again with growing pauses (orders::retry_wait_max_ms) when the
//   provider refuses it.
//
// Thread-safe. Functions documented as blocking wait for the provider.
#pragma once

#include "server/payment/numbers.hpp"
#include "server/payment/provider.hpp"
#include "server/platform/platform.hpp"
#include "server/platform/workers.hpp"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace starfish::payment {

// A payment expires this long before `pay_by`, so that a payment made in time is recorded in time.
inline constexpr std::int64_t last_call_ms = 45 * second_ms;

// Why a payment was not started.
enum class PaymentStartError : std::uint8_t {
    not_due,   // nothing to pay through the provider, or already paid
    too_late,  // less than a minute is left
    provider,  // the provider does not answer or refuses
};

class Cashier {
public:
    struct Options {
        std::string notify_url;
        std::function<Instant()> now;
        std::int64_t ask_after_ms = 20 * second_ms;  // until the first query of a payment or refund
    };
    // The arguments must outlive the cashier.
    Cashier(Platform& platform, Provider& provider, Numbers numbers, Options options);
    ~Cashier();
    Cashier(const Cashier&) = delete;
    Cashier& operator=(const Cashier&) = delete;

    // Blocks.
    std::expected<PaymentStarted, PaymentStartError> start_payment(Id<orders::Bill> bill,
                                                                   const PaymentWay& way);
    // Blocks until the notification's content is durable. Returns the HTTP status of the answer.
    int handle_notification(const NotificationHeaders& headers, std::string_view body);
    // Checks for owed refunds and due queries now.
    void check_now();
    // Runs `work`, which may block, on a worker thread. False if the queue is full.
    bool run_aside(std::function<void()> work) { return aside_.run(std::move(work)); }

private:
    // A payment that may have been started and is not known to be paid: when to query it.
    struct PaymentWatch {
        Instant next_ask;
        std::int64_t pause_ms{};
        Instant expires_at;
    };
    // A refund in the parts that are sent to the provider, one per payment.
    struct OutgoingRefund {
        Id<orders::Refund> id;
        orders::RefundBecause because{};
        struct Part {
            std::string trade;
            Fen refund, total;
        };
        std::vector<Part> parts;
    };
    // A refund that the provider works on: when to query it.
    struct PendingRefund {
        Instant next_ask;
        std::int64_t pause_ms{};
    };

    void run();
    void ask_after_unpaid();
    Instant ask_after_payments();
    Instant ask_after(const std::string& trade, PaymentWatch watch);
    bool send_refunds();
    void send(const OutgoingRefund& refund);
    void watch_payment(std::string trade, Instant expires_at);
    std::expected<RefundStatus, std::string> send_part(const OutgoingRefund& refund,
                                                       std::size_t part_index);
    std::optional<OutgoingRefund> outgoing_refund_of(Id<orders::Refund> id);
    bool record(const PaymentStatus& payment);
    bool submit(orders::Command command, std::string id, std::string_view done_already);
    void give_up_for_now(const OutgoingRefund& refund, std::string why);

    Platform& platform_;
    Provider& provider_;
    const Numbers numbers_;
    const Options options_;

    std::mutex mutex_;
    std::condition_variable wake_;
    bool check_requested_ = true;
    bool stopping_ = false;
    std::map<std::string, PaymentWatch> payment_watches_;          // by out_trade_no
    std::map<Id<orders::Refund>, PendingRefund> pending_refunds_;  // by refund
    Workers aside_{4, 64};
    std::thread thread_;
};

}  // namespace starfish::payment
