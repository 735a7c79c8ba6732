#include "web/screens/groupbuy/import_view.hpp"

#include "core/subjects/groupbuy/queries.hpp"
#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"

#include <algorithm>

namespace starfish::web {
namespace {

using groupbuy::GroupBuy;

constexpr std::size_t rows_at_once = 60;

std::vector<std::string> titles_of(const Client& client, const GroupBuy& groupbuy) {
    std::vector<std::string> titles;
    titles.reserve(groupbuy.terms.goods.size());
    for (const groupbuy::Goods& goods : groupbuy.terms.goods)
        titles.push_back(client.state().catalog.offers.at(goods.offer).title);
    return titles;
}

// The typed names; an empty or repeated name is replaced by the item's title.
std::vector<std::string> names_of(const ImportView& view, const std::vector<std::string>& titles) {
    std::vector<std::string> names = view.names;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i].empty() || std::ranges::count(names, names[i]) > 1) names[i] = titles[i];
    return names;
}

void read(ImportView& view, Client& client, const GroupBuy& groupbuy) {
    const auto names = names_of(view, titles_of(client, groupbuy));
    std::vector<ImportGoods> goods;
    goods.reserve(names.size());
    for (const groupbuy::Goods& each : groupbuy.terms.goods)
        goods.push_back({each.offer, names[goods.size()], each.cap_per_order});
    auto import = std::make_shared<ChatImport>(groupbuy.code, std::move(goods));
    if (const auto refusal = import->read(view.text, view.form == 1)) {
        view.refusal = say(client.locale(), *refusal);
        return;
    }
    if (import->rows().empty()) {
        view.refusal = say(client.locale(), "import.no_rows");
        return;
    }
    view.import = std::move(import);
    view.rows_shown = rows_at_once;
    view.shown = view.import->count(RowStatus::doubtful) > 0 ? 1 : 0;
}

// Reads the table of a chosen file at once, and shows its rows.
void draw_file_chooser(ImportView& view, Client& client, const GroupBuy& groupbuy) {
    const Locale locale = client.locale();
    const auto file = view.file;
    if (file && file->request_status == RequestStatus::done) {
        view.text = std::move(file->content);
        view.file.reset();
        return read(view, client, groupbuy);
    }
    kit::space(12);
    if (kit::button({.label = say(locale, "import.choose_file"),
                     .look = kit::Look::filled,
                     .wide = true,
                     .busy = file && file->request_status == RequestStatus::under_way})) {
        view.refusal.clear();
        view.file = std::make_shared<SentFile>();
        choose_table(client, view.file);
    }
    kit::text(say(locale, "import.file_hint"), {.type = Type::small, .ink = Ink::muted});
    if (file && file->request_status == RequestStatus::failed)
        kit::banner({.text = file->name + "：" + file->problem, .tone = Tone::bad});
    kit::space(12);
}

void draw_paste_form(ImportView& view, Client& client, const GroupBuy& groupbuy) {
    const Locale locale = client.locale();
    const kit::Card card;
    const kit::Group form(accessible::Role::form, say(locale, "import.title"));
    kit::text(say(locale, "import.hint"), {.type = Type::small, .ink = Ink::muted});
    kit::space(12);
    kit::choice({.label = say(locale, "import.form"),
                 .options = {say(locale, "import.chat"), say(locale, "import.table")}},
                view.form);
    const auto titles = titles_of(client, groupbuy);
    if (view.names.size() != titles.size()) view.names = titles;
    for (std::size_t i = 0; titles.size() > 1 && i < titles.size(); ++i) {
        const kit::Each each(i);
        kit::text_field({.label = say(locale, "import.called") + " " + titles[i],
                         .hint = i == 0 ? say(locale, "import.called_hint") : "",
                         .input = {.length_max = 40}},
                        view.names[i]);
    }
    if (view.form == 1) draw_file_chooser(view, client, groupbuy);
    if (kit::text_field(
            {.label = say(locale, view.form == 1 ? "import.paste_table" : "import.paste"),
             .error = view.refusal,
             .required = true,
             .key = "text",
             .lines = 10},
            view.text))
        view.refusal.clear();
    kit::space(12);
    if (kit::button({.label = say(locale, "import.read"),
                     .look = view.form == 1 ? kit::Look::outline : kit::Look::filled,
                     .wide = true,
                     .disabled = view.text.empty()}))
        read(view, client, groupbuy);
}

void take_over(ImportView& view, Client& client, const GroupBuy& groupbuy) {
    const auto points = community::pickup_points_of(client.state().community, groupbuy.community);
    const auto place = static_cast<std::size_t>(view.pickup);
    view.import->take_over(client,
                           place < points.size() ? points[place] : Id<community::PickupPoint>{});
}

// The buttons at the foot of the screen.
std::vector<kit::Button> foot_of(const ImportView& view, const Client& client) {
    if (!view.import) return {};
    const Locale locale = client.locale();
    const std::size_t ready = view.import->count(RowStatus::ready);
    const bool busy = view.import->send_status() == SendStatus::under_way;
    const bool offline = client.link() == Link::offline;
    const bool stopped = view.import->send_status() == SendStatus::stopped;
    const auto rows = static_cast<std::int64_t>(ready);
    return {{.label = say(locale, stopped ? "import.go_on" : "import.take_over", {{"rows", rows}}),
             .look = kit::Look::filled,
             .busy = busy,
             .disabled = offline || ready == 0,
             .reason = offline ? say(locale, "import.needs_network") : "",
             .key = "take-over"},
            {.label = say(locale, "import.again"), .disabled = busy}};
}

}  // namespace

void draw_import(View& all, Client& client, const GroupBuy& groupbuy, Instant) {
    const Locale locale = client.locale();
    ImportView& view = all.import;
    {
        const kit::Screen screen({.key = "import",
                                  .title = say(locale, "import.title"),
                                  .subtitle = groupbuy::title_of(client.state().catalog, groupbuy),
                                  .chip = link_chip(client),
                                  .back = say(locale, "app.back"),
                                  .foot = foot_of(view, client),
                                  .width_max = platform::is_desktop() ? 1000.0F : 720.0F,
                                  .centred = true});
        if (screen.back()) return platform::go("g/" + groupbuy.code);
        if (client.link() == Link::offline)
            kit::banner({.text = say(locale, "import.needs_network")});
        if (view.import)
            draw_import_rows(view, client, groupbuy);
        else
            draw_paste_form(view, client, groupbuy);
        if (screen.foot() == 0) take_over(view, client, groupbuy);
        if (screen.foot() == 1) view.import.reset();
    }
    draw_import_row_form(view, client);
}

}  // namespace starfish::web
