// The gallery's screens and their state.
#pragma once

#include "web/kit/table.hpp"

#include <string>
#include <string_view>

namespace starfish::web::gallery {

std::string t(std::string_view chinese, std::string_view english);

struct GalleryState {
    std::string name;
    std::string phone;
    std::string password;
    std::string note = "团长好";
    std::string place;
    std::int64_t quantity = 2;
    bool agreed = false;
    int speed = 0;
    int opened = 0;  // group-buys
    bool asking = false;
    bool adding = false;
    bool saving = false;
    kit::TableSort sort{.column = 3, .descending = true};
    std::string opened_row;
};
GalleryState& state();

void today();
void overview();
void controls();
void handout();
void money();
void states();

}  // namespace starfish::web::gallery
