// The hand-out day (交付) as those at the desk see it: what has arrived, who fetches what by which
// code, and how it ends. All of it works without a network: what was done is shown at once, waits
// in the outbox, and names the parts that were handed over, so that nothing is ever counted twice.
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

// What is typed and open at the desk of one hand-out.
struct Desk {
    std::string code;    // as far as it is typed
    std::string search;  // a name, a join number, the end of a phone
    starfish::Id<handout::Slip> slip;

    enum class Form : std::uint8_t { none, check_in, part, missing, weight, finish } form{};
    std::int32_t item = 0;
    std::int64_t units = 1;
    std::int64_t damaged = 0;
    std::string batch;
    std::string note;
    std::shared_ptr<SentFile> photo;  // of an arrival
    std::vector<std::int64_t> parts;  // units of each delivery of the slip, in its order
    int delivery = 0;                 // which of them weighs less
    std::string amount;               // in yuan
    std::string reason;
    std::string refusal;
    std::string refused_field;
};

// desk_list.cpp: all hand-outs there are for who is signed in.
void draw_handouts(View&, Client&, Instant now);
// desk.cpp: one of them.
void draw_desk(View&, Client&, const handout::Handout&, Instant now);

// desk_slip.cpp
void draw_slip(View&, Client&, const handout::Handout&, const handout::Slip&, Instant now);
// desk_goods.cpp: what arrived, and the end of it.
void draw_goods(View&, Client&, const handout::Handout&, Instant now);
void draw_finishing(View&, Client&, const handout::Handout&, Instant now);
// desk_forms.cpp: the form that is open.
void draw_desk_form(View&, Client&, const handout::Handout&, Instant now);

// What is to be done with it now.
std::string next_step_words(const Client&, const handout::Handout&, Instant now);
// "31 / 46 已取".
std::string done_words(Locale, const handout::Progress&);
// The number a slip goes by: its first line's.
std::int32_t join_number_of(const Client&, const handout::Slip&);
// "17 号 · 陈女士".
std::string whose_slip(Client&, const handout::Slip&);
// Who fetches it, if known; asked for otherwise.
const Person* person_of(Client&, const handout::Slip&);
// As many of each delivery as `units` says; 0 leaves one out.
bool hand_over(Client&, const handout::Slip&, const std::vector<std::int64_t>& units);

}  // namespace starfish::web
