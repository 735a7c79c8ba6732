#include "server/pages/claims/claim_form.hpp"

#include "core/base/json/description.hpp"
#include "core/base/text.hpp"
#include "server/pages/join/join_form.hpp"

#include <charconv>

namespace starfish {
namespace {

constexpr TextBounds words_bounds{.least = 2, .most = 200, .lines = true};

// 0 if the text is not a number.
template <class Number>
Number number_in(std::string_view typed) {
    const std::string text = with_plain_digits(trimmed(typed));
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? number : Number{};
}

std::string shown(std::string_view text) {
    return utf8_length(text) ? std::string(text) : std::string{};
}

// Browsers send a line break as CR LF.
std::string with_plain_breaks(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') plain += text[i];
    return plain;
}

Refusal problem(std::string_view code, std::string field) {
    return {RefusalKind::invalid, code, std::move(field), {}};
}

}  // namespace

TypedClaim typed_claim(const Form& form) {
    return {.kind = shown(form.value("kind")),
            .units = with_plain_digits(trimmed(shown(form.value("units")))),
            .text = with_plain_breaks(shown(form.value("text")))};
}

std::expected<ClaimInput, std::vector<Refusal>> read_claim(const Form& form,
                                                           Id<handout::Delivery> delivery) {
    std::vector<Refusal> problems;
    const auto kind = json::value_named<handout::ClaimKind>(form.value("kind"));
    if (!kind) problems.push_back(problem("page.claim_kind", "kind"));
    const Units units{number_in<std::int32_t>(form.value("units"))};
    if (units < Units{1}) problems.push_back(problem("page.claim_units", "units"));
    const std::string typed = with_plain_breaks(form.value("text"));
    const std::string words{trimmed(typed)};
    if (auto no = refuse_text(words, "text", words_bounds)) problems.push_back(std::move(*no));
    if (!is_usable_key(form.value("key"))) problems.push_back(problem("page.key", "key"));
    if (!problems.empty()) return std::unexpected(std::move(problems));
    return ClaimInput{{.delivery = delivery, .kind = *kind, .units = units, .photo = {}},
                      words,
                      std::string(form.value("key"))};
}

std::expected<AppealInput, std::vector<Refusal>> read_appeal(const Form& form) {
    std::vector<Refusal> problems;
    const Id<handout::Claim> claim{number_in<std::uint32_t>(form.value("claim"))};
    if (!claim) problems.push_back(problem("handout.unknown_claim", "claim"));
    if (!is_usable_key(form.value("key"))) problems.push_back(problem("page.key", "key"));
    if (!problems.empty()) return std::unexpected(std::move(problems));
    return AppealInput{{claim}, std::string(form.value("key"))};
}

}  // namespace starfish
