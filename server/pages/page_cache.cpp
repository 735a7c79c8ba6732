#include "server/pages/page_cache.hpp"

#include "core/base/digest.hpp"
#include "server/platform/record_number.hpp"

#include <algorithm>

namespace starfish {

std::size_t PageCache::CodeHash::operator()(std::string_view code) const {
    return static_cast<std::size_t>(digest_of(code));
}

std::size_t PageCache::slot_of(const Reader& reader) {
    return (reader.locale == Locale::en ? 2U : 0U) + (reader.language_chosen ? 1U : 0U);
}

void PageCache::changed(std::span<const Published> records) {
    for (const Published& published : records) {
        const Record& record = published.record;
        if (record.type.starts_with("groupbuy."))
            changed({member_number(record.body, "groupbuy")}, record.seq);
        else if (record.type.starts_with("catalog.") || record.type.starts_with("community."))
            all_changed_at_ = record.seq;  // a leader, a pickup point, an offer: seldom
        // Of bills, payments and refunds these pages show nothing.
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
    auto kept = std::make_shared<const KeyedPage>(std::move(page));
    const auto changed = changed_at_.find(groupbuy.value);
    const Seq last = changed == changed_at_.end() ? 0 : changed->second;
    if (rendered_from < std::max(last, all_changed_at_)) return kept;
    if (pages_.size() >= groupbuys_max_ && !pages_.contains(groupbuy.value)) pages_.clear();
    pages_[groupbuy.value][slot_of(reader)] = {kept, reader.origin, good_until};
    return kept;
}

Id<groupbuy::GroupBuy> PageCache::id_of(Code code) const {
    const auto found = ids_.find(code);
    return {found == ids_.end() ? 0 : found->second};
}

void PageCache::learn(Code code, Id<groupbuy::GroupBuy> groupbuy) {
    ids_.emplace(code, groupbuy.value);
}

}  // namespace starfish
