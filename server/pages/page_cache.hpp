// The pages of group-buys as they were last rendered. Belongs to the I/O thread.
//
// A page is good until its group-buy changes or its times go stale. What it was rendered from has a
// place in the log: a page made from a state before the last change is never kept, even if it is
// finished after that change became known.
#pragma once

#include "core/subjects/groupbuy/groupbuy.hpp"
#include "server/pages/keyed_page.hpp"
#include "server/pages/page_writer.hpp"
#include "server/platform/platform.hpp"

#include <array>
#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <boost/unordered/unordered_flat_map.hpp>

namespace starfish {

class PageCache {
public:
    using Clock = std::chrono::steady_clock;
    using Code = std::string_view;

    explicit PageCache(std::size_t groupbuys_max = 2000) : groupbuys_max_(groupbuys_max) {}

    // Every durable record, in order.
    void changed(std::span<const Published> records);
    void changed(Id<groupbuy::GroupBuy> groupbuy, Seq seq);

    // nullptr if it is to be rendered. Stands until the next call of a member that is not const.
    const KeyedPage* find(Code code, const Reader& reader, Clock::time_point now) const;
    // Gives the page back, kept if it is still good.
    std::shared_ptr<const KeyedPage> put(Code code, Id<groupbuy::GroupBuy> groupbuy,
                                         const Reader& reader, KeyedPage page, Seq rendered_from,
                                         Clock::time_point good_until);

    // A group-buy's id by its code, once a page or a join has asked for it: it never changes.
    Id<groupbuy::GroupBuy> id_of(Code code) const;
    void learn(Code code, Id<groupbuy::GroupBuy> groupbuy);

private:
    struct Slot {
        std::shared_ptr<const KeyedPage> page;
        std::string origin;
        Clock::time_point good_until;
    };
    // By language, and whether it was asked for.
    using Slots = std::array<Slot, 4>;
    static std::size_t slot_of(const Reader& reader);

    struct CodeHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view code) const;
    };
    template <class Value>
    using ByCode = boost::unordered_flat_map<std::string, Value, CodeHash, std::equal_to<>>;
    using ById = boost::unordered_flat_map<std::uint32_t, Seq>;

    std::size_t groupbuys_max_;
    ByCode<std::uint32_t> ids_;
    boost::unordered_flat_map<std::uint32_t, Slots> pages_;
    ById changed_at_;
    Seq all_changed_at_ = 0;
};

}  // namespace starfish
