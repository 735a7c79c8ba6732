// Queries about hand-outs: plain functions, the same on the server and in a replica.
#pragma once

#include "core/subjects/handout/handout.hpp"

#include <span>
#include <string_view>

namespace starfish::handout {

// The stages of a group-buy after the lock.
enum class Stage : std::uint8_t {
    locked,       // nothing has arrived yet
    arrived,      // something was checked in
    handing_out,  // something was handed over
    settled,      // finished; claims may still come
    closed,       // no claim is open and none can be filed
};
BOOST_DESCRIBE_ENUM(Stage, locked, arrived, handing_out, settled, closed)

Stage stage_at(const State&, const Handout&, Instant now);

// photo_id_length lowercase hexadecimal digits.
bool is_photo_id(std::string_view text);

Id<Handout> handout_of(Id<GroupBuy>);
Id<Delivery> delivery_of(Id<OrderLine>);
Id<OrderLine> line_of(Id<Delivery>);

// In the order of preparation, including finished hand-outs.
std::span<const Id<Handout>> handouts_of(const State&, Id<Leader>);
// In the order of their first join numbers.
std::span<const Id<Slip>> slips_of(const State&, Id<Handout>);
// In the order of check-in.
std::span<const Id<Arrival>> arrivals_of(const State&, Id<Handout>);
// In the order they were made.
std::span<const Id<Correction>> corrections_of(const State&, Id<Delivery>);
// In the order of filing. A verifier's replica has no claims.
std::span<const Id<Claim>> claims_of(const State&, Id<Delivery>);

// Digits of a pickup code: 4 for up to 2,000 slips, 6 up to 200,000, otherwise 8. So at most one
// guessed code in five is in use.
std::size_t code_digits(std::size_t slips);
// The key of State::Index::by_code.
std::uint64_t code_key(Id<Handout>, std::string_view code);
// The slip with a pickup code, or nullptr.
const Slip* find_slip(const State&, Id<Handout>, std::string_view code);

const Item& item_of(const State&, const Delivery&);
// Units still to be handed over.
Units left_of(const Delivery&);
Units left_of(const State&, const Slip&);
// The time of the slip's last hand-over; 0: never.
Instant last_handed_at(const State&, const Slip&);

// The price of the line less corrections and refunds of claims; at least 0. (A verifier's replica
// has no claims.)
Fen cost_left(const State&, const Delivery&);
// The largest refund an answer to a claim can grant: the price of the claim's units less earlier
// refunds, at most what the line still costs.
Fen refund_most(const State&, const Claim&);
// The payment to collect at the desk with these units; 0 unless payment is at pickup.
Fen to_collect(const State&, const Delivery&, Units handed_over);
// The payment to collect with everything left on a slip.
Fen to_collect(const State&, const Slip&);

// The progress of a hand-out.
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
    std::int32_t open_claims{};  // 0 in a verifier's replica
};
Progress progress_of(const State&, const Handout&);

// When collecting ends (see the constants in handout.hpp), and until when uncollected goods are
// retained.
Instant collect_until(const Handout&);
Instant retained_until(const Handout&);

bool is_open(const Claim&);
// Whether the consumer can still appeal to the supplier.
bool may_appeal(const State&, const Claim&, Instant now);
// When claims on a delivery end; nullopt while a claim is open or units are still to be handed
// over.
std::optional<Instant> claims_end(const State&, const Delivery&);

// For the sweep: the earliest first, at most `most`.
std::vector<Id<Claim>> unanswered_due(const State&, Instant now, std::size_t most);
std::vector<Id<Handout>> unfinished_due(const State&, Instant now, std::size_t most);

}  // namespace starfish::handout
