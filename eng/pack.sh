#!/usr/bin/env bash
# Packs what others may install into artifacts/packages: NuGet packages, the command as a tool, the npm package.
set -euo pipefail
root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
. "$root/eng/setup.sh"
packages=$root/artifacts/packages

# As a step it runs where the shell does not stop at a failure by itself, so each command says that it does.
pack() {
  local name
  rm -rf "$packages" || return
  mkdir -p "$packages" || return
  for name in FaceShape FaceShape.Native FaceShape.Cli; do
    dotnet pack "src/$name" -c Release --no-build -nologo --tl:off -v:minimal -o "$packages" \
      -p:Packing=true -p:RepositoryCommit="$(git rev-parse HEAD 2>/dev/null || true)" -p:RepositoryUrl="${FACESHAPE_REPOSITORY:-}" || return
  done
  npm pack "$npm_package" --pack-destination "$packages"
}

set_up
set_up_site
lock
step pack 'Packing' pack
unlock
say "The packages are in $packages"
