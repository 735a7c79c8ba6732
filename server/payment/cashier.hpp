// The platform and its provider at one counter: starts payments, records those that were made,
// sends refunds until each is given, whatever gets lost on the way.
//
// Nothing is remembered here that the log does not hold: what is owed is a state, and the numbers
// are made from it (numbers.hpp). So a crash at any moment, before or after a request was sent,
// comes to the same request with the same number, and the provider's answer to it.
//
//   A payment is recorded when a notification tells of it, or when we ask: a while after it was
//   started, then less and less often, and once more when its time is over, before its line leaves.
//   A refund is sent as soon as it is owed, asked after while the provider works on it, and tried
//   again with growing pauses (orders::retry_wait_max_ms) when the provider refuses it.
//
// Calls may come from any thread; those that say so block for as long as the provider takes.
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

// Payments stop so long before `pay_by`, so that what was paid in time is recorded in time.
inline constexpr std::int64_t last_call_ms = 45 * second_ms;

// Why a payment was not started.
enum class NotStarted : std::uint8_t {
    not_due,   // nothing to pay by the provider, or paid by now
    too_late,  // less than a minute is left
    provider,  // the provider does not answer, or refuses
};

class Cashier {
public:
    struct Options {
        std::string notify_url;
        std::function<Instant()> now;
        std::int64_t ask_after_ms = 20 * second_ms;  // a started or pending one for the first time
    };
    // All of them outlive it.
    Cashier(Platform& platform, Provider& provider, Numbers numbers, Options options);
    ~Cashier();
    Cashier(const Cashier&) = delete;
    Cashier& operator=(const Cashier&) = delete;

    // Blocks.
    std::expected<PaymentStarted, NotStarted> start_payment(Id<orders::Bill> bill,
                                                            const PaymentWay& way);
    // Blocks until it is durable. The HTTP status that answers the notification.
    int notified(const NotificationHeaders& headers, std::string_view body);
    // Something may be owed that was not.
    void look();
    // Runs `work`, which may block, on a thread of its own. False if too much waits already.
    bool run_aside(std::function<void()> work) { return aside_.run(std::move(work)); }

private:
    // A payment that was started and is not known to be made.
    struct Awaited {
        Instant next_ask;
        std::int64_t pause_ms{};
        Instant expires_at;
    };
    // A refund as it is sent.
    struct Sending {
        Id<orders::Refund> id;
        orders::RefundBecause because{};
        struct Part {
            std::string trade;
            Fen refund, total;
        };
        std::vector<Part> parts;
    };
    struct Pending {
        Instant next_ask;
        std::int64_t pause_ms{};
    };

    void run();
    void ask_after_unpaid();
    Instant ask_after_payments();
    Instant ask_after(const std::string& trade, Awaited awaited);
    bool send_refunds();
    void send(const Sending& refund);
    void await(std::string trade, Instant expires_at);
    std::expected<RefundStatus, std::string> send_part(const Sending& refund, std::size_t part);
    std::optional<Sending> sending_of(Id<orders::Refund> id);
    bool record(const PaymentStatus& payment);
    bool submit(orders::Command command, std::string id, std::string_view done_already);
    void give_up_for_now(const Sending& refund, std::string why);

    Platform& platform_;
    Provider& provider_;
    const Numbers numbers_;
    const Options options_;

    std::mutex mutex_;
    std::condition_variable wake_;
    bool looking_ = true;
    bool stopping_ = false;
    std::map<std::string, Awaited> awaited_;         // by our number
    std::map<Id<orders::Refund>, Pending> pending_;  // the provider works on it
    Workers aside_{4, 64};
    std::thread thread_;
};

}  // namespace starfish::payment
