#include "server/store/memory_store.hpp"

#include <map>
#include <mutex>
#include <shared_mutex>

namespace starfish {

struct Memory {
    std::shared_mutex mutex;
    std::vector<Record> log;
    std::map<ConsumerId, Profile> profiles;
    std::map<std::pair<std::string, std::uint32_t>, std::string> private_texts;
    std::map<std::string, std::string, std::less<>> photos;
    std::map<std::string, std::string, std::less<>> values;
};

std::shared_ptr<Memory> make_memory() {
    return std::make_shared<Memory>();
}

namespace {

using ReadLock = std::shared_lock<std::shared_mutex>;
using WriteLock = std::scoped_lock<std::shared_mutex>;

// The rows of `table` with the given keys, in the order of the keys.
template <class Row, class Key>
std::vector<Row> rows_of(const std::map<Key, Row>& table, std::span<const Key> keys) {
    std::vector<Row> found;
    for (const Key& key : keys)
        if (const auto row = table.find(key); row != table.end()) found.push_back(row->second);
    return found;
}

class MemoryStore final : public Store {
public:
    explicit MemoryStore(std::shared_ptr<Memory> memory) : memory_(std::move(memory)) {}

    std::expected<Seq, AppendError> append(const Batch& batch) override {
        const WriteLock lock(memory_->mutex);
        if (head() != batch.expected_seq) return std::unexpected(AppendError::conflict);
        memory_->log.insert(memory_->log.end(), batch.records.begin(), batch.records.end());
        for (const Profile& profile : batch.profiles) put(profile);
        for (const PrivateText& text : batch.private_texts)
            memory_->private_texts.insert_or_assign({text.kind, text.id}, text.text);
        for (const Photo& photo : batch.photos) memory_->photos.emplace(photo.id, photo.bytes);
        return head();
    }

    bool read(Seq after, const std::function<bool(const Record&)>& each) override {
        for (auto index = static_cast<std::size_t>(after);; ++index) {
            Record record;  // a copy, so that a slow `each` does not hold the lock
            {
                const ReadLock lock(memory_->mutex);
                if (index >= memory_->log.size()) return true;
                record = memory_->log[index];
            }
            if (!each(record)) return true;
        }
    }

    std::vector<Profile> profiles(std::span<const ConsumerId> consumers) override {
        const ReadLock lock(memory_->mutex);
        return rows_of(memory_->profiles, consumers);
    }
    bool erase_profile(ConsumerId consumer) override {
        const WriteLock lock(memory_->mutex);
        memory_->profiles.erase(consumer);
        return true;
    }

    std::vector<PrivateText> private_texts(std::string_view kind,
                                           std::span<const std::uint32_t> ids) override {
        const ReadLock lock(memory_->mutex);
        std::vector<PrivateText> found;
        for (const std::uint32_t id : ids)
            if (const auto text = memory_->private_texts.find({std::string(kind), id});
                text != memory_->private_texts.end())
                found.push_back({std::string(kind), id, text->second});
        return found;
    }
    bool erase_private_text(std::string_view kind, std::uint32_t id) override {
        const WriteLock lock(memory_->mutex);
        memory_->private_texts.erase({std::string(kind), id});
        return true;
    }

    std::optional<std::string> photo(std::string_view id) override {
        const ReadLock lock(memory_->mutex);
        const auto found = memory_->photos.find(id);
        if (found == memory_->photos.end()) return std::nullopt;
        return found->second;
    }
    bool put_photo(const Photo& photo) override {
        const WriteLock lock(memory_->mutex);
        memory_->photos.emplace(photo.id, photo.bytes);
        return true;
    }
    bool erase_photo(std::string_view id) override {
        const WriteLock lock(memory_->mutex);
        memory_->photos.erase(std::string(id));
        return true;
    }
    std::vector<std::string> photo_ids() override {
        const ReadLock lock(memory_->mutex);
        std::vector<std::string> ids;
        for (const auto& [id, bytes] : memory_->photos) ids.push_back(id);
        return ids;
    }

    std::optional<std::string> value(std::string_view name) override {
        const ReadLock lock(memory_->mutex);
        const auto found = memory_->values.find(name);
        if (found == memory_->values.end()) return std::nullopt;
        return found->second;
    }
    bool put_value(std::string_view name, std::string_view value) override {
        const WriteLock lock(memory_->mutex);
        memory_->values.insert_or_assign(std::string(name), std::string(value));
        return true;
    }
    bool erase_value(std::string_view name) override {
        const WriteLock lock(memory_->mutex);
        memory_->values.erase(std::string(name));
        return true;
    }

private:
    void put(const Profile& typed) {
        const auto [kept, is_new] = memory_->profiles.try_emplace(typed.consumer, typed);
        kept->second.line = 0;
        if (is_new || typed.line == 0 || kept->second.name == typed.name) return;
        memory_->private_texts.insert_or_assign({std::string(line_name_kind), typed.line},
                                                typed.name);
    }

    Seq head() const { return static_cast<Seq>(memory_->log.size()); }

    std::shared_ptr<Memory> memory_;
};

}  // namespace

std::unique_ptr<Store> open_memory_store(std::shared_ptr<Memory> memory) {
    return std::make_unique<MemoryStore>(std::move(memory));
}

}  // namespace starfish
