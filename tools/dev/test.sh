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
    local preset started=$SECONDS
    only=()
    [ $# = 0 ] || only=(-R "$(IFS='|' && echo "$*")")
    rm -rf "$RESULTS"
    mkdir -p "$RESULTS"
    for preset in "${NATIVE_PRESETS[@]}"; do
        test_preset "$preset"
    done
    say "tested in $((SECONDS - started)) s"
    node tools/count_results.mjs "$RESULTS"
}

test_preset() {
    local preset=$1 runnable=()
    builds "$preset" configure_preset || return 0
    has_tests "$preset" "${only[@]}" || return 0
    if has_tests "$preset" "${only[@]}" -LE tidy; then
        # What reads the sources needs no build, and says its part even when there is none.
        builds "$preset" build_preset || runnable=(-L tidy)
    fi
    if has_tests "$preset" "${only[@]}" -L site; then
        builds wasm build_preset || runnable=(-LE site "${runnable[@]}")
    fi
    say "testing $preset"
    ctest --preset "$preset" -j "$(nproc)" "${only[@]}" "${runnable[@]}" \
        --output-on-failure --no-tests=ignore --output-junit "$PWD/$RESULTS/$preset.xml" \
        --test-output-size-passed 4000000 --test-output-size-failed 4000000 || true
}

# builds PRESET FUNCTION: whether it succeeds; leaves a failure among the results.
builds() {
    "$2" "$1" && return 0
    echo "$1 does not build" >"$RESULTS/$1.failed"
    return 1
}

# has_tests PRESET CTEST-ARG…: whether ctest would run anything.
has_tests() {
    local preset=$1
    shift
    ctest --preset "$preset" -N "$@" | grep '^  *Test *#' >/dev/null
}
