#include "server/pages/keyed_page.hpp"

#include <array>
#include <cassert>

#include <sodium.h>
#include <zlib.h>

namespace starfish {
namespace {

constexpr int compression_level = 6;

const Bytef* bytes_of(std::string_view text) {
    return reinterpret_cast<const Bytef*>(text.data());
}

std::uint32_t crc_of(std::string_view text, std::uint32_t before = 0) {
    return static_cast<std::uint32_t>(
        crc32_z(before, text.empty() ? bytes_of("") : bytes_of(text), text.size()));
}

// Raw deflate blocks. After Z_FULL_FLUSH more blocks can follow; after Z_FINISH none can.
void append_deflated(std::string& out, std::string_view text, int flush) {
    z_stream stream{};
    [[maybe_unused]] int result = deflateInit2(&stream, compression_level, Z_DEFLATED, -MAX_WBITS,
                                               MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY);
    assert(result == Z_OK);
    const std::size_t before = out.size();
    // A flush adds an empty stored block, which deflateBound does not count.
    out.resize(before + deflateBound(&stream, text.size()) + 16);
    stream.next_in = const_cast<Bytef*>(bytes_of(text));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + before);
    stream.avail_out = static_cast<uInt>(out.size() - before);
    result = deflate(&stream, flush);
    assert(stream.avail_in == 0 && stream.avail_out > 0);
    out.resize(before + stream.total_out);
    deflateEnd(&stream);
}

void put_little_endian(char* to, std::uint32_t value) {
    for (int i = 0; i < 4; ++i) to[i] = static_cast<char>(value >> (8 * i));
}

constexpr std::string_view gzip_header{"\x1f\x8b\x08\0\0\0\0\0\0\xff", 10};
constexpr std::size_t gzip_trailer_size = 8;
// A stored block of key_size bytes that is not the last one: its size and the size's complement.
static_assert(KeyedPage::key_size == 0x20);
constexpr std::string_view stored_header{"\x00\x20\x00\xdf\xff", 5};

}  // namespace

KeyedPage::KeyedPage(std::string html) : html_(std::move(html)) {
    // Quotation marks in text and attributes are entities, so only the key field matches.
    static constexpr std::string_view mark = "name=\"key\" value=\"";
    const std::size_t found = html_.find(mark);
    if (found != std::string::npos) key_at_ = found + mark.size();
    assert(!key_at_ || std::string_view(html_).substr(*key_at_, key_size) == placeholder);

    const std::string_view all = html_;
    const std::size_t after_at = key_at_ ? *key_at_ + key_size : 0;
    const std::string_view after = all.substr(after_at);
    gzip_ = gzip_header;
    if (key_at_) {
        const std::string_view before = all.substr(0, *key_at_);
        append_deflated(gzip_, before, Z_FULL_FLUSH);
        gzip_ += stored_header;
        gzip_key_at_ = gzip_.size();
        gzip_ += placeholder;
        crc_before_ = crc_of(before);
    }
    append_deflated(gzip_, after, Z_FINISH);
    crc_after_ = crc_of(after);
    crc_operator_ =
        static_cast<std::uint32_t>(crc32_combine_gen(static_cast<z_off_t>(after.size())));
    gzip_.append(gzip_trailer_size, '\0');
    put_little_endian(gzip_.data() + gzip_.size() - 8, key_at_ ? 0 : crc_after_);
    put_little_endian(gzip_.data() + gzip_.size() - 4, static_cast<std::uint32_t>(html_.size()));
}

std::string KeyedPage::identity(std::string_view key) const {
    std::string page = html_;
    if (key_at_) page.replace(*key_at_, key_size, key);
    return page;
}

std::string KeyedPage::gzip(std::string_view key) const {
    std::string page = gzip_;
    if (!key_at_) return page;
    assert(key.size() == key_size);
    page.replace(gzip_key_at_, key_size, key);
    const std::uint32_t crc = static_cast<std::uint32_t>(
        crc32_combine_op(crc_of(key, crc_before_), crc_after_, crc_operator_));
    put_little_endian(page.data() + page.size() - gzip_trailer_size, crc);
    return page;
}

std::string_view KeySource::next() {
    if (at_ == digits_.size()) {
        std::array<unsigned char, keys_at_once * KeyedPage::key_size / 2> bytes{};
        randombytes_buf(bytes.data(), bytes.size());
        digits_.resize(bytes.size() * 2 + 1);
        sodium_bin2hex(digits_.data(), digits_.size(), bytes.data(), bytes.size());
        digits_.pop_back();
        at_ = 0;
    }
    const std::string_view key = std::string_view(digits_).substr(at_, KeyedPage::key_size);
    at_ += KeyedPage::key_size;
    return key;
}

}  // namespace starfish
