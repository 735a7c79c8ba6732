// The frame of everything: places to go, the screen one is on, what lies over it.
#pragma once

#include "web/kit/controls.hpp"

namespace starfish::web::kit {

struct Place {
    Icon icon = Icon::none;
    std::string label{};
    std::string badge{};  // a small count
};

// Navigation: at the foot of a phone, at the side of a desktop. What a Screen draws fills the rest.
struct ShellSpec {
    std::string brand{};              // "Starfish 海星", above the side bar
    std::string navigation_label{};   // for screen readers
    std::span<const Place> places{};  // five at most on a phone
    int current = 0;
};
// Which place was pressed, or -1.
int shell(const ShellSpec& spec);

struct ScreenSpec {
    std::string key{};  // its identity: another key starts at the top
    std::string title{};
    std::string subtitle{};
    Chip chip{};                    // at the title's right
    std::vector<Button> actions{};  // at the title's right
    std::string back{};             // the back button's name; "" for none
    std::vector<Button> foot{};     // a bar that stays at the foot
    float width_max = 0;            // of the content; 0: all there is
    bool centred = false;           // in the middle of the window (signing in)
};
class Screen {
public:
    explicit Screen(const ScreenSpec& spec);
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    bool back() const { return back_; }
    // Which of `actions`, of `foot` was pressed, or -1.
    int action() const { return action_; }
    int foot() const { return foot_pressed_; }

private:
    void top_bar(const ScreenSpec& spec);
    void foot_bar(const ScreenSpec& spec, const Rect& area);

    Id id_ = 0;
    Rect view_;
    float scroll_ = 0;
    bool back_ = false;
    int action_ = -1;
    int foot_pressed_ = -1;
};

}  // namespace starfish::web::kit
