// PKWARE's APPNOTE.TXT 6.3.9: the end record (4.3.16), the directory (4.3.12), local headers
// (4.3.7).
#include "server/workbook/zip.hpp"

#include <zlib.h>

#include <algorithm>

namespace starfish {
namespace {

constexpr std::uint32_t end_mark = 0x06054b50;
constexpr std::uint32_t directory_mark = 0x02014b50;
constexpr std::uint32_t local_mark = 0x04034b50;
constexpr std::size_t end_bytes = 22;
constexpr std::size_t directory_bytes = 46;
constexpr std::size_t local_bytes = 30;
constexpr std::size_t comment_bytes_max = 65'535;
constexpr std::uint16_t stored = 0;
constexpr std::uint16_t deflated = 8;
constexpr std::uint16_t encrypted = 1;

// Little-endian; the caller has checked the bounds.
std::uint16_t u16(std::string_view bytes, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
    return static_cast<std::uint16_t>(byte(0) | byte(1) << 8U);
}
std::uint32_t u32(std::string_view bytes, std::size_t at) {
    return u16(bytes, at) | static_cast<std::uint32_t>(u16(bytes, at + 2)) << 16U;
}

std::optional<std::size_t> find_end(std::string_view archive) {
    if (archive.size() < end_bytes) return std::nullopt;
    const std::size_t last = archive.size() - end_bytes;
    const std::size_t first = last > comment_bytes_max ? last - comment_bytes_max : 0;
    for (std::size_t at = last + 1; at-- > first;)
        if (u32(archive, at) == end_mark) return at;
    return std::nullopt;
}

std::optional<std::string> inflate_raw(std::string_view packed, std::size_t unpacked_bytes) {
    std::string text(unpacked_bytes, '\0');
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return std::nullopt;
    // zlib does not write to its input.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    const int result = inflate(&stream, Z_FINISH);
    const bool whole = result == Z_STREAM_END && stream.avail_out == 0;
    inflateEnd(&stream);
    return whole ? std::optional(std::move(text)) : std::nullopt;
}

}  // namespace

std::optional<Zip> Zip::open(std::string_view archive) {
    Zip zip(archive);
    return zip.read_directory() ? std::optional(std::move(zip)) : std::nullopt;
}

bool Zip::read_directory() {
    const auto end = find_end(archive_);
    if (!end) return false;
    const std::size_t count = u16(archive_, *end + 10);
    std::size_t at = u32(archive_, *end + 16);
    if (count > files_max) return false;
    for (std::size_t i = 0; i < count; ++i) {
        if (at + directory_bytes > *end || u32(archive_, at) != directory_mark) return false;
        const std::size_t name_bytes = u16(archive_, at + 28);
        const std::size_t next =
            at + directory_bytes + name_bytes + u16(archive_, at + 30) + u16(archive_, at + 32);
        if (next > *end || (u16(archive_, at + 8) & encrypted) != 0) return false;
        files_.push_back({.name = std::string(archive_.substr(at + directory_bytes, name_bytes)),
                          .method = u16(archive_, at + 10),
                          .packed_bytes = u32(archive_, at + 20),
                          .unpacked_bytes = u32(archive_, at + 24),
                          .check = u32(archive_, at + 16),
                          .begin = u32(archive_, at + 42)});
        at = next;
    }
    return true;
}

std::optional<std::string> Zip::unpack(std::string_view name) const {
    const auto file = std::ranges::find(files_, name, &File::name);
    if (file == files_.end() || file->unpacked_bytes > unpacked_bytes_max) return std::nullopt;
    const std::size_t header = file->begin;
    if (header + local_bytes > archive_.size() || u32(archive_, header) != local_mark)
        return std::nullopt;
    const std::size_t begin =
        header + local_bytes + u16(archive_, header + 26) + u16(archive_, header + 28);
    if (begin > archive_.size() || file->packed_bytes > archive_.size() - begin)
        return std::nullopt;
    const std::string_view packed = archive_.substr(begin, file->packed_bytes);
    std::optional<std::string> text;
    if (file->method == stored && file->packed_bytes == file->unpacked_bytes)
        text = std::string(packed);
    else if (file->method == deflated)
        text = inflate_raw(packed, file->unpacked_bytes);
    if (!text) return std::nullopt;
    const auto check =
        crc32(0, reinterpret_cast<const Bytef*>(text->data()), static_cast<uInt>(text->size()));
    return check == file->check ? text : std::nullopt;
}

}  // namespace starfish
