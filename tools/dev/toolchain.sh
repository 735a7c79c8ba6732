# The private toolchain in .toolchain/: Emscripten, Dear ImGui's sources and Catch2, newer than
# Debian 12 has them. They come from later Debian suites through a private view of apt, so the
# machine's own apt stays as it is, and apt checks every download against Debian's archive keyring.
# shellcheck shell=bash

EMSCRIPTEN_VERSION=3.1.69
IMGUI_VERSION=1.92.2b
CATCH2_VERSION=3.7.1
TOOLCHAIN=$PWD/.toolchain

# The mirror is whatever this machine's own apt uses for Debian's main archive; apt itself is asked,
# so both forms of its sources (one-line and deb822) are understood.
debian_mirror() {
    # shellcheck disable=SC2016
    apt-get indextargets --format '$(ORIGIN) $(COMPONENT) $(CODENAME) $(REPO_URI)' \
        'Identifier: Packages' |
        awk '$1 == "Debian" && $2 == "main" && $3 !~ /security/ { print $4; exit }'
}

# private_apt TOOL ARG…: apt-get or apt-cache over the private sources, keeping its lists inside
# .toolchain/apt.
private_apt() {
    local tool=$1
    shift
    "$tool" -q -o Dir::Etc::sourcelist="$TOOLCHAIN/apt/sources.list" -o Dir::Etc::sourceparts=- \
        -o Dir::State::Lists="$TOOLCHAIN/apt/lists" -o Dir::Cache="$TOOLCHAIN/apt/cache" \
        -o Acquire::Languages=none -o APT::Sandbox::User="$(id -un)" "$@"
}

private_apt_open() {
    local mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    mirror=$(debian_mirror)
    if [ -z "$mirror" ]; then
        as_root apt-get -q update
        mirror=$(debian_mirror)
    fi
    [ -n "$mirror" ] || fail "apt knows no Debian mirror; see /etc/apt/sources.list.d"
    mkdir -p "$TOOLCHAIN"/apt/{lists/partial,cache/archives/partial,downloads}
    sed "s|^|deb [signed-by=$keyring] $mirror |" >"$TOOLCHAIN/apt/sources.list" <<'SUITES'
trixie main
bookworm-backports main
SUITES
    echo "deb-src [signed-by=$keyring] $mirror forky main" >>"$TOOLCHAIN/apt/sources.list"
    private_apt apt-get update
}

# fetch_packages NAME/SUITE…: downloads binary packages and unpacks them below .toolchain/root
# without installing.
fetch_packages() {
    (cd "$TOOLCHAIN/apt/downloads" && rm -f ./*.deb && private_apt apt-get download "$@")
    local deb
    for deb in "$TOOLCHAIN"/apt/downloads/*.deb; do
        echo "unpacking $(basename "$deb")"
        dpkg -x "$deb" "$TOOLCHAIN/root"
        rm "$deb"
    done
}

# Binaryen from trixie needs a newer glibc than Debian 12's: each tool is started by the loader that
# came with it.
wrap_binaryen() {
    local root=$TOOLCHAIN/root loader tool
    loader=$(find "$root/usr/lib" -name 'ld-linux*.so.*' -print -quit)
    mkdir -p "$TOOLCHAIN/binaryen/bin"
    for tool in "$root"/usr/bin/wasm* "$root"/usr/bin/binaryen*; do
        [ -f "$tool" ] || continue
        printf '#!/bin/sh\nexec "%s" --library-path "%s" "%s" "$@"\n' \
            "$loader" "$(dirname "$loader")" "$tool" >"$TOOLCHAIN/binaryen/bin/$(basename "$tool")"
        chmod +x "$TOOLCHAIN/binaryen/bin/$(basename "$tool")"
    done
}

fetch_emscripten() {
    if ! debian_is_12; then
        ln -sfn /usr/share/emscripten "$TOOLCHAIN/emscripten"
        ln -sfn /usr "$TOOLCHAIN/binaryen"
        return
    fi
    say "Emscripten $EMSCRIPTEN_VERSION, Binaryen from trixie: the dashboard's compiler (250 MB)"
    fetch_packages emscripten/trixie binaryen/trixie libc6/trixie libstdc++6/trixie libgcc-s1/trixie
    wrap_binaryen
    ln -sfn root/usr/share/emscripten "$TOOLCHAIN/emscripten"
}

configure_emscripten() {
    # The prebuilt system libraries are all that is needed, so the cache is frozen: building more
    # would need downloads.
    cat >"$TOOLCHAIN/emscripten.config" <<CONFIG
LLVM_ROOT = '/usr/lib/llvm-19/bin'
BINARYEN_ROOT = '$TOOLCHAIN/binaryen'
NODE_JS = '$(command -v node)'
CACHE = '$(readlink -f "$TOOLCHAIN/emscripten")/cache'
FROZEN_CACHE = True
COMPILER_WRAPPER = '$(command -v ccache)'
CONFIG
    # Some of its JavaScript is CommonJS: the project's package.json must not reach it.
    echo '{}' >"$TOOLCHAIN/package.json"
    # em++ may not search /usr/include, which belongs to the native compilers: it sees these two
    # libraries alone.
    mkdir -p "$TOOLCHAIN/wasm-include"
    ln -sfn /usr/include/boost "$TOOLCHAIN/wasm-include/boost"
    ln -sfn /usr/include/nlohmann "$TOOLCHAIN/wasm-include/nlohmann"
}

fetch_imgui() {
    say "Dear ImGui $IMGUI_VERSION from forky's source package: the dashboard draws with it"
    (cd "$TOOLCHAIN/apt/downloads" && rm -rf imgui* &&
        private_apt apt-get source --download-only "imgui=$IMGUI_VERSION+ds-1")
    mkdir -p "$TOOLCHAIN/imgui"
    tar -C "$TOOLCHAIN/imgui" --strip-components=1 \
        -xf "$TOOLCHAIN"/apt/downloads/imgui_*.orig.tar.xz
}

fetch_catch2() {
    debian_is_12 || return 0
    say "Catch2 $CATCH2_VERSION from bookworm-backports: the unit tests' framework"
    fetch_packages libcatch2-dev/bookworm-backports
}

# once NAME COMMAND: runs COMMAND unless it has succeeded before with the same versions in the same
# place.
once() {
    local stamp=$TOOLCHAIN/.done-$1
    local what="$TOOLCHAIN $EMSCRIPTEN_VERSION $IMGUI_VERSION $CATCH2_VERSION"
    [ "$(cat "$stamp" 2>/dev/null)" = "$what" ] && return 0
    [ -e "$TOOLCHAIN/.apt-open" ] || private_apt_open
    touch "$TOOLCHAIN/.apt-open"
    "$2"
    echo "$what" >"$stamp"
}

toolchain_fetch() {
    mkdir -p "$TOOLCHAIN"
    rm -f "$TOOLCHAIN/.apt-open"
    once emscripten fetch_emscripten
    once imgui fetch_imgui
    once catch2 fetch_catch2
    configure_emscripten
    if [ -e "$TOOLCHAIN/.apt-open" ]; then
        rm -rf "$TOOLCHAIN/apt" "$TOOLCHAIN/.apt-open"
    fi
}
