// Bufbench answers "copy or view?" with measurements. Its scenarios compare two ways to
// a large array: to copy it, and to look at it in place. It reports what the copy costs.
//
// Usage:
//
//	bufbench list [flags]
//	bufbench run [flags] [SCENARIO...]
//	bufbench profile [flags] SCENARIO
//	bufbench profile -bench RE [-pkg PKG] [-base REV] [flags]
//	bufbench show [flags] FILE... [SCENARIO...]
//	bufbench show claims [flags] FILE...
//	bufbench compare [flags] OLD NEW [MORE...]
//	bufbench ab --base REV [--head REV] [flags] [PACKAGE...]
//	bufbench ab --cmd COMMAND --cmd COMMAND [flags]
//	bufbench threshold -bench REGEXP [-over PARAMETER] [flags] [PACKAGE]
//	bufbench check [flags] [FILE...]
//	bufbench track add|import|backfill|show|changes|ack|bisect|export [flags]
//	bufbench init [-slice|-c|-file|-python] [NAME]
//	bufbench doctor [-controls] [flags]
//	bufbench doctor -calibrate [-max-time TIME] [-results FOLDER] [flags]
//	bufbench help [COMMAND]
//	bufbench --version
//
// List names the scenarios, and says why one cannot run here:
//
//	$ bufbench list
//	SubSlice (DOM+LIAB)
//	    Clone a part of a Go slice, or hand out the part itself?
//	    arms: copy, reuse, view
//	...
//
// With the name of a scenario it says all that is known of it: the values of its axes,
// its arms in the words of their language, and what a view owes:
//
//	$ bufbench list SubSlice
//	SubSlice: Clone a part of a Go slice, or hand out the part itself?
//	  class DOM: one way is never slower than the others
//	...
//
// Run proves every arm, measures it and prints the answer. One case is one screen: for
// each arm the time of an operation, and how much longer than the fastest arm it takes,
// ± half the interval. That difference carries over to another reader of the bytes; the
// factor, beside the copy, does not. With -rate it also says what each arm takes of the
// machine at so many operations per time. A case is measured, a fresh process per
// launch, until every factor is within ±2 % (-precision) or 3 s are over (-max-time);
// -count fixes the number of launches instead, and -quick makes a small run of it:
//
//	$ bufbench run -sizes 48KiB -passes 3 -count 6 -rate 20000/s SubSlice
//	...
//	 how                          per op    over best at 20000/s  garbage factor
//	────────────────────────────────────────────────────────────────────────────
//	 view   s[i:j:j]              2.04µs            -  0.041 CPU        -  4.34×
//	 reuse  copy into kept memory 3.22µs 1.19 ±0.11µs  0.065 CPU        -  2.73×
//	 copy   bytes.Clone           8.66µs 6.63 ±0.72µs   1.01 CPU 938MiB/s      -
//	...
//	Danger  As long as it is held: any part of it keeps the whole array. Contents
//	...
//
// More cases of one scenario are a table with the answer in a sentence first. Many
// scenarios are a row each, at the case in the middle of its grid. All tables and every
// figure are printed with -v:
//
//	$ bufbench run -sizes 4KiB,64KiB -passes 1 -count 6 SubSlice
//	SubSlice: Clone a part of a Go slice, or hand out the part itself?
//	→ the view wins from 4KiB on: 28.3× [19.0,52.8] faster at 4KiB, 37.3×
//	...
//	 size ×passes best   best         copy view          reuse      view
//	                   per op    over best factor    over best over best
//	────────────────────────────────────────────────────────────────────
//	 4KiB ×1      view 33.8ns 1.02 ±0.20µs  28.3× 46.5 ±9.1ns         -
//	...
//
// Without -count and -quick, a run also measures what is beyond its grid. Further cases
// narrow the break-evens of a scenario to ±15 % (-refine). A case in the middle is
// measured under other conditions (-vary), for what would change the answer. Launches
// that time nothing see the maximum memory of each arm (-peaks). Further axes, such as
// cold caches or a larger live heap, are named by list:
//
//	$ bufbench run -sizes 64KiB -passes 1 -count 6 -axis cache=hot,cold SubSlice
//	SubSlice: Clone a part of a Go slice, or hand out the part itself?
//	...
//
// With -budget the whole run takes a given time, spent where intervals are widest.
// -resume FILE continues an interrupted run. If its scenarios are of another program,
// -program names that program again.
//
// If a named scenario cannot be measured here, run measures the others. It ends with exit
// code 3 and the remedy.
//
// Show prints results files of earlier runs again, whole or one scenario, and measures
// nothing. Files of one machine and build are judged together; packed files are read
// too. It names the missing parts of a file, and ends with exit code 3 if a part cannot be
// read. FILE may be - for standard input:
//
//	$ bufbench show run.txt SubSlice
//	...
//
// Others have published figures about copies and views. With the word claims, show holds
// the files against each of them, and names the command that would measure the rest:
//
//	$ bufbench show claims run.txt
//	...
//
// With -counters, each launch also counts cycles, instructions, cache and TLB
// misses, page faults and context switches per operation, once it has timed. They are
// printed in a table of their own and stand in the results file as units, such as
// page-faults/op. What this machine does not count is named with the reason.
//
// Profile says where the time of an operation goes, in one case of a scenario. It counts
// what each arm does (allocations, copied bytes, page faults, calls into C, system calls,
// reads), and measures the price of each of these beside the arms. What counts times
// prices do not explain is a row of its own, so the rows add up to the measured time. CPU
// samples stand in a table of their own; -profiles FOLDER keeps them for go tool pprof, -v
// prints the hottest function, and -o FILE.html has flame graphs:
//
//	$ bufbench profile -sizes 64KiB -passes 1 -count 1 -samples 0s SubSlice
//	SubSlice/size=64KiB/passes=1: where the time of an operation goes
//	...
//	view (s[i:j:j]): 1 read of 64KiB
//	...
//
// With -bench, it is about a benchmark of any Go package. Its rows are CPU samples by kind
// of work. Further tables have its allocations by the size of objects, its page faults, calls
// into C and system calls, and what all of these cost by price. With -base the change since a
// revision is told by row and by function.
// -instructions counts instructions by function, where valgrind is.
//
// In a tenth of its time, a run compares identical code with itself at its end
// (-selftest). How far that differs stands in the line Trust; where it is told
// apart, or its interval is wider than 5 % either way, the machine is unfit, and
// check decides nothing on the times.
//
// With -program PATH, list, run, profile, show and check are about the scenarios of another
// program, whose main is benchmain.Main (go doc github.com/bufbench/bufbench/bench/benchmain).
//
// Compare takes any Go benchmark results, as go test -bench prints them. It prints
// the tables of benchstat, with its language for rows, columns and filters, and
// gives each row a verdict, corrected for all rows of its table. An argument is a
// path, label=path, or - for standard input:
//
//	$ bufbench compare old.txt new.txt
//	goos: linux
//	goarch: amd64
//	pkg: example.com/codec
//	cpu: A Processor
//	                        old.txt     new.txt                              could
//	                         sec/op      sec/op vs base                verdict   see
//	────────────────────────────────────────────────────────────────────────────────
//	 Decode/impl=loop-8 810.6n ± 1% 643.9n ± 1% -20.56% p=0.000 n=12    better  2.1%
//	 Decode/impl=cast-8 102.7n ± 1% 103.0n ± 0%       ~ p=0.382 n=12      same 0.64%
//	 Encode-8           456.0n ± 2% 454.1n ± 2%       ~ p=0.898 n=12 undecided    3%
//	 geomean                 336.1n      311.1n  -7.42%
//	...
//	2 better, 3 the same, 1 undecided of 6 (at most 5 % that any verdict of a table is false)
//
// The last column is the smallest change that so many lines, as noisy as these,
// show nine times in ten. Of three texts or more, each is compared with the first:
// in one table, or in a table per text if that is wider than the terminal. Two ways
// of one text stand side by side with -col:
//
//	$ bufbench compare -filter .name:Decode -col /impl -format csv old.txt
//	...
//
// Ab builds two revisions of any Go package and measures their common benchmarks
// in turn: pairs of fresh processes in random order, until each is decided. Without
// -head it judges the working tree, changes and all:
//
//	bufbench ab --base main ./...
//
// Its exit code is a gate's, as compare's is. Small changes are measured again in
// several layouts of each side, because the place of a function in the binary moves
// times too; -layout does so for all. -on-regression profile profiles the benchmarks
// that got worse, and prints the difference by function. -metric instructions counts
// in place of timing. Two commands are compared likewise, as whole processes:
//
//	$ bufbench ab -count 12 -fail-on never -cmd true -cmd true
//	base: true
//	head: true
//	...
//	 sec/op base head change verdict
//	────────────────────────────────
//	...
//
// Threshold finds the size from which one of two benchmarks of any Go package wins, with
// an interval. The benchmarks stay as they are. They share a number in their names, or
// read it from an environment variable or a flag:
//
//	bufbench threshold -bench 'BenchmarkDecode/(copy|view)' -over size ./codec
//	bufbench threshold -bench 'BenchmarkDecode(Copy|View)' -over env:SIZE -from 16 -to 1MiB
//	bufbench threshold -base main -bench BenchmarkDecode/view -over size
//
// All launches are kept as Go benchmark text. Show prints the answer of that text again.
//
// Check is the gate: it holds results against the claims of bufbench.toml, and
// against a baseline that was kept on the same machine. Results are any Go
// benchmark text; without FILE, the scenarios of the claims are measured first.
// check -help shows both files: bufbench.toml with claims, and bufbench.ack.toml,
// which acknowledges known regressions for a time:
//
//	$ bufbench check -save main old.txt
//	holds        claim a cast takes a fifth of a loop at most: Decode/impl=cast-8: 0.127 of impl=loop's ns/op [0.126, 0.128], n=12, p=7.4e-07
//	holds        claim a cast allocates nothing: Decode/impl=cast-8: 0 allocs/op, in all 12
//	2 hold
//	$ bufbench check -baseline main -o report.xml new.txt
//	holds        claim a cast takes a fifth of a loop at most: Decode/impl=cast-8: 0.16 of impl=loop's ns/op [0.159, 0.162], n=12, p=7.4e-07
//	holds        claim a cast allocates nothing: Decode/impl=cast-8: 0 allocs/op, in all 12
//	6 rows are as in the baseline
//	8 hold
//
// With -program, check measures claims about the scenarios of another program. Init writes
// such a program into the module at hand: a scenario, its proof, a claim, a benchmark and
// a main. All of it passes at once:
//
//	bufbench init -c Reply
//
// Track keeps results per commit, as text in git, and finds the commits that changed
// them. It reads the histories of other tools too, measures old commits by ab, and
// bisects a change:
//
//	$ bufbench track import -date 2026-05-31 old.txt
//	results/track/run-5f0c9b1e2d3a4b5c.txt: 72 values of no commit
//	$ bufbench track show
//	...
//
// Doctor says what disturbs this machine, and what to type against it. It looks at the
// clock's governor, at other processes, at the settings of this shell and more. It takes
// a second and changes nothing. A finding is no failure:
//
//	$ bufbench doctor
//	...
//	 finding    grade seen
//	...
//
// A finding is ok, note (good to know), warn (intervals are wider, or results are those
// of a passing state) or fail (results say more of the finding than of the code). Each
// that is not ok is explained, as on a laptop:
//
//	warn: wider intervals, or results of a state that will not last
//	  governor: the clock follows the load, and so do the times
//	    $ echo performance | sudo tee \
//	        /sys/devices/system/cpu/cpufreq/policy*/scaling_governor
//	  battery: on battery firmware lowers the clock: plug it in
//
// It reads Linux's /proc and /sys. It names what a system does not show: most of it on
// other systems.
//
// With -controls it says whether this build can be believed. It tries arms that lie, each
// in another way, and fails unless the right check catches each of them. It takes some
// seconds:
//
//	$ bufbench doctor -controls
//	 control       pretends               what was said                   verdict
//	...
//	 FakeView      to look at the         proof: it claims to be a view,  caught
//	...
//
// With -calibrate it says what this machine can tell, by class of work: false verdicts on
// identical code, half the interval, and the smallest slowdown that is found after 1 and
// 10 seconds. It also plants slowdowns of 1, 2 and 5 %, and says which were found. The
// calibration is kept beside results, and runs say how long 1 % takes:
//
//	$ bufbench doctor -calibrate -max-time 1s
//	 class launch false ± 1s ± 10s finds 1s finds 10s +1% +2% +5%
//	...
//	false: verdicts better or worse on identical code, of all; ±: half its interval
//	...
//
// Results go to standard output, everything else to standard error. Exit
// codes:
//
//	0    all went well; compare, ab, check: nothing looks worse, and a change could have been seen
//	1    compare, ab: something is worse; check: something is worse or a claim is broken;
//	     track changes: the newest run shows a change for the worse
//	2    wrong usage, or a mistake in bufbench.toml or bufbench.ack.toml; also if Go's
//	     runtime ends the process, such as without memory
//	3    something could not be built, measured, read, compared or written (results so far
//	     are kept), a benchmark is gone, an acknowledgement is stale, or a control was not
//	     caught
//	4    something looks worse without a verdict, or nothing could have been found; with
//	     -fail-on undecided also if anything else is undecided; threshold and track bisect:
//	     undecided (docs/exit-codes.md)
//	130  interrupted (results so far are kept)
package main

import (
	"os"

	"github.com/bufbench/bufbench/internal/cli/streams"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/runs/session"
	"github.com/bufbench/bufbench/scenarios"
)

func main() {
	os.Exit(run(&app{
		home: &session.Home{Scenarios: scenarios.All(), Same: plant.Same()}, controls: plant.Controls(),
		Streams: streams.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr},
	}, os.Args[1:]))
}
