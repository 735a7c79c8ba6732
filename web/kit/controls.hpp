// Controls that a person presses, types in or chooses from. Each function returns what the person
// did since the last frame.
#pragma once

#include "web/kit/display.hpp"

namespace starfish::web::kit {

enum class Look : std::uint8_t { filled, outline, plain, danger };

struct Button {
    std::string label{};
    Look look = Look::outline;  // at most one filled button in a view
    bool wide = false;          // takes the remaining width
    bool small = false;         // 36 high: beside titles, on desktops
    bool busy = false;          // shows that work is going on; cannot be pressed
    bool submits = false;       // Enter in a field of the button's Group(Role::form) presses it
    bool disabled = false;
    std::string reason{};    // why the button is disabled; shown beneath
    std::string name{};      // for screen readers, if the label says too little
    std::string key{};       // the button's identity, if the label changes
    Icon icon = Icon::none;  // before the label; without a label, `name` is required
};
// True once when pressed.
bool button(const Button& button);
// Buttons in a line, which wraps. Returns the index of the pressed button, or -1.
int buttons(std::span<const Button> buttons, Align align = Align::left);
inline int buttons(std::initializer_list<Button> list, Align align = Align::left) {
    return buttons(std::span(list.begin(), list.size()), align);
}

// For components that place a button themselves.
float width_of(const Button& button);
float height_of(const Button& button);
bool draw(const Button& button, const Rect& rect);

struct TextField {
    std::string label{};        // above the field
    std::string hint{};         // beneath the field: what it is for
    std::string error{};        // beneath the field instead of the hint, with a mark
    accessible::Input input{};  // the keyboard and autofill to offer
    bool required = false;
    bool disabled = false;
    bool wants_focus = false;
    std::string key{};  // the field's identity, if the label changes
    int lines = 1;      // above 1: a multi-line field
};
// True when `value` was changed.
bool text_field(const TextField& field, std::string& value);
bool password_field(TextField field, std::string& value);

struct Stepper {
    std::string label{};
    std::string hint{};
    std::string error{};
    std::int64_t min = 0;
    std::int64_t max = 999;
    std::int64_t step = 1;
    std::string shown{};  // shown instead of the number, which then cannot be typed: "20:00"
    bool wide = false;    // as wide as the column
};
bool stepper(const Stepper& stepper, std::int64_t& value);

struct Checkbox {
    std::string label{};
    std::string note{};
    bool disabled = false;
    std::string reason{};
};
bool checkbox(const Checkbox& checkbox, bool& checked);

// One of a few options, side by side. Screen readers read `label`; `label_shown` also draws it.
struct Choice {
    std::string label{};
    std::vector<std::string> options{};
    bool label_shown = false;
    bool tabs = false;  // the options are tabs over the content beneath
};
bool choice(const Choice& choice, int& chosen);

// An entry of a card's list: a key and its value, an order, a leader. Only an entry with `opens`
// can be pressed.
struct Entry {
    std::string title{};
    std::string note{};
    std::string value{};  // at the right
    Ink value_ink = Ink::text;
    Chip chip{};           // at the right
    std::string avatar{};  // its first letter is drawn in a circle at the left
    bool opens = false;
    bool small = false;
    bool bold = false;
    std::string key{};  // the entry's identity, if the title changes
};
bool entry(const Entry& entry);

// A step of the day: done, due now, or later. Its buttons are drawn inside its scope.
enum class Step : std::uint8_t { later, now, done };
struct TaskSpec {
    std::string title{};
    std::string note{};
    std::string time{};
    Step step = Step::later;
    std::string state_words{};  // for screen readers: "done", "due now"
};
class Task {
public:
    explicit Task(const TaskSpec& spec);
    ~Task();
    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;

private:
    float time_width_;
};

// A figure with its name. With `opens` it leads to the rows it is made of.
struct Stat {
    std::string label{};
    std::string figure{};
    std::string note{};
    Ink figure_ink = Ink::text;
    Ink note_ink = Ink::muted;
    bool opens = false;
    std::vector<float> line{};  // a sparkline, drawn instead of the note
};
// Cards of one height, as many in a line as fit. Returns the index of the pressed card, or -1.
int stats(std::span<const Stat> stats, float least_width = 160);

}  // namespace starfish::web::kit
