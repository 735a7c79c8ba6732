// The rows of an import: ready, doubtful or answered, and the form that corrects a row.
#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"
#include "web/screens/groupbuy/import_view.hpp"

#include <algorithm>

namespace starfish::web {
namespace {

constexpr std::size_t rows_more = 60;

struct Look {
    const char* words;
    Tone tone;
};
Look look_of(RowStatus status) {
    switch (status) {
        case RowStatus::ready:
            return {"import.ready", Tone::good};
        case RowStatus::doubtful:
            return {"import.doubtful", Tone::warn};
        case RowStatus::cancelled:
            return {"import.cancelled", Tone::neutral};
        case RowStatus::left_out:
            return {"import.left_out", Tone::neutral};
        case RowStatus::joined:
            return {"import.joined", Tone::sea};
        case RowStatus::refused:
            break;
    }
    return {"import.refused", Tone::bad};
}

// "即食海参 × 2 · 牛奶 × 1".
std::string goods_words(const ChatImport& import, const ImportRow& row) {
    std::string words;
    for (const chat::Line& line : row.entry.lines) {
        if (!words.empty()) words += " · ";
        words += import.goods().at(line.item).name + " × " + std::to_string(line.quantity);
    }
    return words;
}

// Why the row is doubtful, why it was refused, or its join number.
std::string reason_of(Locale locale, const ChatImport& import, const ImportRow& row) {
    std::string words;
    const auto add = [&](const std::string& more) {
        if (more.empty()) return;
        if (!words.empty()) words += " · ";
        words += more;
    };
    for (const LineOutcome& outcome : row.outcomes) {
        add(outcome.problem);
        if (outcome.joined)
            add(say(locale, outcome.repeated ? "import.was_in" : "groupbuy.join_number",
                    {{"number", outcome.join_number}}));
    }
    if (!words.empty()) return words;
    if (const chat::Line* const line = import.over_cap(row))
        return say(locale, "groupbuy.over_order_cap",
                   {{"cap_units", import.goods().at(line->item).cap_per_order.value}});
    if (row.entry.doubt != chat::Doubt::none) {
        words = say(locale, chat::words_for(row.entry.doubt));
        if (!row.entry.excerpt.empty()) words += "“" + row.entry.excerpt + "”";
    }
    return words;
}

void open_row_form(ImportView& view, std::size_t place) {
    const ImportRow& row = view.import->rows()[place];
    view.correcting = true;
    view.row = place;
    view.name = row.entry.name;
    view.quantities.assign(view.import->goods().size(), 0);
    for (const chat::Line& line : row.entry.lines) view.quantities[line.item] += line.quantity;
}

void draw_row(ImportView& view, Locale locale, std::size_t place) {
    const ImportRow& row = view.import->rows()[place];
    const RowStatus status = view.import->status_of(row);
    const Look look = look_of(status);
    const kit::Each each(place);
    const kit::Group item(accessible::Role::listitem);
    std::string note = goods_words(*view.import, row);
    for (const std::string& more : {row.note, reason_of(locale, *view.import, row)})
        if (!more.empty()) note += (note.empty() ? "" : "\n") + more;
    const std::string line =
        say(locale, "import.line", {{"line", static_cast<std::int64_t>(row.entry.line_number)}});
    if (kit::entry({.title = row.entry.name.empty() ? line : row.entry.name + " · " + line,
                    .note = note,
                    .chip = {say(locale, look.words), look.tone},
                    .opens = true,
                    .key = "row"}))
        open_row_form(view, place);
}

// The source line, phone and note of a row.
void draw_origin(Locale locale, const ImportRow& row) {
    if (!row.source.empty())
        kit::entry({.title = say(locale, "import.source"), .note = row.source, .small = true});
    if (const std::string phone(phone_of(row)); !phone.empty())
        kit::entry({.title = say(locale, "join.phone"), .value = phone, .small = true});
    if (!row.note.empty())
        kit::entry({.title = say(locale, "groupbuy.note_column"), .note = row.note, .small = true});
}

// An imported consumer gets the address of the order's page only from the leader.
void draw_order_link(Locale locale, const ImportRow& row) {
    const std::string path = order_path(row);
    if (path.empty()) return;
    kit::space(12);
    if (kit::button({.label = say(locale, "import.copy_order"), .wide = true})) {
        platform::copy_text(outside::origin() + path);
        kit::notify(say(locale, "groupbuy.link_copied"), Tone::good);
    }
    kit::text(say(locale, "import.order_hint"), {.type = Type::small, .ink = Ink::muted});
}

void draw_tabs(ImportView& view, Locale locale) {
    const ChatImport& import = *view.import;
    const auto counted = [&](const char* words, std::size_t count) {
        return say(locale, words) + " " + std::to_string(count);
    };
    const std::size_t problems =
        import.count(RowStatus::doubtful) + import.count(RowStatus::refused);
    kit::choice({.label = say(locale, "import.which"),
                 .options = {counted("import.tab_all", import.rows().size()),
                             counted("import.tab_ask", problems),
                             counted("import.tab_ready", import.count(RowStatus::ready)),
                             counted("import.tab_joined", import.count(RowStatus::joined))},
                 .tabs = true},
                view.shown);
}

bool is_shown(int tab, RowStatus status) {
    switch (tab) {
        case 1:
            return status == RowStatus::doubtful || status == RowStatus::refused;
        case 2:
            return status == RowStatus::ready;
        case 3:
            return status == RowStatus::joined;
        default:
            return true;
    }
}

void draw_state(const ImportView& view, Locale locale) {
    const ChatImport& import = *view.import;
    const auto sent = static_cast<std::int64_t>(import.lines_sent());
    const auto all = static_cast<std::int64_t>(import.lines_to_send());
    switch (import.send_status()) {
        case SendStatus::not_yet:
            return kit::text(say(locale, "import.confirm_hint"),
                             {.type = Type::small, .ink = Ink::muted});
        case SendStatus::under_way:
            return kit::progress(
                {.name = say(locale, "import.sending"),
                 .value_text = say(locale, "import.sent", {{"sent", sent}, {"all", all}}),
                 .value = sent,
                 .max = std::max<std::int64_t>(all, 1)});
        case SendStatus::stopped:
            return kit::banner(
                {.text = say(locale, "import.stopped", {{"sent", sent}, {"all", all}})});
        case SendStatus::done:
            break;
    }
    const auto refused = static_cast<std::int64_t>(import.count(RowStatus::refused));
    const auto joined = static_cast<std::int64_t>(import.count(RowStatus::joined));
    kit::banner({.text = say(locale, refused == 0 ? "import.done" : "import.done_refused",
                             {{"joined", joined}, {"refused", refused}}),
                 .tone = refused == 0 ? Tone::good : Tone::warn});
}

void draw_pickup(ImportView& view, Client& client, const groupbuy::GroupBuy& groupbuy) {
    const auto points = community::pickup_points_of(client.state().community, groupbuy.community);
    if (points.size() < 2 || points.size() > 4) return;
    std::vector<std::string> names;
    names.reserve(points.size());
    for (const auto id : points)
        names.push_back(client.state().community.pickup_points.at(id).name);
    kit::choice({.label = say(client.locale(), "import.pickup"),
                 .options = std::move(names),
                 .label_shown = true},
                view.pickup);
}

}  // namespace

void draw_import_rows(ImportView& view, Client& client, const groupbuy::GroupBuy& groupbuy) {
    const Locale locale = client.locale();
    draw_state(view, locale);
    draw_pickup(view, client, groupbuy);
    draw_tabs(view, locale);
    std::vector<std::size_t> places;
    const auto& rows = view.import->rows();
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (is_shown(view.shown, view.import->status_of(rows[i]))) places.push_back(i);
    if (places.empty()) return kit::empty_state(Icon::check, say(locale, "import.none_here"), "");
    {
        const kit::Card card;
        const kit::Group list(accessible::Role::list, say(locale, "import.rows"));
        const std::size_t shown = std::min(places.size(), view.rows_shown);
        for (std::size_t i = 0; i < shown; ++i) draw_row(view, locale, places[i]);
    }
    if (places.size() > view.rows_shown &&
        kit::button(
            {.label = say(locale, "import.more_rows",
                          {{"count", static_cast<std::int64_t>(places.size() - view.rows_shown)}}),
             .wide = true,
             .key = "more"}))
        view.rows_shown += rows_more;
}

void draw_import_row_form(ImportView& view, Client& client) {
    if (!view.correcting || !view.import || view.row >= view.import->rows().size()) return;
    const Locale locale = client.locale();
    const ImportRow& row = view.import->rows()[view.row];
    const RowStatus status = view.import->status_of(row);
    const kit::Dialog dialog(
        {.title = say(locale, "import.correct_title"), .close_label = say(locale, "app.close")});
    if (const std::string words = reason_of(locale, *view.import, row); !words.empty())
        kit::text(words, {.type = Type::small,
                          .ink = status == RowStatus::joined ? Ink::muted : Ink::warn});
    draw_origin(locale, row);
    draw_order_link(locale, row);
    if (status == RowStatus::joined || view.import->send_status() == SendStatus::under_way) {
        if (dialog.dismissed()) view.correcting = false;
        return;
    }
    const kit::Group form(accessible::Role::form, say(locale, "import.correct_title"));
    const bool named = view.name.find_first_not_of(' ') != std::string::npos;
    kit::text_field({.label = say(locale, "import.name"),
                     .error = named ? "" : say(locale, "profile.name"),
                     .input = {.length_max = 20},
                     .required = true,
                     .key = "name"},
                    view.name);
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < view.quantities.size(); ++i) {
        const kit::Each each(i);
        kit::stepper({.label = view.import->goods()[i].name, .max = 9999}, view.quantities[i]);
        sum += view.quantities[i];
    }
    kit::space(20);
    const int pressed =
        kit::buttons({{.label = say(locale, "import.is_right"),
                       .look = kit::Look::filled,
                       .wide = true,
                       .submits = true,
                       .disabled = !named || sum == 0},
                      {.label = say(locale, row.left_out ? "import.put_in" : "import.leave_out"),
                       .wide = true}});
    if (pressed == 0) {
        std::vector<std::int32_t> quantities(view.quantities.begin(), view.quantities.end());
        view.import->correct(view.row, view.name, std::move(quantities));
    }
    if (pressed == 1) view.import->leave_out(view.row, !row.left_out);
    if (pressed >= 0 || dialog.dismissed()) view.correcting = false;
}

}  // namespace starfish::web
