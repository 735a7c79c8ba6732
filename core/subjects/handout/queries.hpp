// What can be asked of the hand-outs: plain functions, the same on the server and in a replica.
#pragma once

#include "core/subjects/handout/handout.hpp"

#include <span>
#include <string_view>

namespace starfish::handout {

// What becomes of a group-buy after it locked.
enum class Stage : std::uint8_t {
    locked,       // sold, and on its way
    arrived,      // something was checked in
    handing_out,  // something was handed over
    settled,      // finished; claims may still come
    closed,       // nothing more can be claimed, and nothing claimed is open
};
BOOST_DESCRIBE_ENUM(Stage, locked, arrived, handing_out, settled, closed)

Stage stage_at(const State&, const Handout&, Instant now);

// photo_id_length lowercase hexadecimal digits.
bool is_photo_id(std::string_view text);

Id<Handout> handout_of(Id<GroupBuy>);
Id<Delivery> delivery_of(Id<OrderLine>);
Id<OrderLine> line_of(Id<Delivery>);

// In the order they were prepared, finished ones included.
std::span<const Id<Handout>> handouts_of(const State&, Id<Leader>);
// In the order of their first join numbers.
std::span<const Id<Slip>> slips_of(const State&, Id<Handout>);
// In the order they were checked in.
std::span<const Id<Arrival>> arrivals_of(const State&, Id<Handout>);
// What a line lost after the lock, in order.
std::span<const Id<Correction>> corrections_of(const State&, Id<Delivery>);
// In the order they were filed. A verifier's replica holds none.
std::span<const Id<Claim>> claims_of(const State&, Id<Delivery>);

// How many digits the codes of so many slips have: 4 up to 2,000, 6 up to 200,000, else 8; so at
// most one code in five that somebody makes up is anybody's.
std::size_t code_digits(std::size_t slips);
// What State::Index::by_code is looked up with.
std::uint64_t code_key(Id<Handout>, std::string_view code);
// The slip of a pickup code; nullptr if there is none.
const Slip* find_slip(const State&, Id<Handout>, std::string_view code);

const Item& item_of(const State&, const Delivery&);
// Still to be handed over.
Units left_of(const Delivery&);
Units left_of(const State&, const Slip&);
// When anything of it was handed over last; 0: never.
Instant last_handed_at(const State&, const Slip&);

// What the line cost, less what corrections and claims took off; never below 0. (A verifier's
// replica knows of no claims.)
Fen cost_left(const State&, const Delivery&);
// What an answer to a claim can give: what its units cost, less what an earlier answer gave; never
// more than the line still costs.
Fen refund_most(const State&, const Claim&);
// What is to be collected at the desk with so many units of it; 0 unless one pays at pickup.
Fen to_collect(const State&, const Delivery&, Units handed_over);
// The same of all that is left of a slip.
Fen to_collect(const State&, const Slip&);

// How far a hand-out is.
struct Progress {
    std::int32_t slips{};
    std::int32_t slips_done{};  // with nothing left to hand over
    Units sold;
    Units arrived;
    Units damaged;
    Units handed;
    Units missing;
    Units uncollected;
    Units left;
    std::int32_t open_claims{};  // of a verifier's replica: 0
};
Progress progress_of(const State&, const Handout&);

// Until when one can collect (see the constants in handout.hpp), and until when what was not
// collected is kept.
Instant collect_until(const Handout&);
Instant kept_until(const Handout&);

bool is_open(const Claim&);
// Whether the consumer may still ask the supplier.
bool may_appeal(const State&, const Claim&, Instant now);
// From when on nothing more can be claimed of a delivery; nullopt while a claim is open, or while
// it is not settled what becomes of it.
std::optional<Instant> claims_end(const State&, const Delivery&);

// For the sweep, each earliest first, at most `most`.
std::vector<Id<Claim>> unanswered_due(const State&, Instant now, std::size_t most);
std::vector<Id<Handout>> unfinished_due(const State&, Instant now, std::size_t most);
// When there will be something for it.
std::optional<Instant> next_due(const State&);

}  // namespace starfish::handout
