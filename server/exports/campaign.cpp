#include "server/exports/campaign.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace starfish::exports {

std::string shown_phone(const std::string& digits, Phones phones) {
    if (phones == Phones::left_out || digits.empty()) return {};
    if (phones == Phones::whole) return digits;
    // Of shorter numbers a smaller share is shown.
    const std::size_t first = digits.size() > 10 ? 3 : 0;
    const std::size_t last = digits.size() > 7 ? 4 : 2;
    return digits.substr(0, first) + "****" +
           digits.substr(digits.size() - std::min(last, digits.size()));
}

std::string amount_text(Fen fen) {
    const std::int64_t size = fen.value < 0 ? -fen.value : fen.value;
    return fmt::format("{}{}.{:02}", fen.value < 0 ? "-" : "", size / 100, size % 100);
}

std::string item_and_spec(const std::string& item, const std::string& spec) {
    return spec.empty() ? item : item + " " + spec;
}

}  // namespace starfish::exports
