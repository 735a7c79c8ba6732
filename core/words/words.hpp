// The sentences that people read, in zh-CN and in English, from assets/i18n: one key a sentence,
// with the facts of the sentence in braces.
//
//   {left_units}          the number as it is
//   {price_fen:yuan}      ¥159 or ¥159.50
//   {deadline_ms:time}    11月24日 20:00, or Nov 24, 20:00; Asia/Shanghai
//   {left_ms:duration}    3 小时 12 分
//   {per_mille:percent}   8%, 8.5%
//   {units:unit|units}    the first word for 1, the second otherwise
#pragma once

#include "core/base/instant.hpp"
#include "core/base/locale.hpp"
#include "core/base/quantity.hpp"
#include "core/base/refusal.hpp"

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

// The sentence for `key` with its facts filled in, or the key itself if there is no sentence; a
// test checks that every key of the program has one. A missing fact stays as its placeholder.
std::string say(Locale locale, std::string_view key, std::span<const Fact> facts);
inline std::string say(Locale locale, std::string_view key,
                       std::initializer_list<Fact> facts = {}) {
    return say(locale, key, std::span<const Fact>(facts.begin(), facts.size()));
}
// The sentence that tells people about a refusal.
inline std::string say(Locale locale, const Refusal& refusal) {
    return say(locale, refusal.code, refusal.facts);
}

bool has_words(Locale locale, std::string_view key);
std::vector<std::string_view> word_keys(Locale locale);

// ¥159, ¥159.50, ¥18,762, −¥12.72
std::string yuan(Fen fen);
// 8%, 8.5%. `per_mille` is at least 0.
std::string percent(std::int64_t per_mille);
// 11月24日 20:00, or Nov 24, 20:00
std::string date_and_time(Locale locale, Instant t);
// 20:00
std::string time_of_day(Instant t);
// 今天 17:30, 明天 20:00, 11月24日 周二 20:00, relative to `now`.
std::string when(Locale locale, Instant t, Instant now);
// A span of time: 3 小时 12 分, 2 天 4 小时, 不到 1 分钟. `ms` is at least 0.
std::string duration(Locale locale, std::int64_t ms);

}  // namespace starfish
