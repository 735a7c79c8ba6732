# A room is a folder of sources beside their tests:
#   starfish_room(NAME DEPENDS room… ALSO object-library… PRECOMPILE header…)
# makes the library starfish_NAME from NAME/**/*.cpp. Left out are tests (*_test.cpp), programs
# (main*.cpp), and the files of the other platform: *_browser.cpp is compiled by Emscripten alone,
# *_native.cpp by everyone else.

# The scenario language and the subjects' verbs in it: for tests and the demo, not for a browser.
set(SCENARIO_SOURCES "/core/scenario/|/core/subjects/[^/]+/scenario[^/]*[.]cpp$")

function(room_sources name result)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${name}/*.cpp")
    if(EMSCRIPTEN)
        set(other_platform "_native")
    else()
        set(other_platform "_browser")
    endif()
    list(FILTER sources EXCLUDE REGEX "(_test|${other_platform})\\.cpp$|/main[^/]*\\.cpp$")
    if(EMSCRIPTEN)
        list(FILTER sources EXCLUDE REGEX "${SCENARIO_SOURCES}")
    endif()
    set(${result} "${sources}" PARENT_SCOPE)
endfunction()

# unify(TARGET): compiles up to eight files of one folder as one, because most of a file's time goes
# into the headers that its neighbours include too. Never across folders, so that a file meets few
# others' names. STARFISH_UNITY=OFF compiles each file alone: quicker for one file changed again and
# again.
option(STARFISH_UNITY "Compile the files of a folder together" ON)
set(UNITY_FILES_MAX 8)
# g++ 12 mistakes coroutine frames of one file for those of another.
set(COMPILED_ALONE "/server/net/connection[.]cpp$")

function(unify target)
    if(NOT STARFISH_UNITY)
        return()
    endif()
    get_target_property(sources ${target} SOURCES)
    list(FILTER sources INCLUDE REGEX "[.]cpp$")
    list(FILTER sources EXCLUDE REGEX "${COMPILED_ALONE}")
    list(SORT sources)
    foreach(source IN LISTS sources)
        file(RELATIVE_PATH path "${PROJECT_SOURCE_DIR}" "${source}")
        get_filename_component(folder "${path}" DIRECTORY)
        string(MAKE_C_IDENTIFIER "${folder}" folder)
        math(EXPR count_${folder} "0${count_${folder}} + 1")
        math(EXPR part "(${count_${folder}} - 1) / ${UNITY_FILES_MAX}")
        set_source_files_properties("${source}" PROPERTIES UNITY_GROUP "${folder}_${part}")
    endforeach()
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()

# precompile(TARGET HEADER…): where clang compiles; g++ gains nothing by it.
function(precompile target)
    if(STARFISH_UNITY AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        target_precompile_headers(${target} PRIVATE ${ARGN})
        # ccache hits only without the time in the header.
        target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
    endif()
endfunction()

set(PRECOMPILED <algorithm> <array> <expected> <functional> <map> <optional> <span> <string>
    <string_view> <variant> <vector> <boost/describe.hpp> <boost/mp11.hpp> <boost/json.hpp>)

function(starfish_room name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPENDS;ALSO;PRECOMPILE")
    room_sources(${name} sources)
    list(TRANSFORM arg_DEPENDS PREPEND starfish_)
    list(TRANSFORM arg_ALSO PREPEND starfish_)
    add_library(starfish_${name} STATIC ${sources})
    target_link_libraries(starfish_${name} PUBLIC starfish_options ${arg_DEPENDS})
    unify(starfish_${name})
    precompile(starfish_${name} ${PRECOMPILED} ${arg_PRECOMPILE})
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
        core_in_a_browser("${arg_DEPENDS}")
    endif()
endfunction()

# A replay does not run these files of core, so they are compiled for size. They are a library of
# their own, because files that are compiled together share their options.
function(core_in_a_browser depends)
    file(GLOB small CONFIGURE_DEPENDS
        "${PROJECT_SOURCE_DIR}/core/*/*.cpp" "${PROJECT_SOURCE_DIR}/core/subjects/*/*.cpp")
    list(FILTER small EXCLUDE REGEX "/core/base/|/apply[.]cpp$|_test[.]cpp$|${SCENARIO_SOURCES}")
    list(FILTER small EXCLUDE REGEX "/engine/(engine|log_line|read_logged|transaction)[.]cpp$")
    get_target_property(fast starfish_core SOURCES)
    list(REMOVE_ITEM fast ${small})
    set_target_properties(starfish_core PROPERTIES SOURCES "${fast}")
    add_library(starfish_core_small OBJECT ${small})
    target_link_libraries(starfish_core_small PRIVATE starfish_options ${depends})
    target_compile_options(starfish_core_small PRIVATE -Oz -flto)
    unify(starfish_core_small)
    precompile(starfish_core_small ${PRECOMPILED})
    target_sources(starfish_core PRIVATE $<TARGET_OBJECTS:starfish_core_small>)
    # Boost.JSON's own source has a try.
    set_source_files_properties("${PROJECT_SOURCE_DIR}/core/base/json/boost_json.cpp"
        PROPERTIES COMPILE_OPTIONS "-Oz;-fexceptions;-fwasm-exceptions" SKIP_PRECOMPILE_HEADERS ON)
endfunction()
