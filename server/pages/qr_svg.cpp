#include "server/pages/qr_svg.hpp"

#include "server/exports/qr.hpp"
#include "server/words/sentence.hpp"

#include <fmt/format.h>

namespace starfish {

std::string qr_svg(std::string_view text, std::string_view label) {
    const auto code = exports::qr_code(text);
    if (!code) return {};
    const std::size_t side = code->side + 2 * exports::qr_quiet_modules;
    std::string path;
    for (std::size_t y = 0; y < code->side; ++y)
        for (std::size_t x = 0; x < code->side; ++x)
            if (code->dark_at(x, y))
                path += fmt::format("M{} {}h1v1h-1z", x + exports::qr_quiet_modules,
                                    y + exports::qr_quiet_modules);
    return fmt::format(R"(<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}">)"
                       R"(<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path d="{2}"/></svg>)",
                       side, escaped(label), path);
}

}  // namespace starfish
