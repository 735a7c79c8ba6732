# shellcheck shell=bash

dev_help() {
    cat <<'TEXT'
./dev setup          install what is missing; fetch Emscripten, Dear ImGui, Catch2 into .toolchain/
./dev build          build the server (build/release) and the site with its WebAssembly (build/site)
./dev test [NAME…]   every check there is, or only the tests whose name matches one of these
./dev test --quick   what is quick of the rooms that you have changed, in the release build
./dev run [ARG…]     set up, build, and serve the demo on http://127.0.0.1:8080; what follows goes to
                     'starfish serve', such as --listen 127.0.0.1:8099 if that port is taken
./dev bench [ARG…]   build and run the benchmarks, each beside its peer
./dev fmt            format every C++ file in place
./dev help           this page
TEXT
}
