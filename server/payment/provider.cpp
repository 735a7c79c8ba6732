#include "server/payment/provider.hpp"

#include <utility>

namespace starfish::payment {

std::string_view name_of(NotificationRefusal refusal) {
    switch (refusal) {
        case NotificationRefusal::oversized:
            return "oversized";
        case NotificationRefusal::missing_header:
            return "missing_header";
        case NotificationRefusal::clock_skew:
            return "clock_skew";
        case NotificationRefusal::unknown_serial:
            return "unknown_serial";
        case NotificationRefusal::bad_signature:
            return "bad_signature";
        case NotificationRefusal::unparsable:
            return "unparsable";
        case NotificationRefusal::cannot_decrypt:
            return "cannot_decrypt";
        case NotificationRefusal::wrong_mchid:
            return "wrong_mchid";
        case NotificationRefusal::wrong_appid:
            return "wrong_appid";
        case NotificationRefusal::wrong_currency:
            return "wrong_currency";
        case NotificationRefusal::unknown_event:
            return "unknown_event";
    }
    std::unreachable();
}

int http_status_of(NotificationRefusal refusal) {
    switch (refusal) {
        case NotificationRefusal::oversized:
            return 413;
        case NotificationRefusal::missing_header:
        case NotificationRefusal::clock_skew:
        case NotificationRefusal::bad_signature:
            return 401;
        case NotificationRefusal::unparsable:
            return 400;
        // Perhaps our fault (keys not fetched yet, a wrong APIv3 key): the provider should repeat
        // it.
        case NotificationRefusal::unknown_serial:
        case NotificationRefusal::cannot_decrypt:
            return 500;
        case NotificationRefusal::wrong_mchid:
        case NotificationRefusal::wrong_appid:
        case NotificationRefusal::wrong_currency:
        case NotificationRefusal::unknown_event:
            return 422;
    }
    std::unreachable();
}

}  // namespace starfish::payment
