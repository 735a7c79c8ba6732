#include "server/cli/check_plan.hpp"

#include "core/base/json/write.hpp"
#include "core/rules/check_plan.hpp"
#include "core/rules/unreadable.hpp"
#include "core/words/words.hpp"
#include "generated/plan_assets.hpp"

#include <fmt/core.h>

#include <fstream>
#include <iostream>
#include <optional>

namespace starfish {
namespace {

enum ExitStatus : std::uint8_t { passed = 0, refused = 1, unreadable = 2 };

// Not more than one byte over what can be a plan.
std::optional<std::string> text_of(const std::string& path) {
    std::ifstream file;
    if (path != "-") file.open(path, std::ios::binary);
    std::istream& in = path == "-" ? std::cin : file;
    if (!in) return std::nullopt;
    std::string text(rules::plan_bytes_max + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (in.bad()) return std::nullopt;
    return text;
}

int say_unreadable(const PlanToCheck& asked, Locale locale, const json::ReadError& error,
                   std::string_view text) {
    const std::string sentence = rules::say_unreadable(locale, error, text);
    if (asked.json) {
        std::string body = R"({"error":{"code":)";
        json::write(body, error.code);
        body += R"(,"field":)";
        json::write(body, error.path);
        body += R"(,"message":)";
        json::write(body, sentence);
        fmt::print("{}}}}}\n", body);
    } else {
        fmt::print(stderr, "{}: {}{}{}\n", asked.path, error.path, error.path.empty() ? "" : ": ",
                   sentence);
    }
    return unreadable;
}

void print_for_people(const rules::VerdictInWords& verdict, Locale locale) {
    const auto count = static_cast<std::int64_t>(verdict.findings.size());
    if (count == 0) {
        fmt::print("{}\n", say(locale, "plan.passed"));
        return;
    }
    fmt::print("{}\n", say(locale, "plan.refused", {{"count", count}}));
    const auto in_language = [locale](const rules::Wording& wording) {
        return locale == Locale::en ? wording.en : wording.zh_cn;
    };
    for (const auto& finding : verdict.findings)
        fmt::print("\n  {}  {}\n    {}\n    {}{}\n",
                   finding.pointer.empty() ? say(locale, "plan.whole_plan") : finding.pointer,
                   json::name_of(finding.rule), in_language(finding.reason),
                   say(locale, "plan.source_line"), in_language(finding.source));
}

}  // namespace

int check_plan(const PlanToCheck& asked) {
    if (asked.schema) {
        fmt::print("{}", assets::plan_reward_plan_schema);
        return passed;
    }
    const Locale locale = locale_from(asked.language);
    const auto text = text_of(asked.path);
    if (!text) {
        fmt::print(stderr, "{} cannot be read\n", asked.path);
        return unreadable;
    }
    const auto verdict = rules::check_plan_text(*text);
    if (!verdict) return say_unreadable(asked, locale, verdict.error(), *text);
    const auto said = rules::in_words(*verdict);
    if (asked.json)
        fmt::print("{}\n", json::text_of(said));
    else
        print_for_people(said, locale);
    return verdict->passed() ? passed : refused;
}

}  // namespace starfish
