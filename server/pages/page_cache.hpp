// The pages of group-buys as last rendered. Belongs to the I/O thread.
//
// A page is valid until its group-buy changes or its times go stale. Each page carries the seq of
// the state it was rendered from: a page rendered from a state before the last change is never
// stored, even if rendering ends after the change became known.
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

    // Takes every durable record, in order.
    void changed(std::span<const PublishedRecord> records);
    void changed(Id<groupbuy::GroupBuy> groupbuy, Seq seq);

    // nullptr if the page must be rendered. Valid until the next call of a non-const member.
    const KeyedPage* find(Code code, const Reader& reader, Clock::time_point now) const;
    // Returns the page; stores it if it is still valid.
    std::shared_ptr<const KeyedPage> put(Code code, Id<groupbuy::GroupBuy> groupbuy,
                                         const Reader& reader, KeyedPage page, Seq rendered_from,
                                         Clock::time_point good_until);

    // The id of a group-buy by its code, known after the first page or join; it never changes.
    Id<groupbuy::GroupBuy> id_of(Code code) const;
    void learn(Code code, Id<groupbuy::GroupBuy> groupbuy);

private:
    struct Slot {
        std::shared_ptr<const KeyedPage> page;
        std::string origin;
        Clock::time_point good_until;
    };
    // By language, and whether the address chose the language.
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
