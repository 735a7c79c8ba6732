// A page rendered once and sent many times, each time with another idempotency key in its form.
//
// The key has a fixed length, so the page is patched instead of rendered again. In gzip the part
// before the key ends with a full flush, the key is a stored block, and the rest is compressed
// without references to earlier bytes. So the key can be replaced in the compressed bytes, and the
// stream's checksum is combined from the checksums of its three parts (zlib's crc32_combine).
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
    // The key in a rendered page: name="key" value="<placeholder>".
    static constexpr std::string_view placeholder = "00000000000000000000000000000000";

    // A page without the field is the same for everyone.
    explicit KeyedPage(std::string html);

    bool has_key() const { return key_at_.has_value(); }
    // `key` has key_size characters. It is ignored if the page has no key field.
    std::string identity(std::string_view key) const;
    std::string gzip(std::string_view key) const;

private:
    std::string html_;
    std::optional<std::size_t> key_at_;
    std::string gzip_;
    std::size_t gzip_key_at_ = 0;
    std::uint32_t crc_before_ = 0;  // of the part before the key
    std::uint32_t crc_after_ = 0;   // of the part after the key
    std::uint32_t crc_operator_ = 0;
};

// Fresh keys from the system's randomness, fetched in batches.
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
