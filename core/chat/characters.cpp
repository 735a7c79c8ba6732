#include "core/chat/characters.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace starfish::chat {
namespace {

char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length && at + k < text.size(); ++k)
        c = c << 6U | (byte(at + k) & 0x3FU);
    at = std::min(at + length, text.size());
    return c;
}

void append_utf8(std::string& out, char32_t c) {
    const auto tail = [&](unsigned shift) {
        return static_cast<char>(0x80U | ((c >> shift) & 0x3FU));
    };
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        (out += static_cast<char>(0xC0U | c >> 6U)) += tail(0);
    } else if (c < 0x10000) {
        ((out += static_cast<char>(0xE0U | c >> 12U)) += tail(6)) += tail(0);
    } else {
        (((out += static_cast<char>(0xF0U | c >> 18U)) += tail(12)) += tail(6)) += tail(0);
    }
}

bool within(char32_t c, char32_t first, char32_t last) {
    return c >= first && c <= last;
}

bool is_invisible(char32_t c) {
    return within(c, 0x200B, 0x200F) || within(c, 0x202A, 0x202E) || within(c, 0x2060, 0x2064) ||
           within(c, 0x2066, 0x206F) || within(c, 0xFE00, 0xFE0F) || c == 0xFEFF || c == 0x00AD ||
           c == 0x20E3 || within(c, 0xE0000, 0xE01EF) || c == 0x180E || (c < 0x20 && c != U'\t') ||
           within(c, 0x7F, 0x9F) || c == 0x2028 || c == 0x2029;
}

bool is_white(char32_t c) {
    return c == U' ' || c == U'\t' || c == 0xA0 || c == 0x3000 || within(c, 0x2000, 0x200A) ||
           c == 0x202F || c == 0x205F || c == 0x1680 || c == 0x3164 || c == 0x115F || c == 0x1160;
}

bool crosses_out(char32_t c) {
    return within(c, 0x0335, 0x0338) || c == 0x20D2 || c == 0x20D3 || c == 0x20E5;
}

bool is_emoji(char32_t c) {
    return within(c, 0x1F000, 0x1FFFF) || within(c, 0x2600, 0x27BF) || within(c, 0x2B00, 0x2BFF) ||
           within(c, 0x2300, 0x23FF) || within(c, 0x25A0, 0x25FF) || c == 0x3030 || c == 0x303D ||
           c == 0x3297 || c == 0x3299 || c == 0x203C || c == 0x2049 || c == 0x2122 || c == 0xA9 ||
           c == 0xAE;
}

// What joins an emoji to the one before it: the joiner, a skin, a variation, a keycap, a tag.
bool belongs_to_emoji(char32_t c) {
    return c == 0x200D || within(c, 0xFE00, 0xFE0F) || within(c, 0x1F3FB, 0x1F3FF) || c == 0x20E3 ||
           within(c, 0xE0020, 0xE007F);
}

constexpr auto same_meaning = std::to_array<std::pair<char32_t, char32_t>>({
    {U'。', U'.'},    {U'｡', U'.'},    {U'，', U','}, {U'﹐', U','}, {U'：', U':'},  {U'﹕', U':'},
    {U'；', U';'},    {U'（', U'('},   {U'）', U')'}, {U'【', U'['}, {U'】', U']'},  {U'［', U'['},
    {U'］', U']'},    {U'〔', U'('},   {U'〕', U')'}, {U'「', U'"'}, {U'」', U'"'},  {U'“', U'"'},
    {U'”', U'"'},     {U'‘', U'\''},   {U'’', U'\''}, {U'『', U'"'}, {U'』', U'"'},  {U'《', U'"'},
    {U'》', U'"'},    {U'×', U'*'},    {U'✖', U'*'},  {U'✕', U'*'},  {U'╳', U'*'},   {U'❌', U'❌'},
    {U'⨯', U'*'},     {0x1F7B4, U'*'}, {U'＊', U'*'}, {U'✱', U'*'},  {U'＋', U'+'},  {U'➕', U'+'},
    {U'﹢', U'+'},    {U'－', U'-'},   {U'−', U'-'},  {U'–', U'-'},  {U'—', U'-'},   {U'―', U'-'},
    {U'‐', U'-'},     {U'‑', U'-'},    {U'﹣', U'-'}, {U'➖', U'-'}, {U'─', U'-'},   {U'━', U'-'},
    {U'～', U'~'},    {U'〜', U'~'},   {U'∼', U'~'},  {U'￥', U'¥'}, {U'⁺', U'+'},   {U'！', U'!'},
    {U'？', U'?'},    {U'❓', U'?'},   {U'❔', U'?'}, {U'⁉', U'?'},  {U'！', U'!'},  {U'·', U'.'},
    {U'・', U'.'},    {U'•', U'.'},    {U'▪', U'.'},  {U'…', U'.'},  {U'＃', U'#'},  {U'➡', U'→'},
    {U'⇒', U'→'},     {U'﹟', U'#'},   {U'❗', U'!'}, {U'｜', U'|'}, {U'／', U'/'},  {U'❎', U'❌'},
    {0x1F6AB, U'❌'}, {U'✗', U'❌'},   {U'✘', U'❌'}, {U'☓', U'❌'}, {U'⛔', U'❌'},
});

char32_t one_width(char32_t c) {
    for (const auto& [from, to] : same_meaning)
        if (c == from) return to;
    if (within(c, 0xFF01, 0xFF5E)) return c - 0xFEE0;
    if (within(c, 0x1D7CE, 0x1D7FF)) return U'0' + (c - 0x1D7CE) % 10;  // 𝟏
    if (within(c, 0x1D400, 0x1D6A3)) {                                  // 𝐀
        const char32_t n = (c - 0x1D400) % 52;
        return n < 26 ? U'A' + n : U'a' + n - 26;
    }
    return c;
}

// The traditional characters of numbers, places, goods and edits; a name keeps its own.
constexpr std::u32string_view traditional =
    U"個兩樓單號雞蘋麵魚蝦貨雙條張東務塊錢買賣門衛續鮮檸鴨鵝鹽醬蔥薑蘿蔔麥綠紅黃紙"
    U"組陸對頭籃籠袋瓶雪減變換給幫飯湯貝龍無訂預約內時點間後過還沒雲臺萬壹貳參肆伍柒捌玖拾"
    U"廢棄銷撤刪註樣裡這們來總計幾裝謝團長煩請問豬隻顆飲熱從聯繫電話號貼進齊";
constexpr std::u32string_view simplified =
    U"个两楼单号鸡苹面鱼虾货双条张东务块钱买卖门卫续鲜柠鸭鹅盐酱葱姜萝卜麦绿红黄纸"
    U"组陆对头篮笼袋瓶雪减变换给帮饭汤贝龙无订预约内时点间后过还没云台万一二三四五七八九十"
    U"废弃销撤删注样里这们来总计几装谢团长烦请问猪只颗饮热从联系电话号贴进齐";
static_assert(traditional.size() == simplified.size());

char32_t fold(char32_t c) {
    if (within(c, U'A', U'Z')) return c + 32;
    if (c < 0x4E00) return c;
    const std::size_t at = traditional.find(c);
    return at == std::u32string_view::npos ? c : simplified[at];
}

// ① ⑴ ⒈ ⓵ ❶ ➀ ➊ and 🔟; 0 if it is none.
int circled_number(char32_t c) {
    if (within(c, 0x2460, 0x2473)) return static_cast<int>(c - 0x2460) + 1;
    if (within(c, 0x2474, 0x2487)) return static_cast<int>(c - 0x2474) + 1;
    if (within(c, 0x2488, 0x249B)) return static_cast<int>(c - 0x2488) + 1;
    if (within(c, 0x24F5, 0x24FE)) return static_cast<int>(c - 0x24F5) + 1;
    if (within(c, 0x24EB, 0x24F4)) return static_cast<int>(c - 0x24EB) + 11;
    if (within(c, 0x2776, 0x277F)) return static_cast<int>(c - 0x2776) + 1;
    if (within(c, 0x2780, 0x2789)) return static_cast<int>(c - 0x2780) + 1;
    if (within(c, 0x278A, 0x2793)) return static_cast<int>(c - 0x278A) + 1;
    if (within(c, 0x3251, 0x325F)) return static_cast<int>(c - 0x3251) + 21;
    if (within(c, 0x32B1, 0x32BF)) return static_cast<int>(c - 0x32B1) + 36;
    if (c == 0x1F51F) return 10;
    return 0;
}

class Reader {
public:
    explicit Reader(std::string_view line) : line_(line) { letters_.reserve(line.size() / 2); }

    std::vector<Letter> read() {
        while (at_ < line_.size()) take();
        cross_out_between_tildes();
        return std::move(letters_);
    }

private:
    void put(char32_t c, std::string_view emoji = {}) {
        letters_.push_back({.shown = c, .folded = fold(c), .emoji = emoji});
    }

    void take() {
        const std::size_t begin = at_;
        const char32_t c = next_code_point(line_, at_);
        if (crosses_out(c)) {
            if (!letters_.empty()) letters_.back().struck = true;
            return;
        }
        if (joins_ || (belongs_to_emoji(c) && !letters_.empty() && !letters_.back().emoji.empty()))
            return lengthen_emoji(c);
        if (is_white(c)) return put(U' ');
        if (c == 0x20E3 && !letters_.empty()) letters_.back().keycap = true;
        if (is_invisible(c)) return;
        if (const int number = circled_number(c); number > 0) return put_number(number);
        const char32_t plain = one_width(c);
        const bool picture = plain == c ? is_emoji(c) : plain == U'❌';
        put(plain, picture ? line_.substr(begin, at_ - begin) : std::string_view{});
        if (c == U'【' || c == U'】') letters_.back().shown = c;
        if (c == U'·' || c == U'•') letters_.back().shown = U'·';  // may stand in a name
    }

    void lengthen_emoji(char32_t c) {
        std::string_view& emoji = letters_.back().emoji;
        if (!emoji.empty())
            emoji = {emoji.data(), static_cast<std::size_t>(line_.data() + at_ - emoji.data())};
        joins_ = c == 0x200D;
    }

    void put_number(int number) {
        put(U'(');
        for (const char digit : std::to_string(number)) put(static_cast<char32_t>(digit));
        put(U')');
    }

    void cross_out_between_tildes() {
        const auto two = [&](std::size_t i) {
            return i + 1 < letters_.size() && letters_[i].shown == U'~' &&
                   letters_[i + 1].shown == U'~';
        };
        std::vector<Letter> kept;
        kept.reserve(letters_.size());
        for (std::size_t i = 0; i < letters_.size(); ++i) {
            std::size_t end = i + 2;
            while (two(i) && end < letters_.size() && !two(end)) ++end;
            if (!two(i) || end == i + 2 || !two(end)) {
                kept.push_back(letters_[i]);
                continue;
            }
            for (std::size_t k = i + 2; k < end; ++k) {
                letters_[k].struck = true;
                kept.push_back(letters_[k]);
            }
            i = end + 1;
        }
        letters_ = std::move(kept);
    }

    std::string_view line_;
    std::size_t at_ = 0;
    bool joins_ = false;
    std::vector<Letter> letters_;
};

}  // namespace

CharacterKind kind_of(const Letter& letter) {
    const char32_t c = letter.folded;
    if (!letter.emoji.empty()) return CharacterKind::emoji;
    if (c == U' ') return CharacterKind::space;
    if (is_digit(letter)) return CharacterKind::digit;
    if (is_latin(letter)) return CharacterKind::latin;
    if (c < 0x80) return c == U'_' ? CharacterKind::latin : CharacterKind::mark;
    if (within(c, 0x4E00, 0x9FFF) || within(c, 0x3400, 0x4DBF) || within(c, 0x20000, 0x323AF) ||
        c == U'〇' || within(c, 0xF900, 0xFAFF))
        return CharacterKind::han;
    if (within(c, 0x3001, 0x303F) || c == U'¥' || within(c, 0x2010, 0x205E) || c == U'→')
        return CharacterKind::mark;
    return CharacterKind::other;
}

std::vector<Letter> plain_letters(std::string_view line) {
    return Reader(line).read();
}

std::u32string folded(std::string_view text) {
    std::u32string out;
    for (const Letter& letter : plain_letters(text)) out += letter.folded;
    return out;
}

Letters without_spaces_around(Letters letters) {
    while (!letters.empty() && is_space(letters.front())) letters = letters.subspan(1);
    while (!letters.empty() && is_space(letters.back()))
        letters = letters.first(letters.size() - 1);
    return letters;
}

std::string text_of(Letters letters) {
    std::string text;
    for (const Letter& letter : without_spaces_around(letters)) {
        if (letter.emoji.empty())
            append_utf8(text, letter.shown);
        else
            text += letter.emoji;
    }
    return text;
}

}  // namespace starfish::chat
