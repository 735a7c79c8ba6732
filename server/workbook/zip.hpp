// The few files of a ZIP archive that a workbook is made of, unpacked within bounds: an archive
// says itself how large its files are, and may lie.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

class Zip {
public:
    // No archive holds more files than this, and none unpacks to more bytes.
    static constexpr std::size_t files_max = 1'000;
    static constexpr std::size_t unpacked_bytes_max = 64U << 20U;

    // `archive` must outlive this. nullopt: no archive, or one with encrypted, split or 64-bit
    // parts.
    static std::optional<Zip> open(std::string_view archive);

    // nullopt: no such file, or one that does not unpack to what the archive says of it.
    std::optional<std::string> unpack(std::string_view name) const;

private:
    struct File {
        std::string name;
        std::uint16_t method{};
        std::uint32_t packed_bytes{};
        std::uint32_t unpacked_bytes{};
        std::uint32_t check{};  // CRC-32
        std::uint32_t begin{};  // of its local header
    };
    explicit Zip(std::string_view archive) : archive_(archive) {}
    bool read_directory();

    std::string_view archive_;
    std::vector<File> files_;
};

}  // namespace starfish
