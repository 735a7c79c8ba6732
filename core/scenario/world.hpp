// Where a scenario is carried out.
#pragma once

#include "core/base/refusal.hpp"
#include "core/engine/engine.hpp"

#include <string_view>
#include <vector>

namespace starfish::scenario {

// One step, as it is carried out.
struct Request {
    const Command& command;
    Context context;
    std::string_view person;  // the consumer's name when a consumer asks, else ""
    std::string_view note;    // the text that was typed with it, which no log holds
};
struct Answer {
    std::vector<Event> events;  // empty when repeated
    bool repeated = false;
};

class World {
public:
    virtual ~World() = default;
    virtual ConsumerId consumer(std::string_view name) = 0;
    virtual Result<Answer> carry_out(const Request& request) = 0;
    virtual const State& state() const = 0;
};

// An engine in memory. A consumer's id is a digest of the name.
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

}  // namespace starfish::scenario
