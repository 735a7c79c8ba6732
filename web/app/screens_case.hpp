// Opens the screens without a browser, for their tests. The server is the fake server of
// wasm/client_case.hpp.
#pragma once

#include "wasm/client_case.hpp"
#include "web/app/screens.hpp"
#include "web/kit/app.hpp"
#include "web/platform/headless.hpp"

#include <string_view>

namespace starfish::screens_case {

struct TestPage {
    web::View view;
    Client* client = nullptr;
    Instant now = client_case::start;
};
inline TestPage& test_page() {
    static TestPage the_one;
    return the_one;
}

inline void frame() {
    web::draw(test_page().view, *test_page().client, test_page().now);
}

// Opens the screen at `route` for the client's account.
inline void show(Client& client, std::string_view route, Instant now = client_case::start) {
    test_page() = {};
    test_page().client = &client;
    test_page().now = now;
    web::headless::open(web::kit::app(frame));
    web::platform::replace(route);
    web::headless::draw();
}

inline void open_at(const client_case::Server& server, std::string_view route) {
    show(client_case::signed_in(server), route);
}

}  // namespace starfish::screens_case
