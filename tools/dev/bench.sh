# Benchmarks, each beside a peer. The peers (nginx, wrk, Fastify with better-sqlite3) are installed
# only here, by tests/bench/setup.sh.
# shellcheck shell=bash

dev_bench() {
    dev_setup
    build_preset release starfish bench_programs
    build_preset wasm site bench_programs
    tests/bench/setup.sh
    node tests/bench/bench.mjs "$@"
}
