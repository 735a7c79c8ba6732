#include "core/scenario/spelling.hpp"

namespace starfish::scenario {

std::string spelt(Fen fen) {
    if (fen < Fen{0}) return "-" + spelt(Fen{0} - fen);
    const std::int64_t rest = fen.value % 100;
    std::string text = "¥" + std::to_string(fen.value / 100);
    if (rest == 0) return text;
    return text + (rest < 10 ? ".0" : ".") + std::to_string(rest);
}

std::string spelt(const Refusal& refusal, const Calendar& calendar) {
    std::string text = "refused " + std::string(refusal.code);
    if (!refusal.field.empty()) text += " at " + refusal.field;
    std::string_view before = ": ";
    for (const Fact& fact : refusal.facts) {
        (text += before) += fact.name;
        before = ", ";
        if (fact.name.ends_with("_ms"))
            text += " " + calendar.text({fact.value});
        else if (fact.name.ends_with("_fen"))
            text += " " + spelt(Fen{fact.value});
        else
            text += " " + std::to_string(fact.value);
    }
    return text;
}

}  // namespace starfish::scenario
