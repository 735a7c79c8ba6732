# Configuring and building presets; the presets themselves are in CMakePresets.json.
# shellcheck shell=bash

export NINJA_STATUS='[%f/%t, %e s] '

# build_preset PRESET [TARGET…]
build_preset() {
    local preset=$1 started=$SECONDS
    shift
    say "building $preset"
    configure_preset "$preset" || return
    cmake --build --preset "$preset" -j "$(nproc)" ${1:+--target "$@"} || return
    say "built $preset ($((SECONDS - started)) s)"
}

# CMake looks at the sources anew by itself; only a first configuration needs asking for.
configure_preset() {
    local log=build/$1/configure.log
    [ -e "build/$1/build.ninja" ] && return 0
    mkdir -p "build/$1"
    cmake --preset "$1" >"$log" 2>&1 || {
        cat "$log"
        return 1
    }
}

dev_build() {
    dev_setup
    build_preset release
    build_preset wasm
    say "the server is build/release/starfish, the site build/site"
}
