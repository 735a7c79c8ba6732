// The screens on a page without a browser, as their tests open them: a leader's own server, played
// by the client's case.
#pragma once

#include "wasm/client_case.hpp"
#include "web/app/screens.hpp"
#include "web/kit/app.hpp"
#include "web/platform/headless.hpp"

#include <string_view>

namespace starfish::screens_case {

struct Held {
    web::View view;
    Client* client = nullptr;
    Instant now = client_case::start;
};
inline Held& held() {
    static Held the_one;
    return the_one;
}

inline void frame() {
    web::draw(held().view, *held().client, held().now);
}

// For who is signed in.
inline void show(Client& client, std::string_view route, Instant now = client_case::start) {
    held() = {};
    held().client = &client;
    held().now = now;
    web::headless::open(web::kit::app(frame));
    web::platform::replace(route);
    web::headless::draw();
}

inline void open_at(const client_case::Server& server, std::string_view route) {
    show(client_case::signed_in(server), route);
}

}  // namespace starfish::screens_case
