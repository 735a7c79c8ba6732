#include "core/words/words.hpp"

#include "core/base/json/parse.hpp"
#include "core/base/order.hpp"
#include "generated/i18n_assets.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace starfish {
namespace {

using Sentences = std::vector<std::pair<std::string, std::string>>;  // sorted by key

Sentences read_sentences(std::string_view text) {
    json::Document document;
    const auto* const value = document.parse(text);
    assert(value && value->is_object());
    Sentences sentences;
    json::BoostSource::for_each_member(*value, [&](std::string_view key, const auto& sentence) {
        sentences.emplace_back(key, json::BoostSource::string(sentence));
        return true;
    });
    put_in_order(sentences);
    return sentences;
}

const Sentences& sentences_of(Locale locale) {
    static const Sentences zh_cn = read_sentences(assets::i18n_zh_cn);
    static const Sentences en = read_sentences(assets::i18n_en);
    return locale == Locale::en ? en : zh_cn;
}

const std::string* sentence(Locale locale, std::string_view key) {
    const Sentences& all = sentences_of(locale);
    const auto found = std::ranges::lower_bound(
        all, key, {}, [](const auto& s) { return std::string_view(s.first); });
    return found != all.end() && found->first == key ? &found->second : nullptr;
}

void append_fact(std::string& out, Locale locale, std::string_view slot,
                 std::span<const Fact> facts) {
    const std::size_t colon = std::min(slot.find(':'), slot.size());
    const std::string_view name = slot.substr(0, colon);
    const std::string_view form = slot.substr(std::min(colon + 1, slot.size()));
    const auto fact = std::ranges::find(facts, name, &Fact::name);
    if (fact == facts.end())
        ((out += '{') += slot) += '}';
    else if (form == "yuan")
        out += yuan({fact->value});
    else if (form == "time")
        out += date_and_time(locale, {fact->value});
    else if (form == "duration")
        out += duration(locale, fact->value);
    else if (form == "percent")
        out += percent(fact->value);
    else if (const std::size_t bar = form.find('|'); bar != std::string_view::npos)
        out += fact->value == 1 ? form.substr(0, bar) : form.substr(bar + 1);
    else
        out += std::to_string(fact->value);
}

std::string two_digits(int value) {
    std::string text = std::to_string(value);
    return value < 10 ? "0" + text : text;
}

constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::string_view weekdays_en[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::string_view weekdays_zh[] = {"周日", "周一", "周二", "周三", "周四", "周五", "周六"};

std::string date(Locale locale, const ShanghaiTime& t) {
    if (locale == Locale::en) return std::string(months[t.month - 1]) + " " + std::to_string(t.day);
    return std::to_string(t.month) + "月" + std::to_string(t.day) + "日";
}

std::string counted(std::int64_t count, std::string_view zh, std::string_view en, Locale locale) {
    return std::to_string(count) + " " + std::string(locale == Locale::en ? en : zh);
}

}  // namespace

std::string say(Locale locale, std::string_view key, std::span<const Fact> facts) {
    const std::string* words = sentence(locale, key);
    if (!words) return std::string(key);
    std::string out;
    std::string_view rest = *words;
    while (!rest.empty()) {
        const std::size_t open = rest.find('{');
        out += rest.substr(0, open);
        if (open == std::string_view::npos) break;
        const std::size_t close = rest.find('}', open);
        assert(close != std::string_view::npos);
        append_fact(out, locale, rest.substr(open + 1, close - open - 1), facts);
        rest.remove_prefix(close + 1);
    }
    return out;
}

bool has_words(Locale locale, std::string_view key) {
    return sentence(locale, key) != nullptr;
}

std::vector<std::string_view> word_keys(Locale locale) {
    std::vector<std::string_view> keys;
    for (const auto& [key, words] : sentences_of(locale)) keys.push_back(key);
    return keys;
}

std::string yuan(Fen fen) {
    const bool negative = fen.value < 0;
    const auto magnitude = static_cast<std::uint64_t>(negative ? -fen.value : fen.value);
    std::string digits = std::to_string(magnitude / 100);
    for (std::size_t place = digits.size(); place > 3; place -= 3) digits.insert(place - 3, ",");
    std::string text = (negative ? "−¥" : "¥") + digits;
    if (magnitude % 100 != 0) text += "." + two_digits(static_cast<int>(magnitude % 100));
    return text;
}

std::string percent(std::int64_t per_mille) {
    std::string text = std::to_string(per_mille / 10);
    if (per_mille % 10 != 0) text += "." + std::to_string(per_mille % 10);
    return text + "%";
}

std::string time_of_day(Instant t) {
    const ShanghaiTime local = in_shanghai(t);
    return two_digits(local.hour) + ":" + two_digits(local.minute);
}

std::string date_and_time(Locale locale, Instant t) {
    return date(locale, in_shanghai(t)) + (locale == Locale::en ? ", " : " ") + time_of_day(t);
}

std::string when(Locale locale, Instant t, Instant now) {
    const std::int64_t days = shanghai_day(t) - shanghai_day(now);
    const bool english = locale == Locale::en;
    if (days == 0) return (english ? "today " : "今天 ") + time_of_day(t);
    if (days == 1) return (english ? "tomorrow " : "明天 ") + time_of_day(t);
    if (days == -1) return (english ? "yesterday " : "昨天 ") + time_of_day(t);
    const ShanghaiTime local = in_shanghai(t);
    const auto weekday = static_cast<std::size_t>(local.weekday);
    if (english)
        return std::string(weekdays_en[weekday]) + " " + date(locale, local) + ", " +
               time_of_day(t);
    return date(locale, local) + " " + std::string(weekdays_zh[weekday]) + " " + time_of_day(t);
}

std::string duration(Locale locale, std::int64_t ms) {
    const std::int64_t minutes = ms / minute_ms;
    if (minutes < 1) return locale == Locale::en ? "under a minute" : "不到 1 分钟";
    const std::int64_t days = minutes / 1440;
    const std::int64_t hours = minutes / 60 % 24;
    if (days > 0)
        return counted(days, "天", "d", locale) +
               (hours > 0 ? " " + counted(hours, "小时", "h", locale) : "");
    if (hours > 0)
        return counted(hours, "小时", "h", locale) +
               (minutes % 60 > 0 ? " " + counted(minutes % 60, "分", "min", locale) : "");
    return counted(minutes, "分钟", "min", locale);
}

}  // namespace starfish
