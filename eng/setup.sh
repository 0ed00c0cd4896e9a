# Shared by faceshape, run and test: sets the checkout up, step by step, and does nothing where nothing is to be done.
# Expects $root. Standard output belongs to the command that is run; everything here goes to standard error.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 # fresh machines have no ICU
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false # no server outlives the command that asked for it
export ORT_DISABLE_TELEMETRY=1 # ONNX Runtime reports to its maker from 1.29 on; nothing may leave this machine

stamps=$root/artifacts/setup
logs=$root/artifacts/logs
cli=$root/artifacts/bin/FaceShape.Cli/release/FaceShape.Cli.dll
site=$root/artifacts/site
npm_package=$root/artifacts/npm

# An unpacked SDK is often there without being on the PATH.
if ! command -v dotnet >/dev/null; then
  for folder in "${DOTNET_ROOT:-}" "${HOME:-}/.dotnet" /usr/share/dotnet /usr/lib/dotnet; do
    if [ -x "$folder/dotnet" ]; then PATH=$folder:$PATH && export DOTNET_ROOT=$folder && break; fi
  done
fi

say() { printf '%s\n' "$*" >&2; }

# A prerequisite is missing: say which and how to get it.
need() {
  say "$1 is needed and was not found$2."
  say "  Debian, Ubuntu: $3"
  say "  Elsewhere:      $4"
  exit 3
}

need_dotnet() {
  local install='sudo apt-get install dotnet-sdk-10.0   (Debian: add the packages.microsoft.com feed first)'
  local elsewhere='dot.net (download .NET 10, SDK)'
  command -v dotnet >/dev/null || need '.NET SDK 10' '' "$install" "$elsewhere"
  dotnet --list-sdks | grep -q '^10\.' || need '.NET SDK 10' " ('dotnet --list-sdks' shows no 10.x)" "$install" "$elsewhere"
}

need_node() {
  local install='sudo apt-get install nodejs npm   (where that is older than 20: deb.nodesource.com)'
  local elsewhere='nodejs.org (version 20 or newer; npm comes with it)' version
  command -v node >/dev/null || need 'Node.js 20' '' "$install" "$elsewhere"
  version=$(node --version)
  version=${version#v}
  [ "${version%%.*}" -ge 20 ] || need 'Node.js 20' " (this is $version)" "$install" "$elsewhere"
  command -v npm >/dev/null || need 'npm' '' 'sudo apt-get install npm' "$elsewhere"
}

# step NAME WHAT COMMAND...: runs a command with its output in a log, whose end is shown when it fails. In a function that is given to it
# "set -e" is off: each command in it that may fail needs "|| return".
step() {
  local log=$logs/$1.log what=$2 start=$SECONDS
  shift 2
  mkdir -p "$logs"
  printf '%s ...' "$what" >&2
  # The lock's descriptor is not handed on: a process left behind would keep it.
  if (cd "$root" && "$@") >"$log" 2>&1 </dev/null 9>&-; then
    say " done ($((SECONDS - start)) s)"
    return
  fi
  say ' failed'
  tail -n 20 "$log" >&2
  say "The whole log: $log"
  exit 4
}

# One set-up at a time; whoever waited looks again whether anything is left to do.
lock() {
  mkdir -p "$stamps"
  if command -v flock >/dev/null; then
    exec 9>"$stamps/lock"
    flock -n 9 || { say 'Another run is setting up; waiting for it ...' && flock 9; }
    return
  fi
  until mkdir "$stamps/lock.d" 2>/dev/null; do
    kill -0 "$(cat "$stamps/lock.d/pid" 2>/dev/null || echo $$)" 2>/dev/null || rm -rf "$stamps/lock.d"
    sleep 1
  done
  echo $$ >"$stamps/lock.d/pid"
  trap 'rm -rf "$stamps/lock.d"' EXIT
}

unlock() {
  if command -v flock >/dev/null; then exec 9>&-; else rm -rf "$stamps/lock.d" && trap - EXIT; fi
}

# newer STAMP PATH...: whether anything under the paths (files, or folders that lost some) changed after the stamp.
newer() {
  local stamp=$1 path paths=()
  shift
  [ -e "$stamp" ] || return 0
  for path; do if [ -e "$root/$path" ]; then paths+=("$root/$path"); fi; done
  [ -n "$(find "${paths[@]}" -newer "$stamp" -print -quit)" ]
}

# A linked node_modules belongs to another checkout and is left as it is.
npm_is_due() {
  [ ! -L "$root/node_modules" ] || return 1
  [ ! -d "$root/node_modules" ] || ! cmp -s "$root/package-lock.json" "$stamps/package-lock.json"
}

npm_install() {
  need_node
  rm -f "$stamps/package-lock.json"
  step npm 'Fetching npm packages (weights and runtimes)' npm ci --ignore-scripts
  cp "$root/package-lock.json" "$stamps/package-lock.json"
}

cli_is_due() {
  [ ! -e "$cli" ] || newer "$stamps/cli" src/FaceShape src/FaceShape.Native src/FaceShape.Training src/FaceShape.Collector src/FaceShape.Cli src/Shared \
    Directory.Build.props Directory.Packages.props global.json .editorconfig
}

# build STAMP WHAT PROJECT: the stamp is as old as the start, so that an edit during the build is seen the next time.
build() {
  need_dotnet
  touch "$stamps/$1.begun"
  step "build-$1" "$2" dotnet build "$3" -c Release -nologo --tl:off -v:minimal
  mv "$stamps/$1.begun" "$stamps/$1"
}

# Models are due when one of those that are not committed is missing, or the catalogue changed.
models_are_due() {
  local line file
  cmp -s "$root/models/models.json" "$stamps/models.json" || return 0
  while IFS= read -r line; do
    case $line in
      *'"file":'*)
        file=${line#*: \"}
        file=${file%\"*}
        [ -e "$root/models/$file" ] || return 0
        ;;
    esac
  done <"$root/models/models.json"
  return 1
}

models_build() {
  step models 'Converting the models to ONNX' dotnet "$cli" models build
  cp "$root/models/models.json" "$stamps/models.json"
}

# set_up [ARGUMENT...]: everything that a command line needs. Takes the lock only when something is to be done.
set_up() {
  local models=models_are_due
  # "models build" makes them itself, and with --update others than models.json expects.
  if [ "${1:-} ${2:-}" = 'models build' ]; then models=false; fi
  command -v dotnet >/dev/null || need_dotnet
  if ! npm_is_due && ! cli_is_due && ! $models; then return; fi
  lock
  if npm_is_due; then npm_install; fi
  if cli_is_due; then build cli 'Building the command line' src/FaceShape.Cli; fi
  if $models; then models_build; fi
  unlock
}

# What a deployer may set: another setting makes another site.
site_settings=(--address "${FACESHAPE_ADDRESS:-http://localhost:8080/}" --collector "${FACESHAPE_COLLECTOR:-}" --donations "${FACESHAPE_DONATIONS:-no}"
  --models-key "${FACESHAPE_MODELS_KEY:-}")

# The same, as the stamp keeps it: with the key itself, which may change where it lies.
site_set() {
  printf '%s\n' "${site_settings[@]}"
  [ ! -f "${FACESHAPE_MODELS_KEY:-}" ] || cat "$FACESHAPE_MODELS_KEY"
}

# Pages print the report's figures; the licences lie in the npm package, which is made along.
site_is_due() {
  [ ! -e "$site/index.html" ] || [ ! -e "$npm_package/package.json" ] || ! site_set | cmp -s - "$stamps/site" ||
    newer "$stamps/site" src/FaceShape src/FaceShape.Native src/Shared src/FaceShape.Browser src/FaceShape.Web models docs/accuracy/report.json \
      LICENSE eng/licences package-lock.json Directory.Build.props Directory.Packages.props global.json
}

# The site: the reader for the browser, then pages, bundle and precompressed files. Needs the models.
set_up_site() {
  if ! site_is_due; then return; fi
  need_dotnet
  need_node
  lock
  if site_is_due; then
    site_set >"$stamps/site.begun"
    step browser 'Building the reader for the browser' dotnet publish src/FaceShape.Browser -c Release -nologo --tl:off -v:minimal
    step site 'Building the site' dotnet run --project src/FaceShape.Web -c Release -- \
      --browser "$root/artifacts/publish/FaceShape.Browser/release_browser-wasm" --models "$root/models" --npm "$root/node_modules" --out "$site" --package "$npm_package" \
      "${site_settings[@]}"
    mv "$stamps/site.begun" "$stamps/site"
  fi
  unlock
}

trap 'exit 130' INT
