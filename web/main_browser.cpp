// The entry point of the dashboard in the browser.
#include "wasm/client.hpp"
#include "wasm/outside/outside.hpp"
#include "web/app/screens.hpp"
#include "web/kit/app.hpp"
#include "web/platform/platform.hpp"

#include <emscripten.h>

namespace {

starfish::web::View view;

void frame() {
    starfish::web::draw(view, starfish::client(), starfish::outside::now());
}

}  // namespace

extern "C" EMSCRIPTEN_KEEPALIVE void sf_main() {
    starfish::client().changed = starfish::web::platform::request_frame;
    starfish::web::platform::run(starfish::web::kit::app(frame));
}
