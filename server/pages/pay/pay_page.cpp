#include "server/pages/pay/pay_page.hpp"

#include "server/pages/qr_svg.hpp"
#include "server/words/sentence.hpp"

namespace starfish {

std::optional<payment::PaymentWay> way_of(std::string_view user_agent, std::string_view remote) {
    const auto says = [&](std::string_view word) {
        return user_agent.find(word) != std::string_view::npos;
    };
    if (says("MicroMessenger")) return std::nullopt;
    if (says("Mobile")) return payment::H5Way{std::string(remote)};
    return payment::NativeWay{};
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
