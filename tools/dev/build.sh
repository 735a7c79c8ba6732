# Configuring and building presets; the presets themselves are in CMakePresets.json.
# shellcheck shell=bash

export NINJA_STATUS='[%f/%t, %e s] '

# build_preset PRESET [TARGET…]
build_preset() {
    local preset=$1 started=$SECONDS
    shift
    say "building $preset"
    configure_preset "$preset" || return
    # One build a folder at a time, whoever else is at it. -k 0: whoever waits for a build wants all
    # its errors at once.
    flock "build/$preset/configure.log" \
        cmake --build --preset "$preset" -j "$(nproc)" ${1:+--target "$@"} -- -k 0 || return
    say "built $preset ($((SECONDS - started)) s)"
}

configure_preset() {
    local log=build/$1/configure.log
    mkdir -p "build/$1"
    cmake --preset "$1" >"$log" 2>&1 || {
        cat "$log"
        return 1
    }
}

dev_build() {
    dev_setup
    build_preset release starfish
    build_preset wasm site
    say "the server is build/release/starfish, the site build/site"
}
