// For tests of pages: a small case in the language of core/scenario, carried out through decide.
#pragma once

#include "core/scenario/play.hpp"
#include "server/pages/groupbuy/groupbuy_view.hpp"

#include <cassert>
#include <string>
#include <string_view>

namespace starfish {

// D0 is 2020-02-04, a Tuesday.
inline constexpr scenario::Calendar page_calendar{18296};

inline constexpr std::string_view page_case_start = R"(D0 09:00
supplier publishes 即食海参: 200 盒, at most 6 each, 10+ ¥168, 25+ ¥159, 40+ ¥149.50
    title: 即食海参家庭装 10 只
    summary: 去沙嘴后低温熟制，独立小袋。
陈姐 serves 百步亭, pickup at 3号门驿站
    tagline: 本地海参顾问
    hours: 周二 16:00–20:00
    address: 百步亭路 3 号门右手边
)";

class PageCase {
public:
    // `more` continues page_case_start.
    explicit PageCase(std::string_view more) {
        const auto script = scenario::read_script(std::string(page_case_start).append(more),
                                                  page_calendar, "page-case-");
        assert(script);
        trouble_ = scenario::play(*script, world_);
    }
    // The error of the script, in words; "" if there is none.
    std::string trouble() const {
        return trouble_ ? scenario::to_string(*trouble_, "page case") : std::string{};
    }
    const State& state() const { return world_.state(); }
    // The view of the group-buy opened last, `minute` minutes after midnight of the case's day
    // `day`.
    GroupBuyView last(std::int64_t day, std::int64_t minute) const {
        const auto& all = state().groupbuy.groupbuys;
        return view_of(state(), *(all.end() - 1), 1, page_calendar.at(day, minute * minute_ms));
    }

private:
    scenario::EngineWorld world_;
    std::optional<scenario::Failure> trouble_;
};

}  // namespace starfish
