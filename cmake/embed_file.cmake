# Run by embed.cmake: writes OUTPUT, which defines SYMBOL as the bytes of FILE. Every byte is an
# escape, so that any file will do: a raw string has a length limit in some compilers and a
# delimiter that a text may hold.
file(READ "${FILE}" hex HEX)
file(SIZE "${FILE}" size)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${hex}")
string(REGEX REPLACE "(\\\\x0a)" "\\1\"\n    \"" bytes "${bytes}")
file(WRITE "${OUTPUT}" "#include <string_view>

namespace starfish::assets {

extern const std::string_view ${SYMBOL};
constinit const std::string_view ${SYMBOL}{
    \"${bytes}\",
    ${size}};

}  // namespace starfish::assets
")
