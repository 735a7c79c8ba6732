#include "server/payment/cashier.hpp"

#include "core/base/text.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "server/platform/wait_for_query.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <future>

namespace starfish::payment {
namespace {

constexpr std::int64_t ask_pause_max_ms = 10 * minute_ms;
constexpr std::int64_t idle_ms = 5 * second_ms;
constexpr std::size_t refunds_at_once = 200;
constexpr int attempts_max = 5;

// The reason of a refund that the payer reads. At most 80 bytes.
std::string_view reason_of(orders::RefundBecause because) {
    using enum orders::RefundBecause;
    switch (because) {
        case price:
            return "成团价更低，退差额";
        case fewer:
            return "数量减少，退差额";
        case withdrawn:
            return "已退出跟团";
        case failed:
            return "未成团，全额退款";
        case cancelled:
            return "团购已取消，全额退款";
        case excess:
            return "多付的金额退回";
        case late:
            return "团购已不能付款，款项退回";
        case missing:
            return "缺货，退差额";
        case weight:
            return "称重差额退回";
        case uncollected:
            return "未取货，退款";
        case claim:
            return "售后退款";
    }
    return "退款";
}

}  // namespace

Cashier::Cashier(Platform& platform, Provider& provider, Numbers numbers, Options options)
    : platform_(platform),
      provider_(provider),
      numbers_(std::move(numbers)),
      options_(std::move(options)),
      thread_([this] { run(); }) {}

Cashier::~Cashier() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    aside_.stop();
    thread_.join();
}

void Cashier::check_now() {
    {
        const std::lock_guard lock(mutex_);
        check_requested_ = true;
    }
    wake_.notify_one();
}

void Cashier::run() {
    try {
        ask_after_unpaid();
        for (;;) {
            const Instant next = ask_after_payments();
            const bool more = send_refunds();
            std::unique_lock lock(mutex_);
            const std::int64_t wait =
                more ? 1 : std::clamp<std::int64_t>(next.ms - options_.now().ms, 1, idle_ms);
            wake_.wait_for(lock, std::chrono::milliseconds(wait),
                           [this] { return stopping_ || check_requested_; });
            check_requested_ = false;
            if (stopping_) return;
        }
    } catch (const std::exception& e) {
        // The platform refuses submissions: its store failed, or it is stopping.
        spdlog::error("payments: {}", e.what());
    }
}

// Submits the command as the system and waits until it is durable. Also true if it was refused with
// the code `done_already`.
bool Cashier::submit(orders::Command command, std::string id, std::string_view done_already) {
    auto done = std::make_shared<std::promise<bool>>();
    auto answer = done->get_future();
    platform_.submit(
        {.command = std::move(command),
         .actor = {Role::system, 0},
         .command_id = std::move(id),
         .profile = {},
         .note = {}},
        [done, done_already](std::expected<Result<CommittedCommand>, SubmitFailure> result) {
            const bool good = result && (*result || result->error().code == done_already);
            if (result && !good) spdlog::error("payments: refused as {}", result->error().code);
            done->set_value(good);
        });
    return answer.get();
}

// Payments.

std::expected<PaymentStarted, PaymentStartError> Cashier::start_payment(Id<orders::Bill> id,
                                                                        const PaymentWay& way) {
    std::optional<orders::Bill> bill;
    PaymentRequest request{.out_trade_no = {},
                           .description = {},
                           .amount = {},
                           .expires_at = {},
                           .notify_url = options_.notify_url,
                           .way = way};
    Instant now;
    wait_for_query(platform_, [&](const State& state, Seq, Instant at) {
        now = at;
        const auto* const found = state.orders.bills.find(id);
        if (!found) return;
        bill = *found;
        request.description =
            groupbuy::title_of(state.catalog, state.groupbuy.groupbuys.at(found->groupbuy));
    });
    if (!bill || bill->kind != groupbuy::PaymentKind::provider || bill->is_void || bill->is_final)
        return std::unexpected(PaymentStartError::not_due);
    request.amount = bill->due_fen - (bill->paid_fen - bill->refunded_fen);
    if (request.amount <= Fen{0}) return std::unexpected(PaymentStartError::not_due);
    request.expires_at = bill->pay_by + -last_call_ms;
    if (request.expires_at < now + minute_ms) return std::unexpected(PaymentStartError::too_late);
    request.out_trade_no = numbers_.trade(*bill, way.index());
    auto started = provider_.create_payment(request);
    // Also without an answer: the provider may have started the payment anyway.
    watch_payment(request.out_trade_no, request.expires_at);
    if (started) return std::move(*started);
    spdlog::warn("payments: {} was not started: {} {}", request.out_trade_no, started.error().code,
                 started.error().message);
    check_now();
    return std::unexpected(started.error().code == "ORDERPAID" ? PaymentStartError::not_due
                                                               : PaymentStartError::provider);
}

void Cashier::watch_payment(std::string trade, Instant expires_at) {
    const std::lock_guard lock(mutex_);
    payment_watches_.try_emplace(std::move(trade),
                                 PaymentWatch{.next_ask = options_.now() + options_.ask_after_ms,
                                              .pause_ms = options_.ask_after_ms,
                                              .expires_at = expires_at});
}

// Asks after all payments that an earlier process may have started.
void Cashier::ask_after_unpaid() {
    wait_for_query(platform_, [this](const State& state, Seq, Instant now) {
        for (const auto& [pay_by, id] : state.orders.index.unpaid) {
            const orders::Bill& bill = state.orders.bills.at(id);
            if (bill.kind != groupbuy::PaymentKind::provider) continue;
            const std::lock_guard lock(mutex_);
            for (std::size_t way = 0; way < std::variant_size_v<PaymentWay>; ++way)
                payment_watches_.try_emplace(numbers_.trade(bill, way),
                                             PaymentWatch{.next_ask = now,
                                                          .pause_ms = options_.ask_after_ms,
                                                          .expires_at = pay_by + -last_call_ms});
        }
    });
}

// Returns when to ask again.
Instant Cashier::ask_after_payments() {
    std::vector<std::pair<std::string, PaymentWatch>> due;
    Instant next = options_.now() + idle_ms;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [trade, watch] : payment_watches_) {
            if (watch.next_ask <= options_.now())
                due.emplace_back(trade, watch);
            else
                next = std::min(next, watch.next_ask);
        }
    }
    for (const auto& [trade, watch] : due) next = std::min(next, ask_after(trade, watch));
    return next;
}

Instant Cashier::ask_after(const std::string& trade, PaymentWatch watch) {
    const auto status = provider_.query_payment(trade);
    bool over = status ? status->state == PaymentState::closed ||
                             status->state == PaymentState::revoked ||
                             status->state == PaymentState::failed
                       : status.error().code == "ORDER_NOT_EXIST";
    if (status && status->paid_at) over = record(*status);
    const Instant now = options_.now();
    // The next query shows whether this closed the payment or it was paid at the last moment.
    if (!over && status && now > watch.expires_at) (void)provider_.close_payment(trade);
    watch.pause_ms = std::min(2 * watch.pause_ms, ask_pause_max_ms);
    watch.next_ask = std::min(now + watch.pause_ms, std::max(watch.expires_at, now) + second_ms);
    const std::lock_guard lock(mutex_);
    if (over)
        payment_watches_.erase(trade);
    else
        payment_watches_[trade] = watch;
    return watch.next_ask;
}

bool Cashier::record(const PaymentStatus& payment) {
    const auto bill = numbers_.bill_of(payment.out_trade_no);
    if (!bill || !payment.total) {
        spdlog::error("payments: {} was paid and is not ours to record", payment.out_trade_no);
        return false;
    }
    return submit(orders::RecordPayment{*bill, *payment.total,
                                        reference_of(payment.out_trade_no, payment.transaction_id)},
                  "payment-" + payment.transaction_id, "orders.payment_known");
}

int Cashier::handle_notification(const NotificationHeaders& headers, std::string_view body) {
    const auto notice = provider_.read_notification(headers, body);
    if (!notice) {
        spdlog::warn("payments: a notification was refused: {}", name_of(notice.error()));
        return http_status_of(notice.error());
    }
    constexpr int not_ours = 422;
    constexpr int try_again = 503;
    if (const auto* payment = std::get_if<PaymentStatus>(&notice->about)) {
        if (!numbers_.bill_of(payment->out_trade_no)) return not_ours;
        return record(*payment) ? http_status_accepted : try_again;
    }
    // The notification may be outdated, so the provider is asked again. Nothing is lost if that
    // fails, since the refund stays owed.
    const auto id = numbers_.refund_of(std::get<RefundStatus>(notice->about).out_refund_no);
    if (!id) return not_ours;
    {
        const std::lock_guard lock(mutex_);
        pending_refunds_.erase(*id);
    }
    check_now();
    return http_status_accepted;
}

// Refunds.

// nullopt if the refund does not exist or was given.
std::optional<Cashier::OutgoingRefund> Cashier::outgoing_refund_of(Id<orders::Refund> id) {
    std::optional<OutgoingRefund> outgoing;
    wait_for_query(platform_, [&](const State& state, Seq, Instant) {
        const auto* const refund = state.orders.refunds.find(id);
        if (!refund || refund->given_at.ms != 0) return;
        outgoing.emplace(OutgoingRefund{.id = id, .because = refund->because, .parts = {}});
        for (const auto& part : orders::parts_of(state.orders, id)) {
            const auto& payment = state.orders.payments.at(part.payment);
            outgoing->parts.push_back(
                {std::string(trade_of(payment.reference)), part.amount_fen, payment.amount_fen});
        }
    });
    return outgoing;
}

// Returns true if more refunds are due now.
bool Cashier::send_refunds() {
    std::map<Id<orders::Refund>, PendingRefund> pending;
    {
        const std::lock_guard lock(mutex_);
        pending = pending_refunds_;
    }
    std::vector<Id<orders::Refund>> due;
    wait_for_query(platform_, [&](const State& state, Seq, Instant now) {
        due = orders::refunds_to_send(state.orders, now, refunds_at_once, [&](auto refund) {
            const auto found = pending.find(refund);
            return found != pending.end() && found->second.next_ask > now;
        });
    });
    for (const auto id : due) {
        {
            const std::lock_guard lock(mutex_);
            if (stopping_) return false;
        }
        if (const auto refund = outgoing_refund_of(id)) send(*refund);
    }
    return due.size() == refunds_at_once;
}

// The provider's answer, or the reason to try again later.
std::expected<RefundStatus, std::string> Cashier::send_part(const OutgoingRefund& refund,
                                                            std::size_t part_index) {
    const auto& part = refund.parts[part_index];
    for (int attempt = 1; attempt <= attempts_max; ++attempt) {
        const auto answer = provider_.create_refund(
            {.out_refund_no = numbers_.refund(refund.id, part_index, attempt),
             .out_trade_no = part.trade,
             .refund = part.refund,
             .total = part.total,
             .reason = std::string(reason_of(refund.because)),
             .notify_url = options_.notify_url});
        if (!answer) return std::unexpected(answer.error().code + ' ' + answer.error().message);
        if (answer->state == RefundState::abnormal) return std::unexpected("ABNORMAL");
        if (answer->state != RefundState::closed) return *answer;
    }
    return std::unexpected("CLOSED");
}

// Records the failure; the domain decides when to try again.
void Cashier::give_up_for_now(const OutgoingRefund& refund, std::string why) {
    if (refuse_text(why, "reason", {.least = 1, .most = 200})) why.resize(why.find(' '));
    submit(orders::ReportRefundFailed{refund.id, std::move(why)},
           fmt::format("refund-failed-{}-{}", refund.id.value, options_.now().ms),
           "orders.refund_given");
    const std::lock_guard lock(mutex_);
    pending_refunds_.erase(refund.id);
}

void Cashier::send(const OutgoingRefund& refund) {
    std::string reference;
    bool all_given = true;
    for (std::size_t part_index = 0; part_index < refund.parts.size(); ++part_index) {
        auto answer = send_part(refund, part_index);
        if (!answer) return give_up_for_now(refund, std::move(answer.error()));
        if (answer->state == RefundState::processing) all_given = false;
        if (reference.empty()) reference = answer->refund_id;
    }
    if (all_given) {
        submit(orders::AcknowledgeRefund{refund.id, reference},
               fmt::format("refund-given-{}", refund.id.value), "orders.refund_given");
        const std::lock_guard lock(mutex_);
        pending_refunds_.erase(refund.id);
        return;
    }
    const std::lock_guard lock(mutex_);
    PendingRefund& pending = pending_refunds_[refund.id];
    pending.pause_ms = pending.pause_ms == 0 ? options_.ask_after_ms
                                             : std::min(2 * pending.pause_ms, ask_pause_max_ms);
    pending.next_ask = options_.now() + pending.pause_ms;
}

}  // namespace starfish::payment
