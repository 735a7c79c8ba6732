// Every component of the kit on a few made-up screens, in both languages, for browser checks and
// for changes of the look. Not part of the dashboard.
#pragma once

namespace starfish::web::gallery {

void frame();

}  // namespace starfish::web::gallery
