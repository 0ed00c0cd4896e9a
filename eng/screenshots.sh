#!/usr/bin/env bash
# Makes docs/screenshots: each state of the page, on phone and desktop, in light and dark, without the photo.
set -euo pipefail
root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
. "$root/eng/setup.sh"

set_up
set_up_site
rm -rf "$root/docs/screenshots"
dotnet run --project "$root/tests/FaceShape.Web.Tests" -c Release -- --explicit only --filter-class '*.Screenshots'
du -sh "$root/docs/screenshots"
