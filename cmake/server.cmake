# The server room and the program `starfish`. Its pages' templates, styles and script are inside
# the program.
find_package(Threads REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(EXPAT REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(CURL 7.85 REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_library(SODIUM_LIBRARY sodium REQUIRED)
find_library(BROTLI_LIBRARY brotlienc REQUIRED)
# The exports': pages and pictures, their text, QR codes, spreadsheets.
find_package(PkgConfig REQUIRED)
pkg_check_modules(EXPORT_LIBRARIES REQUIRED IMPORTED_TARGET
    pangocairo cairo-pdf cairo-png libqrencode xlsxwriter)
# Photos, read and written.
pkg_check_modules(PHOTO_LIBRARIES REQUIRED IMPORTED_TARGET libturbojpeg libpng libwebp)

file(GLOB_RECURSE site_texts CONFIGURE_DEPENDS
    "${PROJECT_SOURCE_DIR}/site/templates/*.mustache" "${PROJECT_SOURCE_DIR}/site/css/*.css"
    "${PROJECT_SOURCE_DIR}/site/js/*.js")
embed_lookup(starfish_assets_site site BASE "${PROJECT_SOURCE_DIR}/site" FILES ${site_texts})

# The form of reward plans, which `starfish check-plan --schema` prints.
embed_texts(starfish_assets_plan plan FILES "${PROJECT_SOURCE_DIR}/docs/reward-plan.schema.json")

starfish_room(server DEPENDS core assets_site assets_plan)
target_link_libraries(starfish_server PUBLIC
    SQLite::SQLite3 ZLIB::ZLIB EXPAT::EXPAT fmt::fmt spdlog::spdlog CLI11::CLI11 Threads::Threads
    CURL::libcurl OpenSSL::Crypto "${SODIUM_LIBRARY}" "${BROTLI_LIBRARY}" PkgConfig::EXPORT_LIBRARIES
    PkgConfig::PHOTO_LIBRARIES)

set_source_files_properties("${PROJECT_SOURCE_DIR}/server/cli/cli.cpp" PROPERTIES
    COMPILE_DEFINITIONS "STARFISH_VERSION=\"${PROJECT_VERSION}\"")

if(EXISTS "${PROJECT_SOURCE_DIR}/server/main.cpp")
    add_executable(starfish server/main.cpp)
    target_link_libraries(starfish PRIVATE starfish_server)
    set_target_properties(starfish PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
endif()
