// The page's App with the kit around what it draws: the layout starts anew before each frame, and
// the focus ring is drawn over it.
#pragma once

#include "web/platform/platform.hpp"

namespace starfish::web::kit {

platform::App app(void (*frame)());

}  // namespace starfish::web::kit
