# A room is a folder of sources beside their tests:
#   starfish_room(NAME DEPENDS room… ALSO object-library…)
# makes the library starfish_NAME from NAME/**/*.cpp. Left out are tests (*_test.cpp), programs
# (main*.cpp), and the files of the other platform: *_browser.cpp is compiled by Emscripten alone,
# *_native.cpp by everyone else. A room with no sources yet is an empty target, so that the rooms
# behind it still build.

function(room_sources name result)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${name}/*.cpp")
    if(EMSCRIPTEN)
        set(other_platform "_native")
    else()
        set(other_platform "_browser")
    endif()
    list(FILTER sources EXCLUDE REGEX "(_test|${other_platform})\\.cpp$|/main[^/]*\\.cpp$")
    set(${result} "${sources}" PARENT_SCOPE)
endfunction()

function(starfish_room name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPENDS;ALSO")
    room_sources(${name} sources)
    list(TRANSFORM arg_DEPENDS PREPEND starfish_)
    list(TRANSFORM arg_ALSO PREPEND starfish_)
    if(NOT sources)
        add_library(starfish_${name} INTERFACE)
        target_link_libraries(starfish_${name} INTERFACE starfish_options ${arg_DEPENDS})
        return()
    endif()
    add_library(starfish_${name} STATIC ${sources})
    target_link_libraries(starfish_${name} PUBLIC starfish_options ${arg_DEPENDS})
    foreach(objects IN LISTS arg_ALSO)
        # In one archive, because the two need each other (the views use ImGui, ImGui calls the
        # views' hooks).
        target_sources(starfish_${name} PRIVATE $<TARGET_OBJECTS:${objects}>)
        target_link_libraries(starfish_${name} PUBLIC ${objects}_headers)
    endforeach()
    if(EMSCRIPTEN AND NOT name STREQUAL "core")
        # Views and glue are downloaded: small first. The engine replays logs: fast first (it halves
        # at -Oz).
        target_compile_options(starfish_${name} PRIVATE -Oz -flto)
    elseif(EMSCRIPTEN)
        core_in_a_browser()
    endif()
endfunction()

# What of core no replay runs is small first, too.
function(core_in_a_browser)
    file(GLOB small CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/core/*/*.cpp")
    list(FILTER small EXCLUDE REGEX "/core/(base|scenario)/|/apply[.]cpp$|_test[.]cpp$")
    list(FILTER small EXCLUDE REGEX "/engine/(engine|log_line|read_logged|transaction)[.]cpp$")
    set_source_files_properties(${small} PROPERTIES COMPILE_OPTIONS "-Oz;-flto")
    # Boost.JSON's own source has a try.
    set_source_files_properties("${PROJECT_SOURCE_DIR}/core/base/json/boost_json.cpp"
        PROPERTIES COMPILE_OPTIONS "-Oz;-fexceptions;-fwasm-exceptions")
endfunction()
