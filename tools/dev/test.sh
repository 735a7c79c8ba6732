# Every check there is: the unit tests under three compilers' settings, the site's build, and what
# ctest knows beside them (scenarios, determinism, crash, browser, tidy). A preset that does not
# build counts as one failed check.
# shellcheck shell=bash

# debug has the library's assertions, asan-ubsan is clang's opinion and the sanitizers', release is
# what runs.
NATIVE_PRESETS=(release debug asan-ubsan)
RESULTS=build/results

dev_test() {
    dev_setup
    local names='' preset started=$SECONDS
    [ $# = 0 ] || names=$(IFS='|' && echo "$*")
    rm -rf "$RESULTS"
    mkdir -p "$RESULTS"
    for preset in "${NATIVE_PRESETS[@]}"; do
        configure_preset "$preset" || { built "$preset" false && continue; }
        [ -z "$names" ] || has_tests "$preset" -R "$names" || continue
        built "$preset" build_preset "$preset" || continue
        if [ "$preset" = release ] && has_tests release -L site ${names:+-R "$names"}; then
            built wasm build_preset wasm || continue
        fi
        say "testing $preset"
        ctest --preset "$preset" -j "$(nproc)" ${names:+-R "$names"} \
            --output-on-failure --no-tests=ignore --output-junit "$PWD/$RESULTS/$preset.xml" \
            --test-output-size-passed 4000000 --test-output-size-failed 4000000 || true
    done
    say "tested in $((SECONDS - started)) s"
    node tools/count_results.mjs "$RESULTS"
}

# has_tests PRESET CTEST-ARG…: whether ctest would run anything.
has_tests() {
    local preset=$1
    shift
    ctest --preset "$preset" -N "$@" | grep -q '^  *Test *#'
}

# built NAME COMMAND…: runs it, and leaves its failure among the results.
built() {
    local name=$1
    shift
    "$@" && return 0
    echo "$name does not build" >"$RESULTS/$name.failed"
    return 1
}
