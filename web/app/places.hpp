// Where one can go, and which function draws it. A new screen is a line in places.cpp: its route,
// whom it is for, and if it stands in the navigation its icon and name.
#pragma once

#include "web/app/screens.hpp"

namespace starfish::web {

// The address in parts: "g/CODE/edit" is {"g", "CODE", "edit"}.
struct Route {
    std::string first, second, third;  // copies: pressing something changes the address
};
Route route_now();

// Draws the navigation and the screen of the page's address. False if the address names nothing
// that there is for this person.
bool draw_place(View&, Client&, Instant now);

}  // namespace starfish::web
