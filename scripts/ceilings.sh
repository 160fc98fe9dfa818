#!/usr/bin/env bash
# ceilings.sh: do the kernels of scenarios/kernel reach what this machine can
# do? It measures them in alternation with likwid-bench (else mbw) and prints,
# for each level of the memory, the medians over the rounds and their ratio.
#
#   scripts/ceilings.sh [-r ROUNDS] [-c CPU] [-H] [-v]
#     -r ROUNDS  rounds, each in fresh processes with fresh buffers (5)
#     -c CPU     the CPU both sides are pinned to, where taskset exists (0)
#     -H         huge pages for both sides (MADV_HUGEPAGE; for the peer through
#                glibc's malloc tunable, which needs glibc 2.35); otherwise both
#                have base pages, unless the system gives huge ones to all
#     -v         a line for every kernel, not only for the fastest
#
# What is alike on both sides: one thread on one CPU, the same working set (for
# a copy: source and destination together), warm and touched memory, and GB/s
# counting 10^9 bytes read and, for a copy, bytes written too. What differs:
# ours reads random bytes and sums them, the peer's load only loads, and its
# vectors hold one repeated number.
# From 1 MiB Go's copy on amd64 has non-temporal stores, so there it is listed
# among the streaming copies.
#
# The table goes to stdout, the rest to stderr. Exit codes: 0 measured; 2 wrong
# usage; 3 could not measure.
set -euo pipefail

rounds=5 cpu=0 pages=base verbose=0
usage() {
	sed -n '2,/^set /{/^#/s/^# \{0,1\}//p;}' "$0" >&2
	exit 2
}
while getopts r:c:Hv option; do
	case $option in
	r) rounds=$OPTARG ;;
	c) cpu=$OPTARG ;;
	H) pages=huge ;;
	v) verbose=1 ;;
	*) usage ;;
	esac
done
shift $((OPTIND - 1))
[[ $# -eq 0 && $rounds =~ ^[1-9][0-9]*$ && $cpu =~ ^[0-9]+$ ]] || usage

fail() {
	echo "ceilings.sh: $*" >&2
	exit 3
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
data=$work/data # lines: level kind side kernel GB/s

command -v go >/dev/null || fail "go: not found; install it from https://go.dev/dl"
# likwid-bench may be there and fail: it wants to know the machine's topology.
peer=none
if likwid-bench -t load -w "N:16kB:1" -i 10 >"$work/likwid" 2>&1; then
	peer=likwid-bench
elif command -v mbw >/dev/null; then
	peer=mbw
	echo "likwid-bench: not available (try: apt-get install likwid); mbw knows memory only, copies only" >&2
	tail -n 3 "$work/likwid" >&2
else
	fail "neither likwid-bench nor mbw runs here (try: apt-get install likwid, or mbw)"
fi

pin=()
if command -v taskset >/dev/null; then
	pin=(taskset -c "$cpu")
else
	echo "taskset: not found, nothing is pinned (try: apt-get install util-linux)" >&2
fi

arch=$(go env GOARCH)
[[ $arch != amd64 ]] || export GOEXPERIMENT=simd
(cd "$root" && go test -c -o "$work/kernel.test" ./scenarios/kernel) || fail "build the benchmark: see above"

flags=()
tunables=${GLIBC_TUNABLES:-}
if [[ $pages == huge ]]; then
	flags=(-hugepages)
	tunables=glibc.malloc.hugetlb=1
fi

# ours LEVEL KIND FUNCTION measures all our kernels of one kind.
ours() {
	"${pin[@]}" "$work/kernel.test" -test.run '^$' -test.cpu 1 -test.benchtime 60ms \
		-test.bench "^$3\$/^kernel=/^size=$1\$" "${flags[@]}" |
		awk -v level="$1" -v kind="$2" -v arch="$arch" '$1 ~ /^Benchmark/ {
			split($1, part, "/"); sub("kernel=", "", part[2])
			streams = part[2] == "go" && arch == "amd64" && level ~ /MiB/
			for (i = 3; i < NF; i++) if ($(i + 1) == "MB/s")
				print level, (kind == "copy" && streams ? "stream" : kind), "ours", part[2], $i / 1000
		}' >>"$data"
}

# peer_kernels KIND prints the names of the peer's kernels that this CPU runs.
peer_kernels() {
	local test widths=""
	if [[ $peer == mbw ]]; then
		[[ $1 != copy ]] || echo memcpy
		return
	fi
	grep -qw sse2 /proc/cpuinfo && widths="$widths _sse"
	grep -qw avx /proc/cpuinfo && widths="$widths _avx"
	grep -qw avx512f /proc/cpuinfo && widths="$widths _avx512"
	case $1 in
	read) test=load ;;
	copy) test=copy ;;
	*) test=copy_mem ;;
	esac
	[[ -n $widths || $1 == stream ]] || echo "$test"
	for width in $widths; do
		echo "$test$width"
	done
}

# theirs LEVEL KIND BYTES measures all the peer's kernels of one kind, each for
# about as long as one of ours.
theirs() {
	local kernel budget=6000000000
	(($3 <= 16777216)) || budget=2000000000
	for kernel in $(peer_kernels "$2"); do
		if [[ $peer == mbw ]]; then
			(($3 > 16777216)) || continue
			# mbw copies MiB from one array to another and counts them once.
			"${pin[@]}" mbw -q -n 10 -t 0 $(($3 / 2097152)) |
				awk '/^AVG/ { print $(NF - 1) * 2 * 1048576 / 1e9 }'
		else
			# One thread of domain N, which holds the CPUs that taskset allows.
			GLIBC_TUNABLES=$tunables "${pin[@]}" likwid-bench -t "$kernel" -w "N:${3}B:1" -i $((budget / $3)) 2>/dev/null |
				awk '/^MByte\/s:/ { print $2 / 1000 }'
		fi | sed "s/^/$1 $2 peer $kernel /" >>"$data"
	done
}

for ((round = 1; round <= rounds; round++)); do
	echo "round $round of $rounds" >&2
	while read -r level bytes; do
		while read -r kind function; do
			if ((round % 2)); then
				ours "$level" "$kind" "$function"
				theirs "$level" "$kind" "$bytes"
			else
				theirs "$level" "$kind" "$bytes"
				ours "$level" "$kind" "$function"
			fi
		done <<-END
			read BenchmarkReaders
			copy BenchmarkCopiers
			stream BenchmarkStreamers
		END
	done <<-END
		16KiB 16384
		256KiB 262144
		4MiB 4194304
		64MiB 67108864
		256MiB 268435456
	END
done

echo "# peer=$peer rounds=$rounds cpu=${pin[*]:+$cpu} pages=$pages goexperiment=${GOEXPERIMENT:-none} cgo=$(go env CGO_ENABLED)"
awk -v verbose="$verbose" '
function median(list,   v, n, i, j, t) {
	n = split(list, v, " ")
	for (i = 2; i <= n; i++)
		for (j = i; j > 1 && v[j - 1] + 0 > v[j] + 0; j--) { t = v[j]; v[j] = v[j - 1]; v[j - 1] = t }
	return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
}
function row(group, kernel, own,   place) {
	split(group, place, " ")
	if (peer[group]) printf "%-8s%-8s%-16s%10.1f  %-16s%10.1f%8.3f\n", place[1], place[2], kernel, own, name[group], peer[group], own / peer[group]
	else printf "%-8s%-8s%-16s%10.1f  %-16s%10s%8s\n", place[1], place[2], kernel, own, "-", "-", "-"
}
{
	group = $1 " " $2
	if (!(group in seen)) { seen[group]; order[++groups] = group }
	key = group SUBSEP $3 SUBSEP $4
	if (!(key in all)) list[group, $3] = list[group, $3] " " $4
	all[key] = all[key] " " $5
}
END {
	printf "%-8s%-8s%-16s%10s  %-16s%10s%8s\n", "level", "kind", "kernel", "GB/s", "peer", "GB/s", "ratio"
	for (g = 1; g <= groups; g++) {
		group = order[g]
		n = split(list[group, "peer"], kernels, " ")
		for (k = 1; k <= n; k++) {
			m = median(all[group, "peer", kernels[k]])
			if (m > peer[group]) { peer[group] = m; name[group] = kernels[k] }
		}
		best = 0
		n = split(list[group, "ours"], kernels, " ")
		for (k = 1; k <= n; k++) {
			m = median(all[group, "ours", kernels[k]])
			if (m > best) { best = m; fastest = kernels[k] }
			if (verbose) row(group, kernels[k], m)
		}
		if (best) row(group, verbose ? "= " fastest : fastest, best)
	}
}' "$data"
