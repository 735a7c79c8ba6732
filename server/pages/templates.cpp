#include "server/pages/templates.hpp"

#include "generated/site_assets.hpp"
#include "server/words/sentence.hpp"

#include <array>
#include <cassert>

namespace starfish {
namespace {

constexpr std::array<std::string_view, 6> names{"groupbuy", "landing",  "notice",
                                                "order",    "checkout", "invitation"};

std::string name_of(Locale locale, std::string_view name) {
    return std::string(language_tag(locale)).append("/").append(name);
}

// Replaces every <open>…<close> by the result of `each` for the text between.
std::string replaced(std::string_view text, std::string_view open, std::string_view close,
                     const std::function<std::string(std::string_view)>& each) {
    std::string out;
    for (;;) {
        const std::size_t from = text.find(open);
        out += text.substr(0, from);
        if (from == std::string_view::npos) return out;
        text.remove_prefix(from + open.size());
        const std::size_t to = text.find(close);
        assert(to != std::string_view::npos);
        out += each(text.substr(0, to));
        text.remove_prefix(to + close.size());
    }
}

std::string without_layout(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        if (line.empty()) continue;
        out += line;
        if (!line.ends_with('>') && !line.ends_with("}}")) out += ' ';
    }
    return out;
}

std::string with_parts(std::string_view name,
                       const std::function<std::string_view(std::string_view)>& text_of) {
    const std::string_view text = text_of(name);
    assert(!text.empty());
    return replaced(text, "{{> ", "}}",
                    [&](std::string_view part) { return with_parts(part, text_of); });
}

}  // namespace

std::string assembled(Locale locale, std::string_view name,
                      const std::function<std::string_view(std::string_view)>& text_of) {
    return replaced(without_layout(with_parts(name, text_of)), "[[", "]]",
                    [&](std::string_view key) {
                        assert(has_words(locale, key));
                        return sentence_html(locale, key);
                    });
}

std::vector<std::string_view> keys_in(std::string_view text) {
    std::vector<std::string_view> keys;
    replaced(text, "[[", "]]", [&](std::string_view key) {
        keys.push_back(key);
        return std::string{};
    });
    return keys;
}

std::string_view template_text(std::string_view name) {
    return assets::site_asset("templates/" + std::string(name) + ".mustache");
}

Templates::Templates() {
    for (const Locale locale : {Locale::zh_cn, Locale::en})
        for (const std::string_view name : names) {
            kainjow::mustache::mustache compiled(assembled(locale, name, template_text));
            assert(compiled.is_valid());
            compiled.set_custom_escape([](const std::string& text) { return escaped(text); });
            compiled_.emplace(name_of(locale, name), std::move(compiled));
        }
}

std::string Templates::rendered(Locale locale, std::string_view name, const PageData& data) {
    const auto found = compiled_.find(name_of(locale, name));
    assert(found != compiled_.end());
    return found->second.render(data);
}

}  // namespace starfish
