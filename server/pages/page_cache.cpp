#include "server/pages/page_cache.hpp"

#include "core/base/digest.hpp"

#include <algorithm>

namespace starfish {

std::size_t PageCache::CodeHash::operator()(std::string_view code) const {
    return static_cast<std::size_t>(digest_of(code));
}

std::size_t PageCache::slot_of(const Reader& reader) {
    return (reader.locale == Locale::en ? 2U : 0U) + (reader.language_chosen ? 1U : 0U);
}

void PageCache::changed(std::span<const PublishedRecord> records) {
    for (const PublishedRecord& published : records) {
        const Seq seq = published.record.seq;
        if (const auto* const event = std::get_if<groupbuy::Event>(&published.event))
            std::visit(
                [&](const auto& e) {
                    if constexpr (requires { e.groupbuy; }) changed(e.groupbuy, seq);
                },
                *event);
        else if (std::holds_alternative<catalog::Event>(published.event) ||
                 std::holds_alternative<community::Event>(published.event))
            all_changed_at_ = seq;  // leaders, pickup points and offers change seldom
        // These pages show no bills, payments or refunds.
    }
    if (!records.empty() && all_changed_at_ >= records.front().record.seq) pages_.clear();
}

void PageCache::changed(Id<groupbuy::GroupBuy> groupbuy, Seq seq) {
    if (!groupbuy) return;
    changed_at_[groupbuy.value] = seq;
    pages_.erase(groupbuy.value);
}

const KeyedPage* PageCache::find(Code code, const Reader& reader, Clock::time_point now) const {
    const auto id = ids_.find(code);
    if (id == ids_.end()) return nullptr;
    const auto slots = pages_.find(id->second);
    if (slots == pages_.end()) return nullptr;
    const Slot& slot = slots->second[slot_of(reader)];
    const bool good = slot.page && now < slot.good_until && slot.origin == reader.origin;
    return good ? slot.page.get() : nullptr;
}

std::shared_ptr<const KeyedPage> PageCache::put(Code code, Id<groupbuy::GroupBuy> groupbuy,
                                                const Reader& reader, KeyedPage page,
                                                Seq rendered_from, Clock::time_point good_until) {
    learn(code, groupbuy);
    auto shared = std::make_shared<const KeyedPage>(std::move(page));
    const auto changed = changed_at_.find(groupbuy.value);
    const Seq last = changed == changed_at_.end() ? 0 : changed->second;
    if (rendered_from < std::max(last, all_changed_at_)) return shared;
    if (pages_.size() >= groupbuys_max_ && !pages_.contains(groupbuy.value)) pages_.clear();
    pages_[groupbuy.value][slot_of(reader)] = {shared, reader.origin, good_until};
    return shared;
}

Id<groupbuy::GroupBuy> PageCache::id_of(Code code) const {
    const auto found = ids_.find(code);
    return {found == ids_.end() ? 0 : found->second};
}

void PageCache::learn(Code code, Id<groupbuy::GroupBuy> groupbuy) {
    ids_.emplace(code, groupbuy.value);
}

}  // namespace starfish
