# Setting up: Debian packages, the private toolchain, and the npm packages the tests use. Tried on
# Debian 12. On Debian 13 the same list holds with the substitutions below, which could not be tried
# here.
# shellcheck shell=bash

packages_wanted() {
    printf '%s\n' ca-certificates debian-archive-keyring dpkg-dev xz-utils python3 git \
        g++ cmake ninja-build ccache clang-19 lld-19 llvm-19 libclang-rt-19-dev \
        clang-tidy-19 clang-format-19 \
        libsodium-dev libsqlite3-dev libfmt-dev libspdlog-dev libcli11-dev nlohmann-json3-dev \
        libcurl4-openssl-dev libssl-dev openssl \
        librapidcheck-dev libkainjow-mustache-dev zlib1g-dev libexpat1-dev libbrotli-dev \
        pkgconf libcairo2-dev libpango1.0-dev libqrencode-dev libxlsxwriter-dev \
        libturbojpeg0-dev libpng-dev libwebp-dev \
        poppler-utils zbar-tools \
        brotli sqlite3 libharfbuzz-bin fonts-wqy-microhei fonts-noto-cjk \
        fonts-noto-color-emoji chromium
    if debian_is_12; then
        echo libboost1.81-dev
    else
        printf '%s\n' libboost-dev emscripten libcatch2-dev
    fi
    # Any Node from 18 on will do: another source's Node brings its own npm, and Debian's would
    # conflict with it.
    command -v node >/dev/null || echo nodejs
    command -v npm >/dev/null || echo npm
}

# shellcheck disable=SC1091
debian_is_12() { [ "$(. /etc/os-release && echo "${VERSION_ID:-}")" = 12 ]; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {
    local missing
    missing=$(comm -23 <(packages_wanted | sort -u) \
        <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' |
            sed -n 's/^installed //p' | sort -u))
    [ -n "$missing" ] || return 0
    say "apt-get install: of the compilers, libraries and tools, $(wc -w <<<"$missing") are missing"
    # shellcheck disable=SC2086
    apt_install $missing
}

apt_install() {
    local lists=/var/lib/apt/lists
    if [ -z "$(find $lists -maxdepth 1 -name "*_Packages*" -mtime -1 -print -quit)" ]; then
        say "apt-get update: the lists are absent or older than a day"
        # A third party's source that cannot be reached must not stop Debian's own being read.
        as_root apt-get -q update || say "a package source did not answer; going on with the others"
    fi
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -q install -y --no-install-recommends "$@"
}

node_is_new_enough() { node -e 'process.exit(parseInt(process.versions.node) >= 18 ? 0 : 1)'; }

# npm_install FOLDER WHY: installs exactly what FOLDER's package-lock.json says, once per lock file.
npm_install() {
    local folder=$1 stamp=$1/node_modules/.starfish-lock
    cmp -s "$folder/package-lock.json" "$stamp" && return 0
    say "npm ci: $2"
    # A native addon is compiled against the headers that came with this Node, if they did,
    # instead of a download.
    local prefix
    prefix=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
    [ ! -e "$prefix/include/node/node.h" ] || export npm_config_nodedir=$prefix
    npm ci --prefix "$folder" --no-audit --no-fund --loglevel=error
    cp "$folder/package-lock.json" "$stamp"
}

dev_setup() {
    local started=$SECONDS
    install_packages
    node_is_new_enough || fail "Node 18 or newer is needed; found $(node --version)"
    npm_install . "playwright-core and axe-core for the browser tests, acorn for Emscripten, WeChat Pay's client"
    toolchain_fetch
    say "set up: $(g++ --version | head -n 1 | grep -oE '[0-9.]+$' | sed 's/^/g++ /')," \
        "clang 19, Emscripten $EMSCRIPTEN_VERSION, Dear ImGui $IMGUI_VERSION," \
        "Catch2 $CATCH2_VERSION, Node $(node --version) ($((SECONDS - started)) s)"
}
