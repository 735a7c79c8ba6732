// Things drawn over the screen: a question, a form, a short message.
//
//     if (asking) {
//         kit::Dialog dialog({.title = "End this group-buy?"});
//         kit::text("…");
//         switch (kit::buttons({{"End it", Look::danger}, {"Keep it open"}})) { … }
//         if (dialog.dismissed()) asking = false;
//     }
#pragma once

#include "web/kit/controls.hpp"

namespace starfish::web::kit {

struct DialogSpec {
    std::string title{};
    std::string close_label{};  // the close button's name; "" leaves the button out
    float width = 440;          // on desktops; on a phone the dialog is a sheet of full width
};

// A modal dialog. The screen beneath is dimmed and cannot be used; the focus stays inside and
// afterwards returns to where it was; Escape dismisses. Draw the dialog after the Screen, once a
// frame while it is open.
class Dialog {
public:
    explicit Dialog(const DialogSpec& spec);
    ~Dialog();
    Dialog(const Dialog&) = delete;
    Dialog& operator=(const Dialog&) = delete;
    bool dismissed() const { return dismissed_; }

private:
    void place(float content_height, float width_wanted);

    WidgetId id_ = 0;
    Rect panel_;
    Rect view_;
    float scroll_ = 0;
    bool dismissed_ = false;
};

enum class Answer : std::uint8_t { none, yes, no };

struct Question {
    std::string title{};
    std::string text{};
    std::string yes{};  // names the action: "End the group-buy", not "OK"
    std::string no{};
    bool dangerous = false;
    bool busy = false;
};
Answer ask(const Question& question);

// Shows a short message for some seconds over the current screen; screen readers read it aloud.
void notify(std::string_view text, Tone tone = Tone::neutral);
// Draws the current message. Call it once a frame, last of all.
void notices();
// Drops all messages; called when a page starts.
void forget_notices();

}  // namespace starfish::web::kit
