#!/usr/bin/env bash
# Sets up what is missing, builds bufbench and does the main job. Further
# arguments go to `bufbench run`: ./scripts/run.sh --quick
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=scripts/setup.sh
. "$root/scripts/setup.sh"

prepare
mkdir -p "$root/.build"
(cd "$root" && go build "${tags[@]}" -o .build/bufbench ./cmd/bufbench)
exec "$root/.build/bufbench" run --results "$root/results" "$@"
