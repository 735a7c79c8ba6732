#include "server/pages/groupbuy/opening_reminder.hpp"

#include "server/words/sentence.hpp"

#include <fmt/format.h>

namespace starfish {
namespace {

constexpr std::int64_t entry_ms = 30 * minute_ms;

// RFC 5545, 3.3.11: characters that would end a text are escaped. Titles have no line breaks.
std::string escaped_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == ';' || c == ',') out += '\\';
        out += c;
    }
    return out;
}

bool starts_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

// RFC 5545, 3.1: lines of at most 75 octets, folded between characters.
void put_line(std::string& out, std::string_view line) {
    constexpr std::size_t octets_max = 75;
    std::size_t room = octets_max;
    while (line.size() > room) {
        std::size_t end = room;
        while (!starts_character(line[end])) --end;
        out += line.substr(0, end);
        out += "\r\n ";
        line.remove_prefix(end);
        room = octets_max - 1;
    }
    (out += line) += "\r\n";
}

// 20201124T010000Z. Shanghai's clock is eight hours ahead.
std::string utc(Instant t) {
    const ShanghaiTime u = in_shanghai(t + -8 * hour_ms);
    return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", u.year, u.month, u.day, u.hour, u.minute,
                       u.second);
}

}  // namespace

std::string opening_reminder(const Reader& reader, const GroupBuyView& view) {
    const Instant start = view.groupbuy.terms.starts_at;
    const std::string title =
        escaped_text(sentence(reader.locale, "page.remind_title", {},
                              {{"title", view.title}, {"leader", view.leader.name}}));
    std::string out;
    const auto put = [&](std::string_view line) { put_line(out, line); };
    put("BEGIN:VCALENDAR");
    put("VERSION:2.0");
    put("PRODID:-//Starfish//Starfish//EN");
    put("BEGIN:VEVENT");
    put("UID:" + view.groupbuy.code + "@starfish");
    put("DTSTAMP:" + utc(view.now));
    put("DTSTART:" + utc(start));
    put("DTEND:" + utc(start + entry_ms));
    put("SUMMARY:" + title);
    if (!reader.origin.empty())
        put("URL:" + std::string(reader.origin) + "/g/" + view.groupbuy.code);
    put("BEGIN:VALARM");
    put("ACTION:DISPLAY");
    put("DESCRIPTION:" + title);
    put("TRIGGER:PT0S");
    put("END:VALARM");
    put("END:VEVENT");
    put("END:VCALENDAR");
    return out;
}

}  // namespace starfish
