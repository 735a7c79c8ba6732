// The checkout page: between an order and the payer's WeChat.
#pragma once

#include "core/base/quantity.hpp"
#include "server/pages/page_writer.hpp"
#include "server/payment/provider.hpp"

#include <string>
#include <string_view>

namespace starfish {

// The way of paying for this browser: H5 on a phone, a code to scan on others. nullopt within
// WeChat, where neither works.
std::optional<payment::PaymentWay> way_of(std::string_view user_agent, std::string_view remote);

// `order_path`: /o/{token}.
std::string pay_page(PageWriter& writer, const Reader& reader, std::string_view order_path,
                     const payment::PaymentStarted& started);

}  // namespace starfish
