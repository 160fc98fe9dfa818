package main

import "slices"

// groups are the groups of flags in the help of commands. They are printed in the order of
// the alphabet.
var groups = []struct {
	name  string
	flags []string
}{
	{"Cases", []string{"program", "tests", "bench", "pkg", "over", "from", "to", "sizes", "passes", "axis", "quick", "versus", "base", "head", "cmd", "name", "parameter", "slice", "c", "file", "python", "tags", "args", "filter", "metric", "rev", "env", "last", "commit", "date", "set"}},
	{"Conditions", []string{"pages", "reader", "counters", "seed", "timeout", "layout", "prepare", "warmup", "alternate", "ignore-failure", "cpu"}},
	{"Effort", []string{"precision", "max-time", "budget", "refine", "peaks", "vary", "count", "benchtime", "selftest", "samples"}},
	{"Files", []string{"results", "resume", "wait", "cpuprofile", "memprofile", "profiles", "config", "ack", "baseline", "save", "record", "db", "history", "reason", "until"}},
	{"Output", []string{"format", "o", "v", "rate", "color", "table", "row", "col", "on-regression"}},
	{"Verdicts", []string{"alpha", "margin", "confidence", "threshold", "correction", "fail-on", "unit", "ignore", "absolute"}},
}

// groupOf is the group of a flag; empty if it is in none.
func groupOf(flag string) string {
	for _, g := range groups {
		if slices.Contains(g.flags, flag) {
			return g.name
		}
	}
	return ""
}

// examplesOf are three commands to start from.
func examplesOf(command string) []string {
	return map[string][]string{
		"list": {
			"bufbench list                       all scenarios, in a few lines each",
			"bufbench list CMemory               one: values of its axes, arms, classes",
			"bufbench list -format json",
		},
		"run": {
			"bufbench run -quick                 all scenarios, briefly",
			"bufbench run CMemory -sizes 48KiB -passes 3",
			"bufbench run -budget 5m -o report.md SubSlice FileRead",
		},
		"profile": {
			"bufbench profile SubSlice           where the time of each arm goes",
			"bufbench profile PyBuffer -sizes 4KiB -axis object=numpy",
			"bufbench profile -pkg ./codec -bench BenchmarkDecode -base main",
		},
		"show": {
			"bufbench show results/*/20*.txt CMemory",
			"bufbench show -format csv results/amd-epyc-2c-ded85f/reference.txt.gz",
			"bufbench show -o report.md first.txt second.txt",
		},
		"compare": {
			"bufbench compare old.txt new.txt",
			"bufbench compare -filter .unit:ns/op -o report.md old.txt new.txt",
			"bufbench compare -col '/access@(copy view)' run.txt",
		},
		"ab": {
			"bufbench ab --base main ./...       the working tree against main",
			"bufbench ab --base v1.2.0 --head v1.3.0 -bench Decode ./codec",
			"bufbench ab --cmd 'gzip -k big' --cmd 'pigz -k big'",
		},
		"threshold": {
			"bufbench threshold -bench 'BenchmarkDecode/(copy|view)' -over size",
			"bufbench threshold -bench 'Benchmark(Copy|View)' -over env:N -from 1 -to 4KiB",
			"bufbench threshold -base main -bench BenchmarkDecode/view -over size",
		},
		"init": {
			"bufbench init                       a Go slice: Frame, in framebench",
			"bufbench init -c Reply              memory of a C library",
			"bufbench init -file Segment         a file, read or mapped",
		},
		"check": {
			"bufbench check                      measures what bufbench.toml claims",
			"go test -bench . -count 10 | bufbench check -save main -",
			"go test -bench . -count 10 | bufbench check -baseline main -",
		},
		"track": {
			"go test -bench . -count 5 | bufbench track add -",
			"bufbench track import dev/bench/data.js",
			"bufbench track changes",
		},
		"doctor": {
			"bufbench doctor                     what disturbs this machine",
			"bufbench doctor -controls           can this build be believed?",
			"bufbench doctor -calibrate          what can this machine tell?",
		},
	}[command]
}
