// Checks a log record by record.
#pragma once

#include "core/engine/engine.hpp"

#include <string>
#include <unordered_set>

namespace starfish {

class Verifier {
public:
    // "" or what is wrong with it, in a sentence.
    std::string add(const Record& record);
    // The same of the whole, when there are no more.
    std::string finish();

    const Engine& engine() const { return engine_; }

private:
    std::string refuse_body(const Record& record);
    std::string refuse_command(const Record& record);
    std::string refuse_state();

    Engine engine_;
    json::Document document_;
    std::string last_command_;
    std::unordered_set<std::string> commands_;
    // The invariants walk the whole state, so they are checked ever more rarely: in all that costs
    // a few walks of the last state.
    Seq checked_ = 0;
};

}  // namespace starfish
