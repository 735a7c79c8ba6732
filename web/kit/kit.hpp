// The components of screens. A screen is a plain function that is called every frame. It calls its
// components in order, and each component returns what the person did with it. Screens position
// nothing by hand, and the kit stores none of the caller's values.
//
//     void today(const Client& client, View& view) {
//         namespace kit = starfish::web::kit;
//         kit::Screen screen({.key = "today",
//                             .title = "今天",
//                             .subtitle = "11月22日 周日 · 百步亭",
//                             .chip = {"离线可用 · 已同步", Tone::good}});
//         {
//             kit::Card card({.title = "即食海参家庭装",
//                             .chip = {"拼团中 · 剩 3 小时 12 分", Tone::brand}});
//             kit::ladder({.name = "即食海参家庭装", .value_text = …, .units = 29, .tiers =
//             tiers}); kit::row({.left = "**29** 份 · **23** 人",
//                       .right = "再 11 份每份降到 ¥149",
//                       .left_style = {.type = Type::small, .marked = true},
//                       .right_style = {.type = Type::small, .ink = Ink::muted}});
//             if (kit::button({.label = "复制文案", .look = Look::filled}))
//                 platform::copy_text(material);
//         }
//         platform::wake_in_ms(60'000);  // the countdown's next minute
//     }
//     // The frame: navigation, then the screen, then the dialogs over it.
//     if (const int entry = kit::shell({.entries = entries, .current = view.entry}); entry >= 0)
//         platform::go(route_of(entry));
//     today(client, view);
//     if (view.ending) { if (kit::ask({…}) == Answer::yes) … }
//     kit::notices();
//
// In a loop, `kit::Each each(order.id)` keeps the entries' identities apart. The files:
//   screen.hpp    shell (navigation), Screen (top bar, scrolling, foot bar)
//   display.hpp   Card, row, chip, progress, ladder, banner, empty_state, skeleton, charts
//   controls.hpp  button, text_field, stepper, checkbox, choice, entry, Task, stats
//   table.hpp     Table
//   dialog.hpp    Dialog, ask, notify
//   text.hpp, layout.hpp, tokens.hpp, icons.hpp   the parts of those components
// A test drives a screen without a browser by roles and names: see web/platform/headless.hpp.
#pragma once

#include "web/kit/controls.hpp"
#include "web/kit/dialog.hpp"
#include "web/kit/display.hpp"
#include "web/kit/layout.hpp"
#include "web/kit/screen.hpp"
#include "web/kit/table.hpp"
#include "web/kit/text.hpp"
