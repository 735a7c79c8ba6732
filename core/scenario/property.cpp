#include "core/scenario/property.hpp"

#include "core/scenario/spelling.hpp"

namespace starfish::scenario {

Property count_of(std::int64_t count, std::string_view unit) {
    return {unit, std::to_string(count) + " " + std::string(unit)};
}
Property amount_of(Fen fen, std::string_view of_what) {
    return {of_what, spelt(fen) + " " + std::string(of_what)};
}
Property price_each(Fen fen) {
    return {price_topic, spelt(fen) + " each"};
}
Property stage_of(std::string_view stage) {
    return {stage_topic, std::string(stage)};
}
Property reason_of(std::string_view reason) {
    return {reason_topic, "because \"" + std::string(reason) + "\""};
}

}  // namespace starfish::scenario
