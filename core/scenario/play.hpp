// Carries out a script, step by step, and stops at the first line that comes out differently.
//
//     EngineWorld world;
//     if (auto trouble = play(script, world)) puts(to_string(*trouble, "name").c_str());
#pragma once

#include "core/base/refusal.hpp"
#include "core/engine/engine.hpp"
#include "core/scenario/cast.hpp"
#include "core/scenario/scenario.hpp"

#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace starfish::scenario {

// What one step asks for.
struct Request {
    const Command& command;
    Context context;
    std::string_view person;  // the consumer's name when a consumer asks, else ""
    std::string_view note;    // what she typed with a join
};
struct Answer {
    std::vector<Event> events;  // empty when repeated
    bool repeated = false;
};

// Where a script is carried out.
class World {
public:
    virtual ~World() = default;
    virtual ConsumerId consumer(std::string_view name) = 0;
    virtual Result<Answer> carry_out(const Request& request) = 0;
    virtual const State& state() const = 0;
};

// An engine in memory. Consumers' ids are a digest of their names.
class EngineWorld : public World {
public:
    ConsumerId consumer(std::string_view name) override;
    Result<Answer> carry_out(const Request& request) override;
    const State& state() const override { return engine_.state(); }
    // The log so far.
    const std::vector<Record>& records() const { return records_; }

private:
    Engine engine_;
    std::vector<Record> records_;
};

class Player {
public:
    Player(World& world, Calendar calendar) : world_(world), calendar_(calendar) {}

    // Nothing if the step came out as it says. A step that is refused or repeated must also leave
    // the state as it was.
    std::optional<Trouble> perform(const Step& step);

private:
    std::optional<Trouble> carry_out(const Step& step);
    Actor actor(const std::string& who);
    bool is_consumer(const std::string& who) const;
    std::optional<Trouble> check(const Step& step, const IsSo& claim) const;
    std::optional<Trouble> check(const Step& step, const ItemIsSo& claim) const;
    std::optional<Trouble> check(const Step& step, const Holds& claim);
    std::optional<Trouble> check(const Step& step, const Gets& claim);
    std::optional<Trouble> check(const Step& step, const MoneyIs& claim) const;
    std::optional<Trouble> check(const Step& step, const HandoutIs& claim) const;
    std::optional<Trouble> check(const Step& step, const SlipIs& claim) const;
    std::optional<Trouble> check(const Step& step, const ClaimIs& claim) const;
    std::optional<Trouble> check(const Step& step, const Lists& claim) const;
    std::optional<Trouble> check(const Step& step, const PurseIs& claim) const;
    std::optional<Trouble> check(const Step& step, const Tells& claim) const;

    World& world_;
    Calendar calendar_;
    Cast cast_;
};

inline constexpr Instant end_of_time{std::numeric_limits<std::int64_t>::max()};

// The steps at or before `until`.
std::optional<Trouble> play(const Script& script, World& world, Instant until = end_of_time);

}  // namespace starfish::scenario
