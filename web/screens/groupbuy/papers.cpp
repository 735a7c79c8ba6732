#include "web/screens/groupbuy/papers.hpp"

#include "wasm/outside/outside.hpp"
#include "web/app/screens.hpp"
#include "web/kit/kit.hpp"

#include <array>

namespace starfish::web {
namespace {

using groupbuy::GroupBuy;

struct Paper {
    std::string_view file;
    std::string_view name;  // in assets/i18n
    bool ordered = false;   // takes `order`
    bool labels = false;    // takes `size` and `by`, too
};
constexpr std::array papers{
    Paper{"customers.pdf", "export.by_customer"},
    Paper{"products.pdf", "export.by_product"},
    Paper{"matrix.pdf", "export.matrix"},
    Paper{"slips.pdf", "export.slips", true},
    Paper{"lists.xlsx", "papers.lists", true},
    Paper{"kuaituantuan.xlsx", "export.kuaituantuan"},
    Paper{"supplier.csv", "export.supplier_sheet"},
    Paper{"parcels.csv", "export.parcels"},
    Paper{"labels.pdf", "export.labels", true, true},
    Paper{"labels.tspl", "papers.printer", true, true},
};

constexpr std::array<std::string_view, 3> orders{"building_room_item", "building_item_room",
                                                 "item_building_room"};
constexpr std::array<std::string_view, 3> sizes{"40x30", "60x40", "80x60"};
constexpr std::array<std::string_view, 2> bys{"item", "household"};

std::string_view chosen(auto& values, int place) {
    return values.at(static_cast<std::size_t>(place));
}

std::string link_of(const Papers& choice, Locale locale, const GroupBuy& groupbuy,
                    const Paper& paper) {
    std::string link = outside::origin() + "/api/groupbuys/" + groupbuy.code + "/exports/" +
                       std::string(paper.file) + "?lang=" + std::string(language_tag(locale));
    const auto parameter = [&](std::string_view name, std::string_view value) {
        link += "&" + std::string(name) + "=" + std::string(value);
    };
    if (paper.ordered) parameter("order", chosen(orders, choice.order));
    if (paper.labels) parameter("size", chosen(sizes, choice.size));
    if (paper.labels) parameter("by", chosen(bys, choice.by));
    return link;
}

bool may_take(const Client& client) {
    const Role role = client.account().actor.role;
    return role == Role::leader || role == Role::supplier;
}

bool has_page(const GroupBuy& groupbuy) {
    return groupbuy.phase >= groupbuy::Phase::open_ && !groupbuy.terms.hidden;
}

void draw_choices(Papers& choice, Locale locale) {
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

void draw_papers_link(View& view, Client& client, const GroupBuy& groupbuy) {
    if (!may_take(client) || groupbuy.phase < groupbuy::Phase::open_) return;
    const Locale locale = client.locale();
    const kit::Card card;
    if (kit::entry({.title = say(locale, "papers.title"),
                    .note = say(locale, "papers.note"),
                    .opens = true,
                    .key = "papers"}))
        view.papers.open = true;
}

void draw_papers(View& view, Client& client, const GroupBuy& groupbuy) {
    Papers& choice = view.papers;
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
    for (const Paper& paper : papers)
        if (entry(paper.name, paper.file))
            platform::open_page(link_of(choice, locale, groupbuy, paper));
    if (has_page(groupbuy) && entry("papers.poster", "poster.png"))
        platform::open_page(outside::origin() + "/g/" + groupbuy.code +
                            "/poster.png?lang=" + std::string(language_tag(locale)));
    if (dialog.dismissed()) choice.open = false;
}

}  // namespace starfish::web
