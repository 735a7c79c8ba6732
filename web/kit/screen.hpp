// The navigation and the current screen.
#pragma once

#include "web/kit/controls.hpp"

namespace starfish::web::kit {

struct NavigationEntry {
    Icon icon = Icon::none;
    std::string label{};
    std::string badge{};  // a small count
};

// The navigation: at the foot on a phone, at the side on a desktop. A Screen fills the rest.
struct ShellSpec {
    std::string brand{};                         // "Starfish 海星", above the side bar
    std::string navigation_label{};              // for screen readers
    std::span<const NavigationEntry> entries{};  // five at most on a phone
    int current = 0;
};
// Returns the index of the pressed entry, or -1.
int shell(const ShellSpec& spec);

struct ScreenSpec {
    std::string key{};  // the screen's identity: a screen with another key starts at the top
    std::string title{};
    std::string subtitle{};
    Chip chip{};                    // at the title's right
    std::vector<Button> actions{};  // at the title's right
    std::string back{};             // the back button's name; "" for none
    std::vector<Button> foot{};     // a bar that stays at the foot
    float width_max = 0;            // width limit of the content; 0: none
    bool centred = false;           // content in the middle of the window (sign-in)
};
class Screen {
public:
    explicit Screen(const ScreenSpec& spec);
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    bool back() const { return back_; }
    // The index of the pressed button of `actions` or `foot`, or -1.
    int action() const { return action_; }
    int foot() const { return foot_pressed_; }

private:
    void top_bar(const ScreenSpec& spec);
    void foot_bar(const ScreenSpec& spec, const Rect& area);

    WidgetId id_ = 0;
    Rect view_;
    float scroll_ = 0;
    bool back_ = false;
    int action_ = -1;
    int foot_pressed_ = -1;
};

}  // namespace starfish::web::kit
