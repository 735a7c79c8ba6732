#include "server/pages/pay_page.hpp"

#include "server/exports/qr.hpp"
#include "server/pages/sentence.hpp"

#include <fmt/format.h>

namespace starfish {

std::optional<payment::PaymentWay> way_of(std::string_view user_agent, std::string_view remote) {
    const auto says = [&](std::string_view word) {
        return user_agent.find(word) != std::string_view::npos;
    };
    if (says("MicroMessenger")) return std::nullopt;
    if (says("Mobile")) return payment::H5Way{std::string(remote)};
    return payment::NativeWay{};
}

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
                       side, label, path);
}

std::string pay_page(PageWriter& writer, const Reader& reader, std::string_view order_path,
                     const payment::PaymentStarted& started) {
    const Locale locale = reader.locale;
    PageData data;
    data["back"] = PageData(std::string(order_path));
    if (const auto* h5 = std::get_if<payment::H5Url>(&started)) data["h5"] = PageData(h5->url);
    if (const auto* code = std::get_if<payment::QrCode>(&started))
        data["qr"] = PageData(qr_svg(code->text, say(locale, "page.pay_scan")));
    const PageHead head{.path = order_path,
                        .title = say(locale, "page.pay_title"),
                        .description = say(locale, "page.pay_title"),
                        .is_private = true};
    return writer.page("checkout", reader, head, std::move(data));
}

}  // namespace starfish
