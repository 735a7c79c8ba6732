// A page rendered once and sent to many, each time with another idempotency key in its form.
//
// The key has a fixed length, so the page is patched and not made again. In gzip, what stands
// before the key ends with a full flush, the key is a stored block, and what follows is compressed
// without looking back: so the key can be changed in the compressed bytes, and the stream's
// checksum is put together from those of its three parts (zlib's crc32_combine).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace starfish {

class KeyedPage {
public:
    // 32 hexadecimal digits: 128 bits.
    static constexpr std::size_t key_size = 32;
    // What a page is rendered with where the key will stand: name="key" value="<placeholder>".
    static constexpr std::string_view placeholder = "00000000000000000000000000000000";

    // A page without such a field is one that is the same for all.
    explicit KeyedPage(std::string html);

    bool has_key() const { return key_at_.has_value(); }
    // `key` has key_size characters; it is not looked at if the page has no field for it.
    std::string identity(std::string_view key) const;
    std::string gzip(std::string_view key) const;

private:
    std::string html_;
    std::optional<std::size_t> key_at_;
    std::string gzip_;
    std::size_t gzip_key_at_ = 0;
    std::uint32_t crc_before_ = 0;  // of what stands before the key
    std::uint32_t crc_after_ = 0;   // of what follows it
    std::uint32_t crc_operator_ = 0;
};

// Fresh keys, from the system's randomness, some at a time.
class KeySource {
public:
    // Valid until the next call.
    std::string_view next();

private:
    static constexpr std::size_t keys_at_once = 64;
    std::string digits_;
    std::size_t at_ = 0;
};

}  // namespace starfish
