#!/usr/bin/env bash
# Measures, and says what came of it as annotations, in the summary of the step and
# as outputs. It succeeds whatever the verdict is, which another step exits with.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/action/lib.sh
. "$here/lib.sh"

folder=$AB_FOLDER
report=$folder/report.md
json=$folder/report.json
mkdir -p "$folder/results"
: >"$folder/report.txt"
: >"$folder/log.txt"

# arguments sets call to the whole command, or says what is wrong with it.
arguments() {
	local line packages=()
	call=("$folder/bin/bufbench" ab "--base=$AB_BASE" "-results=$folder/results" "-o=$report" "-o=$json")
	optional -head "$AB_HEAD"
	optional -bench "$AB_BENCH"
	optional -tags "$AB_TAGS"
	optional -count "$AB_COUNT"
	optional -max-time "$AB_MAX_TIME"
	optional -threshold "$AB_THRESHOLD"
	optional -fail-on "$AB_FAIL_ON"
	optional -layout "$AB_LAYOUT"
	optional -metric "$AB_METRIC"
	optional -on-regression "$AB_ON_REGRESSION"
	while IFS= read -r line || [ -n "$line" ]; do
		line=${line#"${line%%[![:space:]]*}"}
		line=${line%"${line##*[![:space:]]}"}
		[ -z "$line" ] || call+=("$line")
	done <<<"$AB_ARGS"
	read -r -d '' -a packages <<<"$AB_PACKAGES" || true # it never ends with a zero byte
	[ -n "${packages+set}" ] || packages=(./...)
	for line in "${packages[@]}"; do
		case $line in
		-*)
			printf 'the input packages has %q, which is a flag: flags go to the input args\n' "$line"
			return 2
			;;
		esac
	done
	call+=(-- "${packages[@]}")
}

# optional adds the flag $1 unless its value $2 is empty.
optional() { [ -z "$2" ] || call+=("$1=$2"); }

# measure runs bufbench. Its log is printed as it comes, its tables at the end. What
# is measured is told nothing of the files by which a step talks to its runner.
measure() {
	env -u GITHUB_OUTPUT -u GITHUB_ENV -u GITHUB_PATH -u GITHUB_STATE GITHUB_STEP_SUMMARY= \
		"${call[@]}" 2>&1 >"$folder/report.txt" | tee "$folder/log.txt"
	local code=${PIPESTATUS[0]}
	grep -v '^::error ' "$folder/report.txt"
	return "$code"
}

# annotations prints those of bufbench, of which there are ten at most.
annotations() {
	grep -m 10 -E '^::error (file=[^:]*,line=[0-9]+,)?title=bufbench ab%3A [a-z ]+::' "$folder/report.txt"
}

# explain writes a report of what went wrong in place of one that is not there. A
# code block by indentation cannot be left by what stands in it.
explain() {
	printf '**bufbench ab: failed, exit code %s**\n\n' "$1"
	tail -c 30000 "$folder/log.txt" | tail -n 60 | LC_ALL=C tr -d '\000-\010\013-\037\177' | sed 's/^/    /'
}

# summarise appends the report to the summary of the step, which takes 1 MiB.
summarise() {
	LC_ALL=C awk '{ n += length($0) + 1; if (n > 1000000) { print "\n(the rest stands in the report)"; exit } print }' \
		"$report" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
}

code=0
if arguments >"$folder/log.txt" && enter 2>"$folder/log.txt"; then
	unheard measure || code=$?
else
	code=2
fi
verdict=failed
case $code in
0 | 1 | 4) verdict=$("$folder/bin/verdict" "$json") ;;
esac
[ -s "$report" ] || explain "$code" >"$report"
annotations || [ "$verdict" != failed ] || annotate "$(tail -n 20 "$folder/log.txt" | tail -c 4000)"
summarise
[ -s "$json" ] || json=
output code "$code"
output verdict "$verdict"
output report "$report"
output json "$json"
output results "$folder/results"
