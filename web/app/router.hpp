// Maps the page's address to the function that draws its screen. A new screen is a line in
// router.cpp: its route, its roles, and the icon and name of its navigation entry if it has one.
#pragma once

#include "web/app/screens.hpp"

namespace starfish::web {

// The parts of an address: "g/CODE/edit" is {"g", "CODE", "edit"}.
struct Route {
    std::string first, second, third;  // copies: a press may change the address
};
Route current_route();

// Draws the navigation and the screen of the page's address. False if the address has no screen for
// this person's role.
bool draw_current_screen(View&, Client&, Instant now);

}  // namespace starfish::web
