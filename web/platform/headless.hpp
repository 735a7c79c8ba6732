// A page without a browser, for tests of views. It draws nothing; tests drive it by roles and
// names, as a person would. Native builds only.
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

// Starts a new page and draws until nothing changes.
void open(const platform::App& app, const platform::Environment& environment = {});
// Draws until nothing changes. Returns the number of frames.
int draw();
// Advances the page's clock.
void wait_ms(double ms);

// Each function throws std::runtime_error with the tree if no such widget exists or the widget is
// disabled.
void press(accessible::Role role, std::string_view name);
void type(accessible::Role role, std::string_view name, std::string_view text);
void escape();

// The first node of that role and name, or nullptr. An empty name matches any name.
const accessible::Node* find(accessible::Role role, std::string_view name = {});
// Whether the words occur in a name, a value or a text.
bool shows(std::string_view words);
// The tree as indented lines: role "name" [states].
std::string outline();

const std::string& copied_text();
const std::string& opened_page();
const std::string& title();
// The delay that wake_in_ms requested in the last frame; below 0: none.
double wake_wanted_ms();

}  // namespace starfish::web::headless
