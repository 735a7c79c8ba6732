// Author makes a random history, one move at a time. The moves of each subject are in NAME.hpp; the
// choice among subjects is in history.hpp.
#pragma once

#include "core/engine/engine.hpp"
#include "tests/histories/dice.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace starfish::histories {

// One command, with its actor and time.
struct Move {
    Command command;
    Actor actor;
    Instant at;
    std::string id;
    bool takes_payments = true;
    Context context() const { return {actor, at, id, takes_payments}; }
};

inline constexpr Instant first_moment{1'606'179'600'000};  // 2020-11-24 09:00 in Shanghai
inline constexpr Actor supplier{Role::supplier, 1};
inline constexpr Actor sweeper{Role::system, 0};

class Author {
public:
    explicit Author(std::uint64_t seed) : dice_(seed), seed_(seed) {}

    Move next(const State& state);

private:
    Move plausible(const State& state);
    Move found(const State& state);
    Move staff(const State& state);
    Move trade(const State& state);
    Move spoiled(Move move);
    void spoil(Command& command);

    std::optional<catalog::Reward> reward();
    Command publish();
    Command open(const State& state, const community::Community& community);
    Command join(const State& state, const groupbuy::GroupBuy& groupbuy);
    Id<groupbuy::GroupBuy> likely(const State& state);
    Move leave(const State& state);
    Move change(const State& state);
    Move govern(const State& state);
    Move review(const State& state);
    Move money(const State& state);
    Move tell(const State& state);
    groupbuy::Threshold threshold(std::int64_t most_units);
    Move end(const State& state);

    Move by(Actor actor, Command command) const {
        return {std::move(command), actor, now_, id("move", moves_)};
    }
    Actor leader(Id<community::Leader> id) const { return {Role::leader, id.value}; }
    Actor someone() { return {Role::consumer, dice_.between(1, 14)}; }
    std::string id(std::string_view stem, int number) const {
        return std::string(stem) + "-" + std::to_string(seed_) + "-" + std::to_string(number);
    }
    // A random id: the row may not exist or may belong to somebody else.
    template <class Row>
    Id<Row> any_id() {
        return {static_cast<std::uint32_t>(dice_.between(0, 12))};
    }
    Units units(std::int64_t least, std::int64_t most) {
        return {static_cast<std::int32_t>(dice_.between(least, most))};
    }
    void let_time_pass() {
        const auto kind = dice_.between(1, 100);
        const std::int64_t most = kind <= 85   ? 8 * minute_ms
                                  : kind <= 98 ? 3 * hour_ms
                                  : kind <= 99 ? 2 * day_ms
                                               : 9 * day_ms;
        now_ = now_ + dice_.between(0, most);
    }

    Dice dice_;
    std::uint64_t seed_;
    Instant now_ = first_moment;
    int moves_ = 0;
    std::vector<Move> said_;  // some past moves, to be repeated
};

}  // namespace starfish::histories
