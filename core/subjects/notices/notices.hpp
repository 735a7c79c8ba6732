// What a consumer is to be told (通知): owed as soon as it is so, until somebody has told her.
//
//   owed ─some minutes, by day, within her budget─▶ told in a message, with whatever else is due
//    │ └─ the message fails ─▶ tried again, with growing pauses
//    ├─ her leader told her in the chat ─▶ told
//    └─ she looked at her order ─▶ told
//
// Everything that is due to one person goes out as one message, at most messages_a_day of them and
// none at night: what exceeds the budget waits, and is the next day's digest. Her leader may tell
// her at any time, and what she has seen herself is not sent any more.
//
// A notice says of which line and of what kind it is; the words are made when it is sent, and hold
// nothing that her order page does not show.
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
    promoted,  // from the waitlist into the group-buy
    removed,   // her leader took her join back
    unpaid,    // it left, since it was not paid in time
    locked,    // the group-buy holds: what she gets, at which price
    nothing,   // it holds, yet nothing was left for her
    failed,
    cancelled,
    arrived,    // all of her goods are there: come and fetch them
    corrected,  // less will be handed over, or it costs less
    answered,   // her claim was
    refunded,   // money was given back
};
BOOST_DESCRIBE_ENUM(Kind, promoted, removed, unpaid, locked, nothing, failed, cancelled, arrived,
                    corrected, answered, refunded)

// none: not yet told.
enum class Told : std::uint8_t { none, message, chat, seen };
BOOST_DESCRIBE_ENUM(Told, none, message, chat, seen)

struct Notice {
    Id<Notice> id;
    Id<Leader> leader;
    ConsumerId consumer;
    Id<GroupBuy> groupbuy;
    Id<OrderLine> line;
    Kind kind{};
    Instant owed_since;
    std::int32_t tries{};     // that failed
    Instant next_try;         // when it is worth sending, at the earliest
    std::string last_reason;  // why the last try failed
    Told told{};
    Instant told_at;
};

// One message that reached one person.
struct Message {
    Id<Message> id;
    Id<Leader> leader;
    ConsumerId consumer;
    std::int32_t notices{};  // how many it told
    Told by{};               // message or chat
    std::string reference;   // the sender's; of the chat, empty
    Instant at;
};

inline constexpr std::int64_t gather_ms = 2 * minute_ms;  // what comes together goes out together
inline constexpr std::int32_t messages_a_day = 3;         // to one person, of all leaders
inline constexpr int night_from_hour = 22;                // in Shanghai
inline constexpr int night_until_hour = 8;
inline constexpr std::int64_t retry_wait_max_ms = 6 * hour_ms;
inline constexpr std::size_t told_at_once_max = 1000;

// Commands.

// The leader's of her own, told in the chat; the system's of one person, told by a message.
// Refuses notices.unknown, .told, .several_people, .none, .budget {next_ms}, text.*.
struct Tell {
    static constexpr std::string_view name = "notices.tell";
    std::vector<Id<Notice>> notices;  // 1 to told_at_once_max, each once
    std::string reference;            // to 64 characters
};
// The consumer's, when she looks at her order. Refuses notices.none.
struct See {
    static constexpr std::string_view name = "notices.see";
    Id<OrderLine> line;
};
// The system's: the message did not go out. Refuses what Tell does.
struct ReportUntold {
    static constexpr std::string_view name = "notices.report_untold";
    std::vector<Id<Notice>> notices;
    std::string reason;  // 1 to 200 characters
};
using Command = std::variant<Tell, See, ReportUntold>;

// Events; all are the leader's.

struct Addressee {
    ConsumerId consumer;
    Id<OrderLine> line;
};
struct Owed {
    static constexpr std::string_view name = "notices.owed";
    static constexpr int version = 1;
    Id<Notice> first;  // those of the others follow
    Id<Leader> leader;
    Id<GroupBuy> groupbuy;
    Kind kind{};
    std::vector<Addressee> addressees;
    Instant next_try;
    Instant at;
};
struct WasTold {
    static constexpr std::string_view name = "notices.told";
    static constexpr int version = 1;
    Id<Message> message;  // 0 when she saw it herself
    Id<Leader> leader;
    ConsumerId consumer;
    std::vector<Id<Notice>> notices;
    Told by{};
    std::string reference;
    Instant at;
};
struct TellFailed {
    static constexpr std::string_view name = "notices.tell_failed";
    static constexpr int version = 1;
    Id<Leader> leader;
    std::vector<Id<Notice>> notices;
    std::string reason;
    std::int32_t tries{};
    Instant next_try;
};
using Event = std::variant<Owed, WasTold, TellFailed>;

// The subjects before this one, for reading.
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

    // Derived; `reindex` builds it again.
    struct Today {
        std::int64_t day{};  // of Shanghai's calendar
        std::int32_t messages{};
    };
    struct Index {
        std::set<std::pair<Instant, Id<Notice>>> untold;                             // by next_try
        boost::unordered_flat_map<std::int64_t, std::vector<Id<Notice>>> untold_of;  // by consumer
        boost::unordered_flat_map<std::int64_t, Today> messages;  // by consumer: her last day's
        std::set<std::pair<Id<OrderLine>, Kind>> owed;  // ever, of the kinds that come once
    };
    Index index;
};

Result<std::vector<Event>> decide(const Reads&, const State&, const Command&, const Context&);
void apply(State&, const Event&);
std::vector<Event> react(const Reads&, const State&, const groupbuy::Event&);
std::vector<Event> react(const Reads&, const State&, const handout::Event&);
std::vector<Event> react(const Reads&, const State&, const orders::Event&);
void reindex(State&);
Audience audience(const Reads&, const State&, const Event&);
Audience audience(const Reads&, const State&, const Notice&);
Audience audience(const Reads&, const State&, const Message&);
std::optional<std::string> broken_invariant(const Reads&, const State&);

// Queries.

// What one person is to be told now, as one message; of one leader.
struct Due {
    Id<Leader> leader;
    ConsumerId consumer;
    std::vector<Id<Notice>> notices;
};
// Longest owed first, at most `most`; nothing at night, nobody beyond her budget.
std::vector<Due> due(const State&, Instant now, std::size_t most);
// When a message may go to a person who has had `today`'s: `now`, or the next morning.
Instant may_send_at(const State&, ConsumerId, Instant now);
// Of one line, in their order; told ones not.
std::vector<Id<Notice>> untold_of(const State&, ConsumerId, Id<OrderLine>);

BOOST_DESCRIBE_STRUCT(Notice, (),
                      (id, leader, consumer, groupbuy, line, kind, owed_since, tries, next_try,
                       last_reason, told, told_at))
BOOST_DESCRIBE_STRUCT(Message, (), (id, leader, consumer, notices, by, reference, at))
BOOST_DESCRIBE_STRUCT(Tell, (), (notices, reference))
BOOST_DESCRIBE_STRUCT(See, (), (line))
BOOST_DESCRIBE_STRUCT(ReportUntold, (), (notices, reason))
BOOST_DESCRIBE_STRUCT(Addressee, (), (consumer, line))
BOOST_DESCRIBE_STRUCT(Owed, (), (first, leader, groupbuy, kind, addressees, next_try, at))
BOOST_DESCRIBE_STRUCT(WasTold, (), (message, leader, consumer, notices, by, reference, at))
BOOST_DESCRIBE_STRUCT(TellFailed, (), (leader, notices, reason, tries, next_try))
BOOST_DESCRIBE_STRUCT(State, (), (notices, messages))

}  // namespace starfish::notices
