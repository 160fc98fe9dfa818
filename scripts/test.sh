#!/usr/bin/env bash
# The test suite: what CI runs and what a person runs. --long adds what takes hours. It
# fails when something that it should test is not there, unless CGO_ENABLED=0 asks for
# the pure Go part alone. It runs with the Go that it finds; GOTOOLCHAIN=go1.27.1 chooses
# another one. What depends on how a Go release works inside runs with the newest release
# that we know too.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
# shellcheck source=scripts/setup.sh
. "$root/scripts/setup.sh"

long=
for arg in "$@"; do
	case $arg in
	--long) long=1 ;;
	*)
		say "usage: test.sh [--long]"
		exit 2
		;;
	esac
done

# step names what comes, and says how long all before it took.
step() { say "== $* (after $SECONDS s)"; }

testing=1 # what only tests need is installed too

# tool runs a pinned tool of development.
tool() {
	local name=$1
	shift
	GOEXPERIMENT='' CGO_ENABLED=0 go tool -modfile="$root/scripts/tools/go.mod" "$name" "$@"
}

style() {
	step "formatting, vet, lint"
	local unformatted
	unformatted=$(tool gofumpt -l bench cmd internal scenarios scripts)
	[ -z "$unformatted" ] || {
		say "not formatted (gofumpt -w): $unformatted"
		return 1
	}
	go mod tidy -diff
	go vet "${tags[@]}" ./...
	[ -z "$long" ] || go vet ./scenarios/... ./cmd/... # what stands in for what the tags add
	for target in ${long:+linux/arm64 darwin/arm64 windows/amd64}; do
		GOEXPERIMENT='' CGO_ENABLED=0 GOOS=${target%/*} GOARCH=${target#*/} go vet ./...
	done
	if [ -n "$long" ]; then
		# staticcheck loads packages as the build does, so it keeps the settings.
		go tool -modfile="$root/scripts/tools/go.mod" staticcheck "${tags[@]}" ./...
		tool revive -config scripts/tools/revive.toml -set_exit_status ./...
	fi
	if compgen -G '.github/workflows/*.yml' >/dev/null; then
		tool actionlint
	fi
}

# complete fails if this machine lacks what the suite must test.
complete() {
	have git || { say "there is no git: the tests of revisions would not run"; return 1; }
	[ "$(go env GOOS GOARCH | tr '\n' /)" != linux/amd64/ ] || have valgrind || { say "there is no valgrind: the counts of instructions would not be tested"; return 1; }
	has_browser || { say "there is no chromium: the pages would not be looked at"; return 1; }
	[ "$(go env GOOS)" != linux ] || has_postgres || { say "there is no PostgreSQL: records in databases would not be tested"; return 1; }
	[ "$CGO_ENABLED" = 1 ] || return 0
	has_python || { say "there is no python3-embed, or it is unfit: CPython's tests would not run"; return 1; }
	has_clibs || { say "there is no zlib or no openblas: CLibrary's tests would not run"; return 1; }
	has_numpy || { say "there is no numpy: its tests would not run"; return 1; }
}

# newest is the newest release that hooks in package testing are known to work with.
newest=go1.27.1

# downloaded fails if that release cannot be had.
downloaded() {
	GOTOOLCHAIN=$newest go version >/dev/null || { say "there is no $newest, and it cannot be downloaded: it would not be tested (try: GOTOOLCHAIN=$newest go version)"; return 1; }
}

# tests runs tests. What go vet has to say, style asked before, of every package at once.
# A -timeout among its arguments goes before this one.
tests() { go test -vet=off -timeout 30m "$@"; }

# release runs with that release what depends on its internals: the hooks in packages
# testing and runtime, and page faults of its heap. --long adds its SIMD package, its
# profiles, and what is new in it.
release() {
	if [[ $(go env GOVERSION) == "${newest%.*}".* ]]; then
		step "with $newest: all of this is"
		return 0
	fi
	step "with $newest"
	GOTOOLCHAIN=$newest tests -skip "$rare" "${tags[@]}" ./internal/revisions/{gotest,callgrind}
	GOTOOLCHAIN=$newest tests "${tags[@]}" -run 'Heap|Touches' ./internal/measure/child
	[ -n "$long" ] || return 0
	GOTOOLCHAIN=$newest tests "${tags[@]}" ./internal/revisions/{codediff,profdiff} ./internal/measure/counters ./scenarios/kernel
	# encoding/json/jsontext is new, and rows of a database that scan their columns.
	GOTOOLCHAIN=$newest tests "${tags[@]}" -run 'Decode|Token|FewFields|Proof/Aliasing' ./scenarios/message
	GOTOOLCHAIN=$newest tests "${tags[@]}" ./scenarios/store
}

# memory runs the packages that hold unsafe code under asan. The other checkers of
# memory, cgocheck2 and checkptr, are a part of the race lane.
memory() {
	step "memory: asan"
	# Without goheap: asan changes what escapes, and proof counts allocations.
	ASAN_OPTIONS=detect_leaks=0 tests -asan "${tags[@]}" ./scenarios/{buffer,clib,cmem,cpython,file,kernel,message,python} ./bench ./bench/benchtest ./internal/measure/plant
	# The only build that can try a view whose owner is gone.
	ASAN_OPTIONS=detect_leaks=0 tests -asan "${tags[@]}" -run '^TestScript$/^doctor$' ./cmd/bufbench
}

# rivals tests the module of heavy rivals. Apache Arrow and SQLite in C are for --long, because
# each takes a minute to compile.
rivals() {
	step "rivals"
	(
		cd scenarios/rivals
		go vet . ./grpc ./protobuf
		tests ./grpc ./protobuf
		[ -n "$long" ] || exit 0
		go mod tidy -diff
		go vet ./...
		go build -o /dev/null ./all
		GOEXPERIMENT="${GOEXPERIMENT:+$GOEXPERIMENT,}cgocheck2" tests ./arrow
		tests ./sqlite # without another setting, which would compile SQLite anew
		tests -race ./grpc ./protobuf
	)
}

# fuzz runs every fuzz target for so many inputs. Seeds, and inputs that failed once, are tests in every lane.
# Seconds would end, now and then, with "context deadline exceeded" (golang/go#75804).
fuzz() {
	step "fuzzing, $1 inputs each"
	local package target where=(bench internal scenarios cmd)
	while read -r package target; do
		tests -run '^$' -fuzz "^$target\$" -fuzztime "$1x" -fuzzminimizetime 100x "$package"
	done < <(grep -rEo --include='*_test.go' '^func Fuzz[A-Za-z0-9]+' "${where[@]}" |
		sed -E 's|^(.*)/[^/]*:func (.*)$|./\1 \2|')
}

# without lists packages, but for those that match a pattern.
without() {
	local list
	list=$(go list "${@:2}")
	grep -vE "$1" <<<"$list"
}

# What builds programs of its own, which no flag of a lane reaches: it runs once.
own='/(internal/revisions/callgrind|scenarios/cpython/buffer_example|scripts/(action|article|newscenario|readmetable))$'
# What a checker of memory or of races has something to find in: unsafe code, C, and
# goroutines. --long checks all but values that become values, what runs in other
# processes, and stores that take long to compile.
checked='/(internal/(host/(console|process|procgroup|wholefile)|measure/(child|runner))|scenarios/(buffer|cmem|cpython|message))$'
plain='/(bench/benchmain|internal/(judge/(breakeven|claim|gate|interval|verdict)|revisions/codediff|report|page)|scenarios/(buffer/difftest|store|wasm)|scripts/trial)$'
# The command runs whole once. A lane that is about how it is built runs some of it.
command='/cmd/bufbench$'
some='TestScript/^(ab_usage|bad_usage|compare|doctor|fail_hang|help|list|program|run_(busy|select|sequential)|skip)$|TestKill|TestInterrupt'
racing='TestScript/^(doctor|fail_hang|run_(busy|sequential))$|TestKill|TestInterrupt'
few='TestScript/^(doctor|run_busy)$'
# What measures every scenario, and what is about revisions and counts, takes longest.
slow='TestScript/^(run|run_(axis|cold|pages|profile|resume|sweeps|twice|verbose|versus|wait)|doctor_calibrate|check_run|ab_.*)$|TestDocs|TestRecompute|TestResume$|TestAB'

# What takes longest is for --long. Other tests look at parts of it.
rare='TestScript/^(ab_(equal|flags|instructions|profile|relink|toolchain|turns)|doctor_calibrate|profile_instructions|run_cold)$|TestRecompute|TestABShapes|TestHostile(Benchmarks|Branches)|^TestABInterrupt$/^(alone|hangup|quit)$|^TestBroken$|^TestClaims$|^TestPlatforms$/^darwin$/^amd64$'
# Every benchmark, and with it every arm, runs once where its package is tested whole.
once=(-bench . -benchtime 1x)
# Each random layout takes ten times as long under a sanitizer: fewer are enough there.
short=(-short)
[ -z "$long" ] || rare='^$' short=()

prepare
complete
downloaded
style
if [ "$CGO_ENABLED" = 1 ]; then
	step "without cgo: what is another program then"
	pure=(./bench/benchtest ./scenarios/... ./internal/measure/child ./scripts/trial/works)
	[ -z "$long" ] || pure=(./bench/... ./scenarios/... ./internal/measure/{child,launch,plant,runner} ./scripts/trial/{works,spins})
	mapfile -t pure < <(GOEXPERIMENT='' CGO_ENABLED=0 without "$own|$command|$plain" "${pure[@]}")
	GOEXPERIMENT='' CGO_ENABLED=0 tests "${pure[@]}"
	GOEXPERIMENT='' CGO_ENABLED=0 tests -run "${long:+$some|$racing|}$few" ./cmd/bufbench
fi
[ "$CGO_ENABLED" = 0 ] || [ -z "$long" ] || memory
rivals
[ "$CGO_ENABLED" = 0 ] || release
[ -z "$long" ] || fuzz 300000
if [ "$CGO_ENABLED" = 1 ]; then
	step "race, with checkptr, which is a part of it, and cgocheck2"
	mapfile -t all < <(without "$own|${long:+$plain|}$command" "${tags[@]}" ./... | grep -E "${long:+.|}$checked")
	# Three at a time: many wait for processes of their own.
	GOEXPERIMENT="${GOEXPERIMENT:+$GOEXPERIMENT,}cgocheck2" tests -p 3 -race "${short[@]}" "${once[@]}" "${tags[@]}" "${all[@]}"
	[ -z "$long" ] || GOEXPERIMENT="${GOEXPERIMENT:+$GOEXPERIMENT,}cgocheck2" tests -race -run "$racing" "${tags[@]}" ./cmd/bufbench
	step "the rest"
	mapfile -t apart < <(without "$command" "${tags[@]}" ./... | grep -vxF "$(printf '%s\n' "${all[@]}")")
	if [ -z "$long" ] && [[ $(go env GOVERSION) != "${newest%.*}".* ]]; then
		mapfile -t apart < <(printf '%s\n' "${apart[@]}" | grep -v '/callgrind$') # tested with the newest release
	fi
	tests -skip "$rare" "${once[@]}" "${tags[@]}" "${apart[@]}" &
	beside=($!)
	built=$(mktemp -d)
	tests -c -o "$built/bufbench.test" "${tags[@]}" ./cmd/bufbench
	(cd cmd/bufbench && "$built/bufbench.test" -test.timeout 30m -test.skip "$slow|$rare" "${once[@]/#-/-test.}") &
	beside+=($!)
	(cd cmd/bufbench && "$built/bufbench.test" -test.timeout 30m -test.parallel 4 -test.run "$slow" -test.skip "$rare") # most of it waits
	for one in "${beside[@]}"; do wait "$one"; done
	rm -r "$built"
else
	step "everything"
	tests -timeout 60m -skip "$rare" "${once[@]}" "${tags[@]}" ./...
fi
if [ -n "$long" ]; then
	step "many random moments; every Python; 100,000 buffers of each"
	tests -timeout 60m "${tags[@]}" -run 'TestKill|TestInterrupt|TestResume' ./cmd/bufbench -trials 20
	tests -timeout 60m "${tags[@]}" -v -run TestKill ./internal/track/index ./internal/track/store -adds 200
	tests -timeout 60m "${tags[@]}" ./scenarios/cpython/buffer_example -pythons.every
	tests -timeout 60m -v ./scenarios/buffer/difftest -difftest.cases=100000 -difftest.others=100000 -difftest.seed=0
	step "the main job, quick"
	./scripts/run.sh --quick --results "$(mktemp -d)"
fi
step "all passed"
