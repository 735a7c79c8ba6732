// The gallery as a page of its own: /app/?app=gallery, if it was built.
#include "web/gallery/gallery.hpp"
#include "web/kit/app.hpp"
#include "web/platform/platform.hpp"

#include <emscripten.h>

extern "C" EMSCRIPTEN_KEEPALIVE void sf_main() {
    starfish::web::platform::run(starfish::web::kit::app(starfish::web::gallery::frame));
}
