#include "web/gallery/gallery.hpp"

#include "web/gallery/screens.hpp"
#include "web/kit/kit.hpp"

#include <array>

namespace starfish::web::gallery {

std::string t(std::string_view chinese, std::string_view english) {
    return std::string(platform::environment().locale == Locale::en ? english : chinese);
}

GalleryState& state() {
    static GalleryState the_state;
    return the_state;
}

namespace {

int index_of_route(std::string_view route) {
    constexpr std::array<std::string_view, 5> routes{"", "controls", "handout", "money", "states"};
    for (std::size_t i = 0; i < routes.size(); ++i)
        if (route == routes[i]) return static_cast<int>(i);
    return 0;
}

constexpr std::array<std::string_view, 5> routes{"", "controls", "handout", "money", "states"};

void dialogs() {
    GalleryState& values = state();
    if (values.asking) {
        const kit::Answer answer = kit::ask(
            {.title = t("结束这个拼团？", "End this group-buy?"),
             .text = t("还差 11 份到下一档。结束后 10 分钟内可以撤回，已付的人按现在的价格成交。",
                       "11 units short of the next tier. You can undo this for 10 minutes; those "
                       "who paid keep the present price."),
             .yes = t("结束拼团", "End the group-buy"),
             .no = t("先不结束", "Keep it open"),
             .dangerous = true});
        if (answer != kit::Answer::none) values.asking = false;
        if (answer == kit::Answer::yes)
            kit::notify(t("拼团已结束", "The group-buy has ended"), Tone::good);
    }
    if (values.adding) {
        kit::Dialog dialog(
            {.title = t("加一个自提点", "Add a pickup point"), .close_label = t("关闭", "Close")});
        kit::Group form(accessible::Role::form, t("自提点", "Pickup point"));
        kit::text_field({.label = t("地点", "Place"), .required = true, .wants_focus = true},
                        values.place);
        const int pressed = kit::buttons({{.label = t("加上", "Add"),
                                           .look = kit::Look::filled,
                                           .wide = true,
                                           .submits = true}});
        if (pressed == 0) kit::notify(t("已加上：", "Added: ") + values.place, Tone::good);
        if (pressed == 0 || dialog.dismissed()) values.adding = false;
    }
}

}  // namespace

void frame() {
    const std::vector<kit::NavigationEntry> entries{{Icon::today, t("今天", "Today")},
                                                    {Icon::groupbuy, t("拼团", "Groups"), "3"},
                                                    {Icon::handout, t("交付", "Hand-out")},
                                                    {Icon::money, t("钱", "Money")},
                                                    {Icon::learning, t("学习", "Learn")}};
    const int current = index_of_route(platform::route());
    const int pressed = kit::shell({.brand = "Starfish 海星",
                                    .navigation_label = t("去处", "Places"),
                                    .entries = entries,
                                    .current = current});
    if (pressed >= 0) platform::go(routes[static_cast<std::size_t>(pressed)]);
    switch (current) {
        case 1:
            controls();
            break;
        case 2:
            handout();
            break;
        case 3:
            money();
            break;
        case 4:
            states();
            break;
        default:
            platform::is_desktop() ? overview() : today();
            break;
    }
    dialogs();
    kit::notices();
}

}  // namespace starfish::web::gallery
