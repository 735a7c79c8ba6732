# Compiler options for our own code. Third-party headers are SYSTEM and stay silent.
add_library(starfish_options INTERFACE)
target_include_directories(starfish_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(starfish_options INTERFACE
    -Wall -Wextra -Wconversion -Wshadow -Werror
    # A designated initialiser leaves out what keeps its default: that is what it is for.
    -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 at -O2 sees overlaps and dangling pointers in std::string and std::vector that are not
    # there (GCC 105651).
    target_compile_options(starfish_options INTERFACE -Wno-restrict)
endif()
# Ours stay on; Boost's own assertions cost the JSON reader its speed.
target_compile_definitions(starfish_options INTERFACE
    $<$<CONFIG:Release>:BOOST_DISABLE_ASSERTS>
    $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)

if(EMSCRIPTEN)
    # Nothing of ours throws or catches, and in a browser nobody could do anything with what a
    # library throws (no memory, a bug): it ends the program either way. The way out of every
    # function for an exception would be a fifth of the download.
    target_compile_options(starfish_options INTERFACE -fno-exceptions -fno-rtti)
    target_link_options(starfish_options INTERFACE -fwasm-exceptions)
    # em++ may not search /usr/include: it sees boost/ and nlohmann/ alone.
    target_include_directories(starfish_options SYSTEM INTERFACE "${TOOLCHAIN_DIR}/wasm-include")
else()
    find_package(Boost 1.81 REQUIRED)
    target_link_libraries(starfish_options INTERFACE Boost::headers)
endif()
