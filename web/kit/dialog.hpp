// What lies over the screen: a question, a form, a short message.
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
    std::string close_label{};  // of the cross; "" leaves it out
    float width = 440;          // on desktops; a phone's comes from the foot, as wide as it
};

// Modal: what is beneath is dimmed and out of reach, the focus stays inside and returns to where
// it was, Escape dismisses. Draw it after the Screen, once a frame while it is open.
class Dialog {
public:
    explicit Dialog(const DialogSpec& spec);
    ~Dialog();
    Dialog(const Dialog&) = delete;
    Dialog& operator=(const Dialog&) = delete;
    bool dismissed() const { return dismissed_; }

private:
    void place(float content_height, float width_wanted);

    Id id_ = 0;
    Rect panel_;
    Rect view_;
    float scroll_ = 0;
    bool dismissed_ = false;
};

enum class Answer : std::uint8_t { none, yes, no };

struct Question {
    std::string title{};
    std::string text{};
    std::string yes{};  // says what it does: "End the group-buy", not "OK"
    std::string no{};
    bool dangerous = false;
    bool busy = false;
};
Answer ask(const Question& question);

// Shows a short message for some seconds over whatever screen there is, and has it read aloud.
void notify(std::string_view text, Tone tone = Tone::neutral);
// Draws it; once a frame, last of all.
void notices();
// A page that begins anew shows nothing of the one before.
void forget_notices();

}  // namespace starfish::web::kit
