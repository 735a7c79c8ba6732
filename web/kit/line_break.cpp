#include "web/kit/line_break.hpp"

#include <string_view>

namespace starfish::web {
namespace {

constexpr std::u32string_view closing = U"，。、！？；：）」』】》〉”’…—％%)]},.!?;:·℃°〕‰~～々";
constexpr std::u32string_view opening = U"（「『【《〈“‘([{¥￥$〔#＃";

bool closes(char32_t c) {
    return closing.find(c) != std::u32string_view::npos;
}
bool opens(char32_t c) {
    return opening.find(c) != std::u32string_view::npos;
}

// Square characters, which a line break may separate from their neighbours.
bool is_ideographic(char32_t c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) ||
           (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x1F300 && c <= 0x3FFFF);
}

// `earlier` is the character before `before`; it matters if `before` is a space.
bool may_break_between(char32_t earlier, char32_t before, char32_t after) {
    // "35 人": a number stays with the word it counts.
    const bool counts = earlier >= U'0' && earlier <= U'9' && is_ideographic(after);
    if (before == U' ' && counts) return false;
    if (after == U' ' || closes(after) || opens(before)) return false;
    if (before == U' ' || is_ideographic(before) || is_ideographic(after)) return true;
    // A line may break after a hyphen between words, not between numbers: 2026-11-22 stays whole.
    if (before == U'-') return (after | 0x20) >= U'a' && (after | 0x20) <= U'z';
    return before > 0x7F && (opens(after) || (closes(before) && before != U'·'));
}

// The line that is being filled: the part up to the last break opportunity, and the rest.
struct LineBuilder {
    Line line;
    std::size_t break_end = 0;     // end of the line if broken at the last opportunity
    std::size_t break_resume = 0;  // begin of the next line then; 0: no opportunity yet
    float break_width = 0;
    float resume_width = 0;  // from the line's begin to break_resume, including spaces
    float total = 0;         // including spaces at the end
};

}  // namespace

char32_t next_character(std::string_view text, std::size_t& offset) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(offset++);
    if (lead < 0x80) return lead;
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    if (more == 0) return 0xFFFD;
    char32_t c = lead & (0x3Fu >> more);
    for (int i = 0; i < more; ++i) {
        if (offset >= text.size() || (byte(offset) & 0xC0u) != 0x80) return 0xFFFD;
        c = c << 6 | (byte(offset++) & 0x3Fu);
    }
    return c;
}

std::vector<Line> break_lines(std::string_view text, float width, const Advance& advance) {
    std::vector<Line> lines;
    LineBuilder current;
    char32_t earlier = 0;
    char32_t before = 0;
    const auto begin_line = [&](std::size_t at) {
        current = {};
        current.line = {.begin = at, .end = at};
        earlier = before = 0;
    };
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t at = offset;
        const char32_t c = next_character(text, offset);
        if (c == U'\n') {
            lines.push_back(current.line);
            begin_line(offset);
            continue;
        }
        const float own = advance(c, at);
        if (before != 0 && may_break_between(earlier, before, c)) {
            current.break_end = current.line.end;
            current.break_resume = at;
            current.break_width = current.line.width;
            current.resume_width = current.total;
        }
        // Half a pixel of tolerance, so that a text stays on one line in exactly its measured
        // width.
        if (c != U' ' && current.total + own > width + 0.5f && at > current.line.begin) {
            const bool at_opportunity = current.break_resume > current.line.begin;
            Line done = current.line;
            if (at_opportunity) done.end = current.break_end, done.width = current.break_width;
            lines.push_back(done);
            // Start the next line at the break; the carried-over part is measured again.
            offset = at_opportunity ? current.break_resume : at;
            begin_line(offset);
            continue;
        }
        current.total += own;
        if (c != U' ') current.line.end = offset, current.line.width = current.total;
        earlier = before;
        before = c;
    }
    lines.push_back(current.line);
    return lines;
}

}  // namespace starfish::web
