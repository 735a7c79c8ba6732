#include "server/store/memory_store.hpp"

#include <map>
#include <mutex>
#include <shared_mutex>

namespace starfish {

struct Memory {
    std::shared_mutex mutex;
    std::vector<Record> log;
    std::map<ConsumerId, Profile> profiles;
    std::map<std::uint32_t, Note> notes;
    std::map<std::uint32_t, ClaimWords> claim_words;
    std::map<std::string, std::string, std::less<>> photos;
    std::map<std::string, std::string, std::less<>> values;
};

std::shared_ptr<Memory> make_memory() {
    return std::make_shared<Memory>();
}

namespace {

using Reading = std::shared_lock<std::shared_mutex>;
using Writing = std::scoped_lock<std::shared_mutex>;

// The rows of `table` that `keys` name, in the order of the keys.
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
        const Writing lock(memory_->mutex);
        if (head() != batch.expected_seq) return std::unexpected(AppendError::conflict);
        memory_->log.insert(memory_->log.end(), batch.records.begin(), batch.records.end());
        for (const Profile& profile : batch.profiles) put(profile);
        for (const Note& note : batch.notes) {
            Note& kept = memory_->notes[note.line];
            kept.line = note.line;
            kept.text = note.text;
        }
        for (const ClaimWords& words : batch.claim_words)
            memory_->claim_words.insert_or_assign(words.claim, words);
        for (const Photo& photo : batch.photos) memory_->photos.emplace(photo.id, photo.bytes);
        return head();
    }

    bool read(Seq after, const std::function<bool(const Record&)>& each) override {
        for (auto place = static_cast<std::size_t>(after);; ++place) {
            Record record;  // copied out, since `each` may take its time
            {
                const Reading lock(memory_->mutex);
                if (place >= memory_->log.size()) return true;
                record = memory_->log[place];
            }
            if (!each(record)) return true;
        }
    }

    std::vector<Profile> profiles(std::span<const ConsumerId> consumers) override {
        const Reading lock(memory_->mutex);
        return rows_of(memory_->profiles, consumers);
    }
    std::vector<Note> notes(std::span<const std::uint32_t> lines) override {
        const Reading lock(memory_->mutex);
        return rows_of(memory_->notes, lines);
    }
    bool erase_profile(ConsumerId consumer) override {
        const Writing lock(memory_->mutex);
        memory_->profiles.erase(consumer);
        return true;
    }

    std::vector<ClaimWords> claim_words(std::span<const std::uint32_t> claims) override {
        const Reading lock(memory_->mutex);
        return rows_of(memory_->claim_words, claims);
    }
    bool erase_claim_words(std::uint32_t claim) override {
        const Writing lock(memory_->mutex);
        memory_->claim_words.erase(claim);
        return true;
    }

    std::optional<std::string> photo(std::string_view id) override {
        const Reading lock(memory_->mutex);
        const auto found = memory_->photos.find(id);
        if (found == memory_->photos.end()) return std::nullopt;
        return found->second;
    }
    bool put_photo(const Photo& photo) override {
        const Writing lock(memory_->mutex);
        memory_->photos.emplace(photo.id, photo.bytes);
        return true;
    }
    bool erase_photo(std::string_view id) override {
        const Writing lock(memory_->mutex);
        memory_->photos.erase(std::string(id));
        return true;
    }
    std::vector<std::string> photo_ids() override {
        const Reading lock(memory_->mutex);
        std::vector<std::string> ids;
        for (const auto& [id, bytes] : memory_->photos) ids.push_back(id);
        return ids;
    }

    std::optional<std::string> value(std::string_view name) override {
        const Reading lock(memory_->mutex);
        const auto found = memory_->values.find(name);
        if (found == memory_->values.end()) return std::nullopt;
        return found->second;
    }
    bool put_value(std::string_view name, std::string_view value) override {
        const Writing lock(memory_->mutex);
        memory_->values.insert_or_assign(std::string(name), std::string(value));
        return true;
    }
    bool erase_value(std::string_view name) override {
        const Writing lock(memory_->mutex);
        memory_->values.erase(std::string(name));
        return true;
    }

private:
    void put(const Profile& typed) {
        const auto [kept, is_new] = memory_->profiles.try_emplace(typed.consumer, typed);
        kept->second.line = 0;
        if (is_new || typed.line == 0 || kept->second.name == typed.name) return;
        Note& note = memory_->notes[typed.line];
        note.line = typed.line;
        note.name = typed.name;
    }

    Seq head() const { return static_cast<Seq>(memory_->log.size()); }

    std::shared_ptr<Memory> memory_;
};

}  // namespace

std::unique_ptr<Store> open_memory_store(std::shared_ptr<Memory> memory) {
    return std::make_unique<MemoryStore>(std::move(memory));
}

}  // namespace starfish
