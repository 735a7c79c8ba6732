# The benchmarks' own programs (tests/bench), built only when asked for: `bench_programs`. Those of
# core are a test of the release preset as well, run small, so that they do not rot.
#   bench_replay   a million joins replayed from their bytes; natively and, as a .cjs, under Node
#   bench_campaign a campaign of 10,000 lines: the allocator, and each screen's query
#   bench_insert   the bare Beast and SQLite server that joins are measured against
add_custom_target(bench_programs)

function(starfish_bench_program name source)
    if(EXISTS "${PROJECT_SOURCE_DIR}/${source}")
        add_executable(${name} EXCLUDE_FROM_ALL "${source}")
        target_link_libraries(${name} PRIVATE ${ARGN})
        add_dependencies(bench_programs ${name})
    endif()
endfunction()

starfish_bench_program(bench_replay tests/bench/replay.cpp starfish_core)
if(EMSCRIPTEN)
    if(TARGET bench_replay)
        target_link_options(bench_replay PRIVATE
            -O2 -sENVIRONMENT=node -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB -sSTACK_SIZE=1MB
            -sEXIT_RUNTIME=1)
        # .cjs, because Emscripten makes a module factory of .mjs, and this is a program.
        set_target_properties(bench_replay PROPERTIES SUFFIX .cjs)
    endif()
else()
    starfish_bench_program(bench_campaign tests/bench/campaign.cpp starfish_server)
    starfish_bench_program(bench_insert tests/bench/bare_insert.cpp
        starfish_options SQLite::SQLite3 Threads::Threads)
    if(PROJECT_BINARY_DIR MATCHES "/build/release$")
        foreach(program bench_replay bench_campaign)
            set_target_properties(${program} PROPERTIES EXCLUDE_FROM_ALL FALSE)
            add_test(NAME ${program} COMMAND ${program} 100)
            set_tests_properties(${program} PROPERTIES LABELS bench TIMEOUT 60)
        endforeach()
    endif()
endif()
