// Notices to consumers (通知): owed from the event that causes them until they are told.
//
//   owed ─after gather_ms, by day, within the budget─▶ told by message, with all other due notices
//    │ └─ the message fails ─▶ tried again, with growing pauses
//    ├─ the leader confirms telling it in the chat ─▶ told
//    └─ the consumer looks at the order page ─▶ told
//
// All notices of one leader due to one consumer go out as one message. A consumer gets at most
// messages_a_day messages and none at night; notices beyond the budget wait for the next day's
// message. The leader can tell a notice at any time. Notices that the consumer has seen on the
// order page are not sent.
//
// A notice names a line and a kind. Its text is made when it is sent, and has nothing that the
// consumer's order page does not show.
#pragma once

#include "core/subjects/groupbuy/groupbuy.hpp"
#include "core/subjects/handout/handout.hpp"
#include "core/subjects/orders/orders.hpp"

#include <boost/describe.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include <optional>
#include <set>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace starfish::notices {

using community::Leader;
using groupbuy::GroupBuy;
using groupbuy::OrderLine;

enum class Kind : std::uint8_t {
    promoted,  // the join moved from the waitlist into the group-buy
    removed,   // the leader removed the join
    unpaid,    // the join was removed, since it was not paid in time
    locked,    // the group-buy locked: allotted units and price
    nothing,   // the group-buy locked, but no units were left for this join
    failed,
    cancelled,
    arrived,    // all goods of the order have arrived and can be collected
    corrected,  // fewer units will be handed over, or the price fell
    answered,   // the claim was answered
    refunded,   // money was given back
};
BOOST_DESCRIBE_ENUM(Kind, promoted, removed, unpaid, locked, nothing, failed, cancelled, arrived,
                    corrected, answered, refunded)

// How the consumer was told. none: not told yet; seen: on the order page.
enum class Channel : std::uint8_t { none, message, chat, seen };
BOOST_DESCRIBE_ENUM(Channel, none, message, chat, seen)

struct Notice {
    Id<Notice> id;
    Id<Leader> leader;
    ConsumerId consumer;
    Id<GroupBuy> groupbuy;
    Id<OrderLine> line;
    Kind kind{};
    Instant owed_since;
    std::int32_t tries{};     // failed ones
    Instant next_try;         // the earliest time to send it
    std::string last_reason;  // why the last try failed
    Channel told{};
    Instant told_at;
};
BOOST_DESCRIBE_STRUCT(Notice, (),
                      (id, leader, consumer, groupbuy, line, kind, owed_since, tries, next_try,
                       last_reason, told, told_at))

// One message that reached one person.
struct Message {
    Id<Message> id;
    Id<Leader> leader;
    ConsumerId consumer;
    std::int32_t notices{};  // the number of notices in it
    Channel by{};            // message or chat
    std::string reference;   // from the sender; may be empty
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Message, (), (id, leader, consumer, notices, by, reference, at))

inline constexpr std::int64_t gather_ms = 2 * minute_ms;  // wait, to send several as one message
inline constexpr std::int32_t messages_a_day = 3;         // to one person, from all leaders
inline constexpr int night_from_hour = 22;                // in Shanghai
inline constexpr int night_until_hour = 8;
inline constexpr std::int64_t retry_wait_max_ms = 6 * hour_ms;
inline constexpr std::size_t told_at_once_max = 1000;

// Commands.

// By the leader: the leader's own notices were told in the chat. By the system: the notices of one
// person were sent as a message. Refuses notices.unknown, .told, .several_people, .none, .budget
// {next_ms}, text.*.
struct Tell {
    static constexpr std::string_view name = "notices.tell";
    std::vector<Id<Notice>> notices;  // 1 to told_at_once_max, each once
    std::string reference;            // at most 64 characters
};
BOOST_DESCRIBE_STRUCT(Tell, (), (notices, reference))
// By the consumer, when looking at the order page. Refuses notices.none.
struct See {
    static constexpr std::string_view name = "notices.see";
    Id<OrderLine> line;
};
BOOST_DESCRIBE_STRUCT(See, (), (line))
// By the system: the message was not sent. Refuses the same as Tell.
struct ReportUntold {
    static constexpr std::string_view name = "notices.report_untold";
    std::vector<Id<Notice>> notices;
    std::string reason;  // 1 to 200 characters
};
BOOST_DESCRIBE_STRUCT(ReportUntold, (), (notices, reason))
using Command = std::variant<Tell, See, ReportUntold>;

// Events; each belongs to one leader.

struct Addressee {
    ConsumerId consumer;
    Id<OrderLine> line;
};
BOOST_DESCRIBE_STRUCT(Addressee, (), (consumer, line))
struct Owed {
    static constexpr std::string_view name = "notices.owed";
    static constexpr int version = 1;
    Id<Notice> first;  // the other addressees get the following ids
    Id<Leader> leader;
    Id<GroupBuy> groupbuy;
    Kind kind{};
    std::vector<Addressee> addressees;
    Instant next_try;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Owed, (), (first, leader, groupbuy, kind, addressees, next_try, at))
struct WasTold {
    static constexpr std::string_view name = "notices.told";
    static constexpr int version = 1;
    Id<Message> message;  // 0 if the consumer saw it on the order page
    Id<Leader> leader;
    ConsumerId consumer;
    std::vector<Id<Notice>> notices;
    Channel by{};
    std::string reference;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(WasTold, (), (message, leader, consumer, notices, by, reference, at))
struct TellFailed {
    static constexpr std::string_view name = "notices.tell_failed";
    static constexpr int version = 1;
    Id<Leader> leader;
    std::vector<Id<Notice>> notices;
    std::string reason;
    std::int32_t tries{};
    Instant next_try;
};
BOOST_DESCRIBE_STRUCT(TellFailed, (), (leader, notices, reason, tries, next_try))
using Event = std::variant<Owed, WasTold, TellFailed>;

// The subjects before this one, read only.
struct Reads {
    const groupbuy::State& groupbuy;
    const handout::State& handout;
    const orders::State& orders;
    explicit Reads(const auto& all)
        : groupbuy(all.groupbuy), handout(all.handout), orders(all.orders) {}
};

struct State {
    using Command = notices::Command;
    using Event = notices::Event;
    using Reads = notices::Reads;

    Table<Notice> notices;
    Table<Message> messages;

    // Derived; `reindex` rebuilds it.
    struct DayCount {
        std::int64_t day{};  // in Shanghai
        std::int32_t messages{};
    };
    struct Index {
        std::set<std::pair<Instant, Id<Notice>>> untold;                             // by next_try
        boost::unordered_flat_map<std::int64_t, std::vector<Id<Notice>>> untold_of;  // by consumer
        boost::unordered_flat_map<std::int64_t, DayCount> messages;  // by consumer: the last day
        std::set<std::pair<Id<OrderLine>, Kind>> owed;               // at any time, told or not
    };
    Index index;
};
BOOST_DESCRIBE_STRUCT(State, (), (notices, messages))

Result<std::vector<Event>> decide(const Reads&, const State&, const Command&, const Context&);
void apply(State&, const Event&);
// Remove text typed about people: trainers do not get it.
void redact_for_trainer(Notice&);
void redact_for_trainer(Message&);
void redact_for_trainer(WasTold&);
void redact_for_trainer(TellFailed&);
std::vector<Event> react(const Reads&, const State&, const groupbuy::Event&);
std::vector<Event> react(const Reads&, const State&, const handout::Event&);
std::vector<Event> react(const Reads&, const State&, const orders::Event&);
void reindex(State&);
Audience audience(const Reads&, const State&, const Event&);
Audience audience(const Reads&, const State&, const Notice&);
Audience audience(const Reads&, const State&, const Message&);
std::optional<std::string> broken_invariant(const Reads&, const State&);

// Queries.

// The notices of one leader that one person gets now, as one message.
struct DueMessage {
    Id<Leader> leader;
    ConsumerId consumer;
    std::vector<Id<Notice>> notices;
};
// The earliest next_try first, at most `most`; none at night, none beyond a person's budget.
std::vector<DueMessage> due(const State&, Instant now, std::size_t most);
// When a message may be sent to a person: `now`, or the next morning.
Instant may_send_at(const State&, ConsumerId, Instant now);
// The notices of one line that are not told yet, by id.
std::vector<Id<Notice>> untold_of(const State&, ConsumerId, Id<OrderLine>);

}  // namespace starfish::notices
