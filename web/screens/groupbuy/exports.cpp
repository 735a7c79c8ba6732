#include "web/screens/groupbuy/exports.hpp"

#include "wasm/outside/outside.hpp"
#include "web/app/screens.hpp"
#include "web/kit/kit.hpp"

#include <array>

namespace starfish::web {
namespace {

using groupbuy::GroupBuy;

struct Export {
    std::string_view file;
    std::string_view name;  // a key of assets/i18n
    bool ordered = false;   // accepts `order`
    bool labels = false;    // accepts `size` and `by` too
};
constexpr std::array export_files{
    Export{"customers.pdf", "export.by_customer"},
    Export{"products.pdf", "export.by_product"},
    Export{"matrix.pdf", "export.matrix"},
    Export{"slips.pdf", "export.slips", true},
    Export{"lists.xlsx", "papers.lists", true},
    Export{"kuaituantuan.xlsx", "export.kuaituantuan"},
    Export{"supplier.csv", "export.supplier_sheet"},
    Export{"parcels.csv", "export.parcels"},
    Export{"labels.pdf", "export.labels", true, true},
    Export{"labels.tspl", "papers.printer", true, true},
};

constexpr std::array<std::string_view, 3> label_orders{"building_room_item", "building_item_room",
                                                       "item_building_room"};
constexpr std::array<std::string_view, 3> label_sizes{"40x30", "60x40", "80x60"};
constexpr std::array<std::string_view, 2> label_groupings{"item", "household"};

std::string_view chosen(auto& values, int place) {
    return values.at(static_cast<std::size_t>(place));
}

std::string link_of(const ExportMenu& choice, Locale locale, const GroupBuy& groupbuy,
                    const Export& exported) {
    std::string link = outside::origin() + "/api/groupbuys/" + groupbuy.code + "/exports/" +
                       std::string(exported.file) + "?lang=" + std::string(language_tag(locale));
    const auto parameter = [&](std::string_view name, std::string_view value) {
        link += "&" + std::string(name) + "=" + std::string(value);
    };
    if (exported.ordered) parameter("order", chosen(label_orders, choice.order));
    if (exported.labels) parameter("size", chosen(label_sizes, choice.size));
    if (exported.labels) parameter("by", chosen(label_groupings, choice.by));
    return link;
}

bool may_take(const Client& client) {
    const Role role = client.account().actor.role;
    return role == Role::leader || role == Role::supplier;
}

bool has_page(const GroupBuy& groupbuy) {
    return groupbuy.phase >= groupbuy::Phase::open_ && !groupbuy.terms.hidden;
}

void draw_choices(ExportMenu& choice, Locale locale) {
    kit::choice({.label = say(locale, "papers.order"),
                 .options = {say(locale, "papers.order_room"), say(locale, "papers.order_item"),
                             say(locale, "papers.order_goods")},
                 .label_shown = true},
                choice.order);
    kit::choice({.label = say(locale, "papers.size"),
                 .options = {"40×30", "60×40", "80×60"},
                 .label_shown = true},
                choice.size);
    kit::choice({.label = say(locale, "papers.by"),
                 .options = {say(locale, "papers.by_item"), say(locale, "papers.by_household")},
                 .label_shown = true},
                choice.by);
    kit::space(16);
}

}  // namespace

void draw_exports_entry(View& view, Client& client, const GroupBuy& groupbuy) {
    if (!may_take(client) || groupbuy.phase < groupbuy::Phase::open_) return;
    const Locale locale = client.locale();
    const kit::Card card;
    if (kit::entry({.title = say(locale, "papers.title"),
                    .note = say(locale, "papers.note"),
                    .opens = true,
                    .key = "papers"}))
        view.exports.open = true;
}

void draw_exports(View& view, Client& client, const GroupBuy& groupbuy) {
    ExportMenu& choice = view.exports;
    if (!choice.open) return;
    const Locale locale = client.locale();
    const kit::Dialog dialog(
        {.title = say(locale, "papers.title"), .close_label = say(locale, "app.close")});
    if (client.link() == Link::offline) kit::banner({.text = say(locale, "papers.needs_network")});
    draw_choices(choice, locale);
    const kit::Group list(accessible::Role::list, say(locale, "papers.title"));
    const auto entry = [&](std::string_view name, std::string_view file) {
        const kit::Group item(accessible::Role::listitem);
        return kit::entry({.title = say(locale, name),
                           .value = std::string(file.substr(file.rfind('.') + 1)),
                           .value_ink = Ink::muted,
                           .opens = true,
                           .small = true,
                           .key = std::string(file)});
    };
    for (const Export& exported : export_files)
        if (entry(exported.name, exported.file))
            platform::open_page(link_of(choice, locale, groupbuy, exported));
    if (has_page(groupbuy) && entry("papers.poster", "poster.png"))
        platform::open_page(outside::origin() + "/g/" + groupbuy.code +
                            "/poster.png?lang=" + std::string(language_tag(locale)));
    if (dialog.dismissed()) choice.open = false;
}

}  // namespace starfish::web
