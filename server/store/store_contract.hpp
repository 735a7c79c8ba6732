// The contract of every store; the test of each storage engine runs it.
#pragma once

#include "server/store/store.hpp"

#include <catch2/catch_test_macros.hpp>

#include <thread>

namespace starfish {

inline Record sample_record(Seq seq, std::string body = R"({"note":"海参 \"大\""})") {
    return {.seq = seq,
            .time = {1'580'000'000'000 + seq},
            .actor = {Role::consumer, 0x7FFF'FFFF'FFFF'FFFF},
            .command_id = "command-" + std::to_string(seq),
            .command_digest = 0xFFFF'FFFF'FFFF'FF00U + static_cast<std::uint64_t>(seq),
            .type = "groupbuy.joined",
            .version = 2,
            .body = std::move(body)};
}

inline std::vector<Record> sample_records(Seq first, Seq last) {
    std::vector<Record> records;
    for (Seq seq = first; seq <= last; ++seq) records.push_back(sample_record(seq));
    return records;
}

inline std::expected<Seq, AppendError> append_records(Store& store, Seq expected,
                                                      std::span<const Record> records) {
    return store.append({expected, records, {}, {}});
}

inline std::vector<Record> log_of(Store& store, Seq after = 0) {
    std::vector<Record> records;
    REQUIRE(store.read(after, [&](const Record& r) { return records.push_back(r), true; }));
    return records;
}

// `store` is empty. `reopen` takes the old store and opens the same data again.
inline void check_store_contract(
    std::unique_ptr<Store> store,
    const std::function<std::unique_ptr<Store>(std::unique_ptr<Store>)>& reopen) {
    SECTION("an empty log reads as nothing") {
        CHECK(log_of(*store).empty());
        CHECK(store->append({0, {}, {}, {}}) == Seq{0});
    }
    SECTION("records come back as they were, in order, also after opening again") {
        const auto records = sample_records(1, 5);
        CHECK(append_records(*store, 0, std::span(records).first(2)) == Seq{2});
        CHECK(append_records(*store, 2, std::span(records).subspan(2)) == Seq{5});
        CHECK(log_of(*store) == records);
        store = reopen(std::move(store));
        CHECK(log_of(*store) == records);
        CHECK(log_of(*store, 3) == sample_records(4, 5));
        CHECK(log_of(*store, 5).empty());
        const auto more = sample_records(6, 6);
        CHECK(append_records(*store, 5, more) == Seq{6});
    }
    SECTION("reading stops when it is told to") {
        append_records(*store, 0, sample_records(1, 9));
        int seen = 0;
        CHECK(store->read(0, [&](const Record&) { return ++seen < 3; }));
        CHECK(seen == 3);
    }
    SECTION("an append that does not continue the log is a conflict and writes nothing") {
        append_records(*store, 0, sample_records(1, 2));
        const std::vector<Profile> profiles{{{7}, "王阿姨", "13800000000"}};
        const std::vector<PrivateText> notes{{"line", 1, "不要辣"}};
        const std::vector<std::pair<std::string, std::string>> none;
        for (const Seq expected : {0, 1, 3}) {
            const auto records = sample_records(expected + 1, expected + 1);
            const auto answer = store->append({expected, records, profiles, notes});
            REQUIRE(!answer);
            CHECK(answer.error() == AppendError::conflict);
            CHECK(append_records(*store, expected, {}).error() == AppendError::conflict);
        }
        CHECK(append_records(*store, 2, {}) == Seq{2});
        CHECK(log_of(*store) == sample_records(1, 2));
        CHECK(store->profiles(std::vector{ConsumerId{7}}).empty());
        CHECK(store->private_texts("line", std::vector{1U}).empty());
        CHECK(append_records(*store, 2, sample_records(3, 3)) == Seq{3});
    }
    SECTION("profiles and notes arrive with the records, are not renamed, and can be erased") {
        const std::vector<ConsumerId> both{{5}, {7}};
        std::vector<Profile> profiles{{{7}, "王阿姨", "13800000000"}, {{5}, "李姐", "02788888888"}};
        const std::vector<PrivateText> notes{{"line", 3, "周末来拿\n谢谢"}};
        CHECK(store->append({0, sample_records(1, 1), profiles, notes}) == Seq{1});
        CHECK(store->profiles(both) == std::vector{profiles[1], profiles[0]});
        CHECK(store->private_texts("line", std::vector{2U, 3U}) == notes);

        // Another name typed with the same phone number belongs to that order line only.
        const std::vector<Profile> kept = store->profiles(both);
        profiles = {{{7}, "坏人", "13800000000", 4}, {{7}, "王阿姨", "13800000000", 5}};
        CHECK(store->append({1, sample_records(2, 2), profiles,
                             std::vector<PrivateText>{{"line", 4, "快点"}}}) == Seq{2});
        store = reopen(std::move(store));
        CHECK(store->profiles(both) == kept);
        CHECK(store->private_texts("line", std::vector{3U, 4U, 5U}) ==
              std::vector<PrivateText>{notes[0], {"line", 4, "快点"}});
        CHECK(store->private_texts(line_name_kind, std::vector{3U, 4U, 5U}) ==
              std::vector<PrivateText>{{"line_name", 4, "坏人"}});

        CHECK(store->erase_profile({7}));
        CHECK(store->erase_profile({7}));
        CHECK(store->erase_profile({12345}));
        CHECK(store->profiles(both).size() == 1);
        store = reopen(std::move(store));
        CHECK(store->profiles(both).size() == 1);
        profiles = {{{7}, "王姐", "13900000001"}};
        CHECK(store->append({2, sample_records(3, 3), profiles, {}}) == Seq{3});
        CHECK(store->profiles(both).size() == 2);
    }
    SECTION("claims' words and photos arrive with the records, and can be erased") {
        using namespace std::string_literals;
        const std::string id(64, 'a');
        const std::vector<PrivateText> words{{"claim", 4, "盒子破了\n漏水"}};
        const std::vector<Photo> photos{{id, "\xFF\xD8\0picture"s}};
        const auto none = store->append({3, {}, {}, words, photos});
        CHECK(none.error() == AppendError::conflict);
        CHECK(store->private_texts("claim", std::vector{4U}).empty());
        CHECK(!store->photo(id));
        CHECK(store->append({0, sample_records(1, 1), {}, words, photos}) == Seq{1});
        store = reopen(std::move(store));
        CHECK(store->private_texts("claim", std::vector{3U, 4U}) == words);
        CHECK(store->photo(id) == photos[0].bytes);
        CHECK(!store->photo(""));
        CHECK(store->put_photo(photos[0]));
        CHECK(store->put_photo({std::string(64, 'b'), "other"}));
        CHECK(store->photo(std::string(64, 'b')) == "other");
        CHECK(store->photo_ids() == std::vector{id, std::string(64, 'b')});

        CHECK(store->erase_private_text("claim", 4));
        CHECK(store->erase_private_text("claim", 4));
        CHECK(store->erase_photo(id));
        CHECK(store->erase_photo(id));
        store = reopen(std::move(store));
        CHECK(store->private_texts("claim", std::vector{4U}).empty());
        CHECK(!store->photo(id));
        CHECK(store->photo(std::string(64, 'b')) == "other");
    }
    SECTION("values are kept byte for byte") {
        using namespace std::string_literals;
        CHECK(!store->value("key"));
        CHECK(store->put_value("key", "\0\xFF\x80'\"海"s));
        CHECK(store->put_value("empty", ""));
        CHECK(store->value("key") == "\0\xFF\x80'\"海"s);
        CHECK(store->put_value("key", "second"));
        store = reopen(std::move(store));
        CHECK(store->value("key") == "second");
        CHECK(store->value("empty") == "");
        CHECK(store->erase_value("key"));
        CHECK(store->erase_value("key"));
        CHECK(!store->value("key"));
    }
    SECTION("readers on other threads see whole batches while the log grows") {
        constexpr Seq batches = 60;
        constexpr Seq batch_size = 7;
        std::atomic<bool> whole = true;
        std::atomic<bool> ended = false;
        const auto follow = [&] {
            for (bool last = false; !last;) {
                last = ended;
                Seq seen = 0;
                const bool read = store->read(0, [&](const Record& r) { return r.seq == ++seen; });
                if (!read || seen % batch_size != 0) whole = false;
                store->value("key");
            }
        };
        std::thread one(follow);
        std::thread other(follow);
        for (Seq i = 0; i < batches; ++i)
            append_records(*store, i * batch_size,
                           sample_records(i * batch_size + 1, (i + 1) * batch_size));
        ended = true;
        one.join();
        other.join();
        CHECK(whole);
        CHECK(log_of(*store).size() == batches * batch_size);
    }
    SECTION("large bodies and many records in one batch") {
        std::vector<Record> records = sample_records(1, 3000);
        records[1500].body = std::string(300'000, 'x');
        CHECK(append_records(*store, 0, records) == Seq{3000});
        CHECK(log_of(*store) == records);
    }
}

}  // namespace starfish
