#include "web/screens/handout/desk.hpp"

#include "core/base/order.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "wasm/outside/outside.hpp"
#include "web/app/refused_hand_overs.hpp"
#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"
#include "web/screens/handout/claims.hpp"
#include "web/screens/notices/reminders.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace starfish::web {
namespace {

using handout::Delivery;
using handout::Handout;
using handout::Slip;
using SlipId = Id<Slip>;

constexpr std::size_t rows_max = 30;

// "交付 · 百步亭 · 批次 HS20261120A".
std::string subtitle_of(const Client& client, const Handout& handout) {
    const Locale locale = client.locale();
    std::string words = say(locale, "nav.handout") + " · " +
                        client.state().community.communities.at(handout.community).name;
    const auto arrivals = handout::arrivals_of(client.state().handout, handout.id);
    if (!arrivals.empty())
        words += " · " + say(locale, "desk.batch") + " " +
                 client.state().handout.arrivals.at(arrivals.back()).batch;
    return words;
}

std::string digits_of(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (c >= '0' && c <= '9') digits += c;
    return digits;
}

// A complete code opens its slip at once.
void take_code(Desk& desk, const Client& client, const Handout& handout, std::size_t length) {
    desk.code = digits_of(desk.code);
    if (desk.code.empty()) return;
    desk.slip = {};
    desk.refusal.clear();
    if (desk.code.size() < length) return;
    if (const Slip* slip = handout::find_slip(client.state().handout, handout.id, desk.code))
        desk.slip = slip->id;
    else
        desk.refusal = say(client.locale(), "desk.no_such_code");
}

void draw_code(Desk& desk, const Client& client, const Handout& handout) {
    const Locale locale = client.locale();
    const handout::Progress progress = handout::progress_of(client.state().handout, handout);
    const kit::Card card;
    const auto slips = handout::slips_of(client.state().handout, handout.id);
    const std::size_t length =
        slips.empty() ? 4 : client.state().handout.slips.at(slips.front()).code.size();
    if (kit::text_field({.label = say(locale, "desk.code"),
                         .error = desk.form == Desk::Form::none ? desk.refusal : "",
                         .input = {.mode = "numeric", .length_max = static_cast<int>(length)},
                         .wants_focus = platform::is_desktop(),
                         .key = "code"},
                        desk.code))
        take_code(desk, client, handout, length);
    kit::space(12);
    kit::progress({.name = say(locale, "desk.progress"),
                   .value_text = done_words(locale, progress),
                   .value = progress.slips_done,
                   .max = std::max(progress.slips, 1),
                   .tone = Tone::sea});
    kit::text(done_words(locale, progress), {.type = Type::small, .ink = Ink::muted});
}

bool matches(Client& client, const Slip& slip, const std::string& search) {
    for (const auto id : slip.deliveries)
        if (std::to_string(client.state().handout.deliveries.at(id).join_number) == search)
            return true;
    if (slip.code == search) return true;
    const Person* const person = person_of(client, slip);
    if (!person) return false;
    return person->name.contains(search) || person->note.contains(search) ||
           (search.size() >= 4 && person->phone.ends_with(search));
}

// The slips that are still to be collected, by pickup point and number. With a search text, all
// slips that match.
std::vector<SlipId> slips_to_show(Client& client, const Handout& handout,
                                  const std::string& search) {
    const handout::State& state = client.state().handout;
    std::vector<SlipId> found;
    for (const SlipId id : handout::slips_of(state, handout.id)) {
        const Slip& slip = state.slips.at(id);
        // Fetch names while there is a network, because there may be none at the desk later.
        (void)person_of(client, slip);
        const bool wanted = search.empty() ? handout::left_of(state, slip) > Units{0}
                                           : matches(client, slip, search);
        if (wanted) found.push_back(id);
    }
    put_in_order(found, {}, [&](SlipId id) {
        return std::pair(state.deliveries.at(state.slips.at(id).deliveries.front()).pickup, id);
    });
    return found;
}

std::string pickup_name(const Client& client, const Slip& slip) {
    const Delivery& first = client.state().handout.deliveries.at(slip.deliveries.front());
    return client.state().community.pickup_points.at(first.pickup).name;
}

void draw_next(Desk& desk, Client& client, const Handout& handout) {
    const Locale locale = client.locale();
    const auto slips = slips_to_show(client, handout, desk.search);
    const kit::Card card(
        {.title = say(locale, "desk.next"), .aside = say(locale, "desk.next_order")});
    kit::text_field({.label = say(locale, "desk.search"),
                     .input = {.type = "search", .length_max = 40},
                     .key = "search"},
                    desk.search);
    if (slips.empty())
        return kit::text(
            say(locale, desk.search.empty() ? "desk.nobody_left" : "desk.nobody_found"),
            {.ink = Ink::muted});
    const kit::Group list(accessible::Role::list, say(locale, "desk.next"));
    for (std::size_t i = 0; i < std::min(slips.size(), rows_max); ++i) {
        const Slip& slip = client.state().handout.slips.at(slips[i]);
        const std::int32_t left = handout::left_of(client.state().handout, slip).value;
        const kit::Each each(slip.id.value);
        const kit::Group item(accessible::Role::listitem);
        if (kit::entry({.title = slip_title(client, slip),
                        .note = pickup_name(client, slip),
                        .value = left > 0 ? say(locale, "desk.pieces", {{"units", left}})
                                          : say(locale, "desk.taken"),
                        .value_ink = Ink::muted,
                        .opens = true,
                        .small = true,
                        .key = "open"})) {
            desk.slip = slip.id;
            desk.code.clear();
        }
    }
    if (slips.size() > rows_max)
        kit::text(say(locale, "desk.more_rows",
                      {{"count", static_cast<std::int64_t>(slips.size() - rows_max)}}),
                  {.type = Type::small, .ink = Ink::muted});
}

// Names are not stored on the device, so after a reload without a network they are missing.
std::string nameless_words(Client& client, const Handout& handout) {
    const handout::State& state = client.state().handout;
    const auto slips = handout::slips_of(state, handout.id);
    const bool nameless = std::ranges::any_of(
        slips, [&](SlipId id) { return !person_of(client, state.slips.at(id)); });
    return nameless ? "\n" + say(client.locale(), "desk.nameless_hint") : "";
}

void draw_found_slip(View& view, Client& client, const Handout& handout, Instant now) {
    const Slip* const found = client.state().handout.slips.find(view.desk.slip);
    // A copy, because a command submitted while drawing changes the state at once.
    if (found && found->handout == handout.id)
        draw_slip(view, client, handout, Slip(*found), now);
    else
        view.desk.slip = {};
}

void draw_parts(View& view, Client& client, const Handout& handout, Instant now) {
    const bool open = handout.finished_at.ms == 0;
    const bool arrived = handout.last_arrival_at.ms != 0;
    const auto draw_collection = [&] {
        if (open) draw_code(view.desk, client, handout);
        draw_found_slip(view, client, handout, now);
        draw_next(view.desk, client, handout);
    };
    const auto draw_rest = [&] {
        draw_goods(view, client, handout, now);
        draw_reminders_entry(view, client, {handout.id.value}, now);
        draw_claims_link(client, handout);
        draw_finishing(view, client, handout, now);
    };
    if (platform::is_desktop()) {
        kit::Columns columns({1, 420});
        draw_collection();
        columns.next();
        draw_rest();
    } else if (open && arrived) {
        draw_collection();
        draw_rest();
    } else {
        draw_rest();
        draw_collection();
    }
}

}  // namespace

std::int32_t join_number_of(const Client& client, const Slip& slip) {
    return client.state().handout.deliveries.at(slip.deliveries.front()).join_number;
}

const Person* person_of(Client& client, const Slip& slip) {
    return client.person(handout::line_of(slip.deliveries.front()));
}

std::string slip_title(Client& client, const Slip& slip) {
    const Locale locale = client.locale();
    const Person* const person = person_of(client, slip);
    return say(locale, "groupbuy.join_number", {{"number", join_number_of(client, slip)}}) + " · " +
           (person ? person->name : say(locale, "groupbuy.consumer"));
}

namespace {

// Corrects the arrived units in a refusal. If one press hands over two parts, the rules report the
// units that the first part left over; the person needs the total.
Refusal with_total_arrived(const Client& client, const Slip& slip, Refusal refusal) {
    if (refusal.code != "handout.not_arrived") return refusal;
    const handout::State& state = client.state().handout;
    // "parts[1].units": the index counts the parts of the command.
    const std::size_t at = refusal.field.find('[');
    if (at == std::string::npos) return refusal;
    std::size_t place = 0;
    std::from_chars(refusal.field.data() + at + 1, refusal.field.data() + refusal.field.size(),
                    place);
    if (place >= slip.deliveries.size()) return refusal;
    const handout::Item& item =
        handout::item_of(state, state.deliveries.at(slip.deliveries[place]));
    refusal.facts = {{"arrived_units", (item.arrived - item.handed).value}};
    return refusal;
}

}  // namespace

bool hand_over(Client& client, const Slip& slip, const std::vector<std::int64_t>& units) {
    const Locale locale = client.locale();
    handout::HandOver command{.slip = slip.id, .parts = {}, .handed_at = {}};
    std::vector<handout::Part> parts;
    Slip handed_slip = slip;  // with only the deliveries that are handed over
    handed_slip.deliveries.clear();
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (units[i] <= 0) continue;
        parts.push_back({slip.deliveries[i], {static_cast<std::int32_t>(units[i])}});
        handed_slip.deliveries.push_back(slip.deliveries[i]);
    }
    command.parts = std::move(parts);
    if (client.link() != Link::live)
        command.handed_at =
            std::max(outside::now(), client.state().handout.handouts.at(slip.handout).prepared_at);
    const std::string whose = slip_title(client, slip);
    const auto refusal = client.submit(handout::Command(std::move(command)));
    if (refusal)
        kit::notify(say(locale, with_total_arrived(client, handed_slip, *refusal)), Tone::bad);
    else
        kit::notify(say(locale, "desk.handed") + whose, Tone::good);
    return !refusal;
}

void draw_desk(View& view, Client& client, const Handout& handout, Instant now) {
    const Locale locale = client.locale();
    {
        const kit::Screen screen({.key = "handout/" + std::to_string(handout.id.value),
                                  .title = handout.title,
                                  .subtitle = subtitle_of(client, handout),
                                  .chip = link_chip(client),
                                  .back = say(locale, "app.back"),
                                  .width_max = platform::is_desktop() ? 1160.0F : 720.0F,
                                  .centred = true});
        if (screen.back()) return platform::go("handout");
        if (client.link() == Link::offline)
            kit::banner(
                {.text = say(locale, "desk.offline_hint", {{"at_ms", client.saved_at().ms}}) +
                         nameless_words(client, handout)});
        draw_refused_hand_overs(client, handout.id, now);
        draw_parts(view, client, handout, now);
    }
    draw_desk_form(view, client, handout, now);
    draw_reminders(view, client, {handout.id.value}, now);
}

}  // namespace starfish::web
