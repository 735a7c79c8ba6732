// Every component of the kit on a few made-up screens, in both languages: what its browser checks
// use, and what one looks at when changing the look. Not part of the dashboard.
#pragma once

namespace starfish::web::gallery {

void frame();

}  // namespace starfish::web::gallery
