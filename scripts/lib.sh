# What the scripts share: where the house is, how its system packages and its front end come in.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="$HOME/.cargo/bin:$PATH"

say() { printf '\n== %s\n' "$*"; }

# need PACKAGE...: installs the Debian packages that are not there yet.
need() {
  local missing=()
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  say "installing ${missing[*]}"
  local root=()
  [ "$(id -u)" = 0 ] || root=(sudo)
  "${root[@]}" apt-get update -qq
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

need_tools() {
  for tool in "$@"; do
    command -v "$tool" >/dev/null || { echo "$tool is not there; install Rust (rustup) and Node 20 first" >&2; exit 2; }
  done
}

# The window: system libraries and the front end that is compiled into the program.
prepare_app() {
  need_tools npm
  need build-essential pkg-config libwebkit2gtk-4.1-dev fonts-droid-fallback
  front_end
}

front_end() {
  local stamp=ui/node_modules/.banxin-lock
  if ! cmp -s ui/package-lock.json "$stamp"; then
    say "front end: npm ci"
    # Stories are told to Debian's browser.
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm --prefix ui ci --no-audit --no-fund --loglevel=error
    cp ui/package-lock.json "$stamp"
  fi
  say "front end: build"
  npm --prefix ui run --silent build
}
