// The hand-out day (交付) at the desk: arrivals, collection by code, and finishing. All of it works
// without a network: a command takes effect at once, waits in the outbox, and names the parts that
// were handed over, so that nothing is counted twice.
#pragma once

#include "core/subjects/handout/queries.hpp"
#include "wasm/client.hpp"
#include "wasm/fetch/sent_file.hpp"
#include "web/kit/kit.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace starfish::web {

struct View;

// The typed text and the open form at the desk of one hand-out.
struct Desk {
    std::string code;    // the digits typed so far
    std::string search;  // a name, a join number or the last digits of a phone number
    Id<handout::Slip> slip;

    enum class Form : std::uint8_t { none, check_in, part, missing, weight, finish } form{};
    std::int32_t item = 0;
    std::int64_t units = 1;
    std::int64_t damaged = 0;
    std::string batch;
    std::string note;
    std::shared_ptr<SentFile> photo;  // photo of an arrival
    std::vector<std::int64_t> parts;  // units of each delivery of the slip, in the slip's order
    int delivery = 0;                 // index of the delivery that weighs less
    std::string amount;               // in yuan
    std::string reason;
    std::string refusal;
    std::string refused_field;
};

// desk_list.cpp: all hand-outs of the signed-in person.
void draw_handouts(View&, Client&, Instant now);
// desk.cpp: one hand-out.
void draw_desk(View&, Client&, const handout::Handout&, Instant now);

// desk_slip.cpp
void draw_slip(View&, Client&, const handout::Handout&, const handout::Slip&, Instant now);
// desk_goods.cpp: arrivals, and finishing the hand-out.
void draw_goods(View&, Client&, const handout::Handout&, Instant now);
void draw_finishing(View&, Client&, const handout::Handout&, Instant now);
// desk_forms.cpp: the open form.
void draw_desk_form(View&, Client&, const handout::Handout&, Instant now);

// The next step of a hand-out.
std::string next_step_words(const Client&, const handout::Handout&, Instant now);
// "31 / 46 已取".
std::string done_words(Locale, const handout::Progress&);
// The join number of a slip's first line; the desk names slips by it.
std::int32_t join_number_of(const Client&, const handout::Slip&);
// "17 号 · 陈女士".
std::string slip_title(Client&, const handout::Slip&);
// The person who collects the slip. If unknown, requests the person and returns nullptr.
const Person* person_of(Client&, const handout::Slip&);
// Hands over `units` of each delivery; 0 leaves a delivery out. False if refused.
bool hand_over(Client&, const handout::Slip&, const std::vector<std::int64_t>& units);

}  // namespace starfish::web
