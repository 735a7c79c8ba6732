// The platform's App with the kit around it: the layout is reset before each frame, and the focus
// ring is drawn after it.
#pragma once

#include "web/platform/platform.hpp"

namespace starfish::web::kit {

platform::App app(void (*frame)());

}  // namespace starfish::web::kit
