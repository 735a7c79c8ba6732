// A 64-bit fingerprint of bytes: the same natively and in WebAssembly. Use it to compare states and
// command bodies; it is not cryptographic.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace starfish {

static_assert(std::endian::native == std::endian::little);

class Digest {
public:
    void add(std::string_view bytes) {
        add(bytes.size());
        while (bytes.size() >= 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data(), 8);
            add(word);
            bytes.remove_prefix(8);
        }
        std::uint64_t tail = 0;
        // An empty view may have a null pointer, which memcpy does not allow.
        if (!bytes.empty()) std::memcpy(&tail, bytes.data(), bytes.size());
        add(tail);
    }
    void add(std::uint64_t word) { hash_ = mix((hash_ ^ word) + 0x9E3779B97F4A7C15U); }
    std::uint64_t value() const { return mix(hash_); }

private:
    // The finalizer of SplitMix64 (Steele, Lea and Flood, 2014).
    static std::uint64_t mix(std::uint64_t x) {
        x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
        x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
        return x ^ (x >> 31U);
    }
    std::uint64_t hash_ = 0x5374617266697368U;
};

inline std::uint64_t digest_of(std::string_view bytes) {
    Digest digest;
    digest.add(bytes);
    return digest.value();
}

}  // namespace starfish
