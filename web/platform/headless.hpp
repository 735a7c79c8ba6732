// A page without a browser, for tests of views: draws into nothing, and is driven as a person
// would, by roles and names. Native builds only.
//
//     headless::open(kit::app([] { … }));
//     headless::press(Role::button, "提现");
//     CHECK(headless::shows("已申请"));
#pragma once

#include "web/platform/accessible.hpp"
#include "web/platform/platform.hpp"

#include <string>
#include <string_view>

namespace starfish::web::headless {

// Starts anew and draws until nothing changes.
void open(const platform::App& app, const platform::Environment& environment = {});
// Draws until nothing changes; the number of frames it took.
int draw();
// Lets time pass on the page's clock.
void wait_ms(double ms);

// Each throws std::runtime_error, with the tree, if there is no such widget or it is disabled.
void press(accessible::Role role, std::string_view name);
void type(accessible::Role role, std::string_view name, std::string_view text);
void escape();

// The first node of that role and name, or nullptr. An empty name is any.
const accessible::Node* find(accessible::Role role, std::string_view name = {});
// Whether these words are anywhere: in a name, a value or a text.
bool shows(std::string_view words);
// The tree as indented lines: role "name" [states].
std::string outline();

const std::string& copied_text();
const std::string& opened_page();
const std::string& title();
// What wake_in_ms asked for in the last frame; below 0: nothing.
double wake_wanted_ms();

}  // namespace starfish::web::headless
