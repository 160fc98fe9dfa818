#!/usr/bin/env bash
# Measures, and says what came of it as annotations, in the summary of the step and
# as outputs. It exits with bufbench's code.
#
# A benchmark may write any file that this user may. So bash has read all of this
# before the first benchmark runs, and behind the last one there are only bufbench,
# which runs already, and commands that are built into bash.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/action/lib.sh
. "$here/lib.sh"

# arguments sets call to the whole command, or says what is wrong with it.
arguments() {
	local line packages=()
	call=("$folder/bin/bufbench" ab "--base=$AB_BASE" "-results=$folder/results" "-o=$report" "-o=$text" "-o=$json")
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

# measure runs bufbench, which makes what it prints harmless to the runner, and
# keeps the files by which a step talks to its runner from what it measures.
measure() {
	"${call[@]}" 2>&1 | tee "$folder/log.txt"
	return "${PIPESTATUS[0]}"
}

# explain prints a report of what went wrong in place of one that is not there, from
# the end of the log. A code block by indentation cannot be left by what stands in it.
explain() {
	printf '**bufbench ab: failed, exit code %s**\n\n    %s\n' "$1" "${log//$'\n'/$'\n    '}"
}

# main is all of it.
main() {
	local folder=$AB_FOLDER code=0 log
	local report=$folder/report.md text=$folder/report.txt json=$folder/report.json
	mkdir -p "$folder/results"
	: >"$folder/log.txt"
	output verdict failed # bufbench says another one where it comes to one
	output report "$report"
	output text "$text"
	output results "$folder/results"
	end=$(random)
	if arguments >"$folder/log.txt" && enter 2>"$folder/log.txt"; then
		measure || code=$?
	else
		code=2
	fi
	if [ ! -s "$report" ]; then
		log=$(<"$folder/log.txt")
		[ "${#log}" -le 4000 ] || log=${log:$((${#log} - 4000))}
		explain "$code" >"$report"
		explain "$code" >"$text"
		explain "$code" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
		annotate "$log"
	fi
	[ ! -s "$json" ] || output json "$json"
	return "$code"
}

main; exit
