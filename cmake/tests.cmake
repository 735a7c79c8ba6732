# Every test there is, as ctest entries. One entry a program: ctest starts it, Catch2 runs its cases.
# Labels: unit, tidy, and the names of the folders in tests/; `site` marks what needs build/wasm too.
find_program(NODE node REQUIRED)
find_package(rapidcheck REQUIRED)
find_package(Catch2 3 QUIET NO_DEFAULT_PATH PATHS "${TOOLCHAIN_DIR}/root/usr")
if(NOT Catch2_FOUND)
    find_package(Catch2 3 REQUIRED)
endif()

function(starfish_test_program name label)
    cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "SOURCES;LINK")
    if(NOT arg_SOURCES)
        return()
    endif()
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE ${arg_LINK} Catch2::Catch2WithMain rapidcheck)
    unify(${name})
    add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    set_tests_properties(${name} PROPERTIES LABELS ${label} TIMEOUT 600)
endfunction()

foreach(room core wasm web server)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${room}/*_test.cpp")
    starfish_test_program(${room}_tests unit SOURCES ${sources} LINK starfish_${room})
endforeach()

# tests/FOLDER/*_test.cpp is the program FOLDER_tests, with every room at hand.
file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/*_test.cpp")
set(folders ${sources})
list(TRANSFORM folders REPLACE "^${PROJECT_SOURCE_DIR}/tests/([^/]+)/.*" "\\1")
list(REMOVE_DUPLICATES folders)
foreach(folder IN LISTS folders)
    set(own ${sources})
    list(FILTER own INCLUDE REGEX "/tests/${folder}/")
    starfish_test_program(${folder}_tests ${folder} SOURCES ${own}
        LINK starfish_core starfish_wasm starfish_web starfish_server)
endforeach()

set(replay "${PROJECT_SOURCE_DIR}/tests/determinism/core_replay.cpp")
if(EXISTS "${replay}")
    add_executable(core_replay "${replay}")
    target_link_libraries(core_replay PRIVATE starfish_core)
endif()

# Ten thousand random sequences, as tests/sequences/run.mjs runs them.
add_executable(sequences tests/sequences/sequences.cpp)
target_link_libraries(sequences PRIVATE starfish_core)

# The payment client as tests/payment/run.mjs drives it; no part of the product.
add_executable(payment_probe tests/payment/probe.cpp)
target_link_libraries(payment_probe PRIVATE starfish_server)

# Checks that need no particular compiler run once, in the release preset.
if(NOT PROJECT_BINARY_DIR MATCHES "/build/release$")
    return()
endif()

# tests/FOLDER/run.mjs is the test FOLDER: it drives the built programs from outside, one at a time.
file(GLOB scripts CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}"
    "${PROJECT_SOURCE_DIR}/tests/*/run.mjs")
foreach(script IN LISTS scripts)
    string(REGEX REPLACE "tests/(.*)/run.mjs" "\\1" name "${script}")
    add_test(NAME ${name} COMMAND "${NODE}" ${script} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    set_tests_properties(${name} PROPERTIES LABELS "${name};site" TIMEOUT 1800 RUN_SERIAL ON)
endforeach()

foreach(check include_arrows browser_words style format headers clang_tidy)
    add_test(NAME tidy_${check} COMMAND "${NODE}" tests/tidy/${check}.mjs
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    set_tests_properties(tidy_${check} PROPERTIES LABELS tidy TIMEOUT 1800)
endforeach()
# These two start a compiler a core.
set_tests_properties(tidy_headers tidy_clang_tidy PROPERTIES RUN_SERIAL ON)
