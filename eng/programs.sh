# Programs that some tests need, from Debian's packages. Expects eng/setup.sh. Where one cannot be had, its tests are skipped and say so.

# debian NAME WHAT COMMAND...: installs as root; fails, and stops nothing, where that cannot be.
debian() {
  local as_root=()
  if [ "$(id -u)" != 0 ]; then as_root=(sudo -n); fi
  command -v apt-get >/dev/null && ${as_root[@]+"${as_root[@]}"} true 2>/dev/null || return
  (step apt-update 'Refreshing the list of Debian packages' ${as_root[@]+"${as_root[@]}"} apt-get update) || return
  (step "$1" "$2" ${as_root[@]+"${as_root[@]}"} "${@:3}")
}

# The site's tests drive Debian's Chromium.
install_chromium() {
  local name
  for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then return; fi
  done
  debian chromium "Installing Debian's chromium for the site's tests" \
    env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium ||
    say "Chromium is missing: the site's tests will be skipped. To run them: sudo apt-get install chromium"
}

# The collector's tests start a PostgreSQL of their own, and need only its programs: no server of the system is set up or started.
install_postgresql() {
  if compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then return; fi
  debian postgresql "Installing Debian's postgresql for the collector's tests" \
    bash -c 'mkdir -p /etc/postgresql-common && echo "create_main_cluster = false" >>/etc/postgresql-common/createcluster.conf &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql' ||
    say "PostgreSQL is missing: some of the collector's tests will be skipped. To run them: sudo apt-get install postgresql"
}
