#include "server/exports/campaign.hpp"

#include "server/secrets/contact.hpp"

#include <fmt/format.h>

namespace starfish::exports {

std::string shown_phone(const std::string& digits, Phones phones) {
    if (phones == Phones::left_out || digits.empty()) return {};
    return phones == Phones::whole ? digits : masked_phone(digits);
}

std::string amount_text(Fen fen) {
    const std::int64_t size = fen.value < 0 ? -fen.value : fen.value;
    return fmt::format("{}{}.{:02}", fen.value < 0 ? "-" : "", size / 100, size % 100);
}

std::string item_and_spec(const std::string& item, const std::string& spec) {
    return spec.empty() ? item : item + " " + spec;
}

}  // namespace starfish::exports
