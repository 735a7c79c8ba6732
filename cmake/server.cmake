# The server room and the program `starfish`. Its pages' templates and styles are inside the
# program.
find_package(Threads REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_library(SODIUM_LIBRARY sodium REQUIRED)
find_library(BROTLI_LIBRARY brotlienc REQUIRED)
# The exports': pages and pictures, their text, QR codes, spreadsheets.
find_package(PkgConfig REQUIRED)
pkg_check_modules(EXPORT_LIBRARIES REQUIRED IMPORTED_TARGET
    pangocairo cairo-pdf cairo-png libqrencode xlsxwriter)

file(GLOB_RECURSE site_texts CONFIGURE_DEPENDS
    "${PROJECT_SOURCE_DIR}/site/templates/*.mustache" "${PROJECT_SOURCE_DIR}/site/css/*.css")
embed_lookup(starfish_assets_site site BASE "${PROJECT_SOURCE_DIR}/site" FILES ${site_texts})

starfish_room(server DEPENDS core assets_site)
get_target_property(kind starfish_server TYPE)
if(kind STREQUAL "INTERFACE_LIBRARY")
    set(visibility INTERFACE)
else()
    set(visibility PUBLIC)
endif()
target_link_libraries(starfish_server ${visibility}
    SQLite::SQLite3 ZLIB::ZLIB fmt::fmt spdlog::spdlog CLI11::CLI11 Threads::Threads
    "${SODIUM_LIBRARY}" "${BROTLI_LIBRARY}" PkgConfig::EXPORT_LIBRARIES)

if(EXISTS "${PROJECT_SOURCE_DIR}/server/main.cpp")
    add_executable(starfish server/main.cpp)
    target_link_libraries(starfish PRIVATE starfish_server)
    set_target_properties(starfish PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
endif()
