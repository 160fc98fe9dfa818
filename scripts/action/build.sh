#!/usr/bin/env bash
# Builds the packages $@ from the files that the action came with.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/action/lib.sh
. "$here/lib.sh"

# build builds packages into the folder $1. Settings of the project that is measured, such
# as its GOFLAGS, are not meant for bufbench; where modules come from is.
build() (
	local name value into=$1
	shift
	cd /
	for name in GOPROXY GOPRIVATE GONOPROXY GOSUMDB GONOSUMDB GOINSECURE GOCACHE GOMODCACHE; do
		value=$(GOTOOLCHAIN=local go env "$name")
		export "$name=$value"
	done
	unset GOOS GOARCH GOEXPERIMENT
	export GOENV=off GOFLAGS='' GOWORK=off GOTOOLCHAIN=auto CGO_ENABLED=0
	cd "$here/../.."
	go build -buildvcs=false -o "$into/" "$@"
)

command -v go >/dev/null || {
	annotate "there is no Go on PATH: put actions/setup-go before this step"
	exit 3
}
folder=$(TMPDIR=${RUNNER_TEMP:-${TMPDIR:-}} mktemp -d -t bufbench.XXXXXX)
mkdir "$folder/bin"
build "$folder/bin" "$@" || {
	annotate "bufbench could not be built by $(cd / && GOTOOLCHAIN=local go version): the log says why. It needs Go 1.26, which a Go from 1.21 on downloads itself where it can"
	exit 3
}
output folder "$folder"
