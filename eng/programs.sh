# Programs that some tests need, from Debian's packages. Expects eng/setup.sh. Where one cannot be had, its tests are skipped and say so.

# debian NAME WHAT COMMAND...: installs as root; fails, and stops nothing, where that cannot be.
debian() {
  local as_root=()
  if [ "$(id -u)" != 0 ]; then as_root=(sudo -n); fi
  command -v apt-get >/dev/null && ${as_root[@]+"${as_root[@]}"} true 2>/dev/null || return
  (step apt-update 'Refreshing the list of Debian packages' ${as_root[@]+"${as_root[@]}"} apt-get update) || return
  (step "$1" "$2" ${as_root[@]+"${as_root[@]}"} "${@:3}")
}

# The site's tests drive Debian's Chromium; what people need most is tried in Firefox and WebKitGTK too, which wants a screen.
install_browsers() {
  local others=()
  has chromium chromium-browser google-chrome || install_browser "the site's tests" chromium
  has firefox-esr firefox || others+=(firefox-esr)
  has WebKitWebDriver || others+=(webkit2gtk-driver)
  has Xvfb || others+=(xvfb)
  if [ "${#others[@]}" != 0 ]; then install_browser "the site's tests in other browsers" "${others[@]}"; fi
}

# Whether one of some programs is there.
has() {
  local name
  for name; do
    if command -v "$name" >/dev/null; then return; fi
  done
  return 1
}

# install_browser WHOSE PACKAGE...
install_browser() {
  debian "$2" "Installing Debian's ${*:2} for $1" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${@:2}" ||
    say "Missing: ${*:2}. Without them $1 are skipped. To run them: sudo apt-get install ${*:2}"
}

# The collector's tests start a PostgreSQL of their own, and need only its programs: no server of the system is set up or started.
install_postgresql() {
  if compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then return; fi
  debian postgresql "Installing Debian's postgresql for the collector's tests" \
    bash -c 'mkdir -p /etc/postgresql-common && echo "create_main_cluster = false" >>/etc/postgresql-common/createcluster.conf &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql' ||
    say "PostgreSQL is missing: some of the collector's tests will be skipped. To run them: sudo apt-get install postgresql"
}
