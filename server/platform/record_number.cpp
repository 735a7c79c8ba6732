#include "server/platform/record_number.hpp"

#include <charconv>
#include <string>

namespace starfish {

std::uint32_t member_number(std::string_view body, std::string_view member) {
    std::string quoted;
    quoted.reserve(member.size() + 3);
    ((quoted += '"') += member) += "\":";
    const std::size_t at = body.find(quoted);
    if (at == std::string_view::npos) return 0;
    const std::string_view digits = body.substr(at + quoted.size());
    std::uint32_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

Id<groupbuy::OrderLine> joined_line(const Committed& committed) {
    for (const Record& record : committed.records)
        if (record.type == groupbuy::Joined::name) return {member_number(record.body, "line")};
    return {};
}

}  // namespace starfish
