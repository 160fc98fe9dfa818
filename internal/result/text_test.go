package result_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/result"
)

// readText reads a text as standard input; each record is its name, number of
// iterations, values in units of the text, configuration and pairing.
func readText(in io.Reader) (records []string, problems []result.Problem, t *result.Texts) {
	t = &result.Texts{Inputs: []result.Input{{Label: "f", Path: "-"}}, Stdin: in}
	records = all(t)
	problems, _ = t.Problems()
	return records, problems, t
}

func all(t *result.Texts) (records []string) {
	for r := range t.Records() {
		var s strings.Builder
		fmt.Fprintf(&s, "%s %d", r.Name, r.Iters)
		for _, v := range r.Values {
			if v.OrigUnit != "" {
				fmt.Fprintf(&s, " %v %s", v.OrigValue, v.OrigUnit)
			} else {
				fmt.Fprintf(&s, " %v %s", v.Value, v.Unit)
			}
		}
		for _, c := range r.Config {
			if c.File {
				fmt.Fprintf(&s, " %s=%s", c.Key, c.Value)
			}
		}
		if r.Paired > 0 {
			fmt.Fprintf(&s, " paired %d", r.Paired)
		}
		records = append(records, s.String())
	}
	return records
}

// TestTexts: what is read of a text, and the exact words about what is not.
func TestTexts(t *testing.T) {
	const good, line = "BenchmarkA-8 10 5 ns/op\n", "A-8 10 5 ns/op"
	const (
		broken = "(the benchmark prints into its own line: let it print by b.Log or to b.Output(), or delete the line)"
		shape  = "(a line is: BenchmarkName N VALUE UNIT [VALUE UNIT]...; run the benchmark again, or delete the line)"
		again  = "(delete the line, or measure again)"
		whole  = "(get the whole file)"
		write  = "(go test -bench . > FILE writes one)"
		failed = "(mend them and measure again: what stands here is not all)"
		moved  = "(a line begins with Benchmark; take away what stands before it, such as the name of a service)"
	)
	for _, test := range []struct {
		name, text string
		want       []string
		problems   []string
	}{
		{name: "empty", problems: []string{"-: it is empty " + write}},
		{name: "no benchmark", text: "hello\nworld\n", problems: []string{"-: none of its 2 lines is a benchmark result that can be read " + write}},
		{name: "go test's own words", text: "goos: linux\npkg: x\n" + good + "PASS\nok  \tx\t1.2s\n", want: []string{line + " goos=linux pkg=x"}},
		{name: "no line end", text: good + strings.TrimSpace(good), want: []string{line, line}},
		{name: "line ends of Windows", text: "goos: windows\r\nBenchmarkA-8 10 5 ns/op\r\n", want: []string{line + " goos=windows"}},
		{name: "a byte order mark", text: "\xef\xbb\xbf" + good + good, want: []string{line, line}},
		{name: "names of go test -v", text: "BenchmarkA\n" + good, want: []string{line}},
		{name: "no iterations, as benchstat takes them", text: "BenchmarkA 0 5 ns/op\n" + good, want: []string{"A 0 5 ns/op", line}},
		{name: "less than no iterations", text: "BenchmarkA -1 5 ns/op\n" + good, want: []string{line}, problems: []string{"-:1: -1 iterations: nothing was measured " + again}},
		{name: "NaN", text: good + "BenchmarkA 1 NaN ns/op\n", want: []string{line}, problems: []string{"-:2: NaN ns/op is not a number that can be compared " + again}},
		{name: "infinite", text: good + "BenchmarkA 1 -Inf widgets\n", want: []string{line}, problems: []string{"-:2: -Inf widgets is not a number that can be compared " + again}},
		{name: "negative time", text: good + "BenchmarkA 1 -5 ns/op\n", want: []string{line}, problems: []string{"-:2: -5 ns/op: it cannot be negative " + again}},
		{name: "negative metric of one's own", text: "BenchmarkA 1 -5 widgets\n", want: []string{"A 1 -5 widgets"}},
		{name: "longer than a century", text: good + "BenchmarkA 1 1e19 ns/op\n", want: []string{line}, problems: []string{"-:2: 1e+19 ns/op: nothing is measured so large " + again}},
		{name: "absurd", text: good + "BenchmarkA 1 -1e30 widgets\n", want: []string{line}, problems: []string{"-:2: -1e+30 widgets: nothing is measured so large " + again}},
		{name: "out of range", text: good + "BenchmarkA 1 1e999 ns/op\n", want: []string{line}, problems: []string{"-:2: parsing measurement: value out of range " + shape}},
		{name: "a unit twice", text: good + "BenchmarkA 1 5 ns/op 6 ns/op\n", want: []string{line}, problems: []string{"-:2: two values of sec/op in one line " + again}},
		{name: "too many iterations", text: good + "BenchmarkA 99999999999999999999 5 ns/op\n", want: []string{line}, problems: []string{"-:2: parsing iteration count: value out of range " + broken}},
		{name: "no number", text: good + "BenchmarkA 1 x ns/op\n", want: []string{line}, problems: []string{"-:2: parsing measurement: invalid syntax " + shape}},
		{name: "no unit", text: good + "BenchmarkA 1 5\n", want: []string{line}, problems: []string{"-:2: missing units " + shape}},
		{name: "no value", text: good + "BenchmarkA 1\n", want: []string{line}, problems: []string{"-:2: missing measurements " + shape}},
		{
			name: "cut within a unit", text: good + "BenchmarkB-8 10 6 ns/op 8 allo", want: []string{line},
			problems: []string{`-:2: the file ends within this line: it has no line end, and no other line has the unit "allo" (get the whole file, or end the line)`},
		},
		{name: "cut within a name", text: good + "BenchmarkA", want: []string{line}, problems: []string{"-:2: the file ends within this line: BenchmarkA " + whole}},
		{name: "cut within the word", text: good + "Ben", want: []string{line}, problems: []string{"-:2: the file ends within this line: Ben " + whole}},
		{name: "cut after the words of go test", text: good + "ok  \tx\t1.2", want: []string{line}},
		{name: "a benchmark prints in the middle of its line", text: "BenchmarkA-8 \thello\n 10 5 ns/op\n" + good, want: []string{line, line}},
		{
			name: "a benchmark prints before its line", text: "hello BenchmarkA-8 10 5 ns/op\n" + good, want: []string{line},
			problems: []string{"-:1: a result that does not begin its line: hello BenchmarkA-8 10 5 ns/op " + moved},
		},
		{name: "a comment with a result", text: "# BenchmarkB 1 7 ns/op\n" + good, want: []string{line}},
		{
			name: "a benchmark fails", text: good + "BenchmarkB-8 \t--- FAIL: BenchmarkB-8\n", want: []string{line},
			problems: []string{"-:2: the benchmarks failed: BenchmarkB-8 �--- FAIL: BenchmarkB-8 " + failed},
		},
		{name: "go test fails", text: good + "exit status 2\nFAIL\tx\t1.2s\r\nFAIL\n", want: []string{line}, problems: []string{"-:3: the benchmarks failed: FAIL�x�1.2s " + failed}},
		{name: "the runtime gives up", text: good + "fatal error: all goroutines are asleep - deadlock!\n", want: []string{line}, problems: []string{"-:2: the benchmarks failed: fatal error: all goroutines are asleep - deadlock! " + failed}},
		{name: "nothing but a failure", text: "# x\nFAIL\tx [build failed]\n", problems: []string{"-:2: the benchmarks failed: FAIL�x [build failed] " + failed}},
		{
			name: "UTF-16 that does not say so", text: "B\x00e\x00n\x00c\x00h\x00\n\x00",
			problems: []string{"-:1: a zero byte: this is no text (unpack it first if it is packed; save it as UTF-8 if it is UTF-16 without a byte order mark)"},
		},
		{
			name: "units that contradict", text: "Unit x better=lower\nUnit x better=higher\nBenchmarkA 1 5 x\n", want: []string{"A 1 5 x"},
			problems: []string{"-:2: metadata better of unit x already set to lower (make the Unit lines of all files agree, or say it once: -unit 'UNIT better=higher')"},
		},
		{
			name: "a unit that is no better either way", text: "Unit x better=smaller assume=precise colour=red\nBenchmarkA 1 5 x\n", want: []string{"A 1 5 x"},
			problems: []string{"-:1: Unit x better=smaller: it is lower or higher (mend the Unit line)", "-:1: Unit x assume=precise: it is nothing or exact (mend the Unit line)"},
		},
		{
			name: "orders to the terminal", text: "BenchmarkA 1 5 x\nBenchmark\x1b[2J 1 -5 a\x1b]0;t\a\u202e\nBenchmarkA 1 NaN a\x1b]0;t\a\u200f\n", want: []string{"A 1 5 x", "\x1b[2J 1 -5 a\x1b]0;t\a\u202e"},
			problems: []string{"-:3: NaN a�]0;t�� is not a number that can be compared " + again},
		},
	} {
		got, problems, _ := readText(strings.NewReader(test.text))
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: records %q, want %q", test.name, got, test.want)
		}
		if got := words(problems); !slices.Equal(got, test.problems) {
			t.Errorf("%s: problems\n%q, want\n%q", test.name, got, test.problems)
		}
	}
}

func words(problems []result.Problem) (words []string) {
	for _, p := range problems {
		words = append(words, p.Error())
	}
	return words
}

// TestTextsCut: wherever a text is cut, what is read of it stands in it, and a
// line that is cut is named unless it has no value more to lose than its last.
func TestTextsCut(t *testing.T) {
	const text = "goos: linux\nBenchmarkA/b=c-8 \t 1234 \t 56.78 ns/op\t 9 MB/s\t 90 copied-B/op\r\n# note\nBenchmarkB-8 1000 5.5 copied-B/op 12 ns/op\nPASS\n"
	whole, _, _ := readText(strings.NewReader(text))
	for at := range len(text) {
		got, problems, _ := readText(strings.NewReader(text[:at]))
		for i, record := range got {
			values, config, _ := strings.Cut(record, " goos=")
			if i >= len(whole) || !strings.HasPrefix(whole[i], values+" ") || config != "linux" {
				t.Errorf("cut at %d, behind %q: the record %q, which does not stand there", at, text[:at], record)
			}
		}
		last := text[strings.LastIndex(text[:at], "\n")+1 : at]
		if strings.HasPrefix(last, "B") && len(problems) == 0 && !strings.HasSuffix(strings.TrimSpace(last), "/op") && !strings.HasSuffix(strings.TrimSpace(last), "/s") {
			t.Errorf("cut at %d, within %q: no problem", at, last)
		}
	}
}

// TestTextsPaired: lines below a head are paired, unless one of its case is
// lost; heads of two texts are two pairings.
func TestTextsPaired(t *testing.T) {
	const (
		head  = "# launches=2 paired=yes clock=ns/op stop=fixed\n"
		lines = "BenchmarkA/access=copy/size=1B 1 5 ns/op\nBenchmarkA/access=copy/size=1B 1 6 ns/op\nBenchmarkA/access=view/size=1B 1 2 ns/op\nBenchmarkA/access=view/size=1B 1 3 ns/op\n"
	)
	pairings := func(text string) (p []int) {
		texts := &result.Texts{Inputs: []result.Input{{Label: "f", Path: "-"}}, Stdin: strings.NewReader("# bufbench: a line is one launch\n" + text)}
		for r := range texts.Records() {
			p = append(p, r.Paired)
		}
		return p
	}
	for _, test := range []struct {
		name, text string
		want       []int
	}{
		{"no head", lines, []int{0, 0, 0, 0}},
		{"a head", head + lines, []int{1, 1, 1, 1}},
		{"not paired", strings.Replace(head, "yes", "no", 1) + lines, []int{0, 0, 0, 0}},
		{"two heads", head + lines + head + lines, []int{1, 1, 1, 1, 2, 2, 2, 2}},
		{"go test's words behind it", head + lines + "PASS\n" + head + lines, []int{1, 1, 1, 1, 0, 0, 0, 0}},
		{"another case behind it", head + lines + "BenchmarkB/access=copy 1 5 ns/op\n", []int{1, 1, 1, 1, 0}},
		{"a line that is impossible", head + strings.Replace(lines, "1 6", "1 NaN", 1) + head + lines, []int{1, 0, 0, 2, 2, 2, 2}},
		{"a line that cannot be read", head + strings.Replace(lines, "1 6", "1 x", 1), []int{1, 0, 0}},
		{"a line that something stands before", head + strings.Replace(lines, "BenchmarkA/access=view/size=1B 1 2", "boo BenchmarkA/access=view/size=1B 1 2", 1), []int{1, 1, 0}},
	} {
		if got := pairings(test.text); !slices.Equal(got, test.want) {
			t.Errorf("%s: pairings %v, want %v", test.name, got, test.want)
		}
	}
}

// TestTextsLong: a result that is too long is named, other long lines are passed
// over, and both leave the numbers of the lines behind them as they are.
func TestTextsLong(t *testing.T) {
	const mb = 1 << 20
	long := strings.Repeat("x", mb)
	const unread = "-:3: a result or a Unit line of 1024 KiB, of which 60 can be read (give shorter names, or delete the line)"
	const tooLong = "-:3: a line of 20 MiB: nothing that a benchmark prints is so long (delete the line)"
	for _, test := range []struct {
		name, line string
		want       string // the record of the line; empty where it is none
		config     string // what the line behind it has besides
		problem    string
	}{
		{name: "name", line: "Benchmark" + long + " 7 5 ns/op", problem: unread},
		{name: "name of 60 KiB", line: "Benchmark" + long[:60<<10] + " 7 5 ns/op", problem: strings.Replace(unread, "1024", "60", 1)},
		{name: "name of nearly 60 KiB", line: "Benchmark" + long[:59<<10] + " 7 5 ns/op", want: long[:59<<10] + " 7 5 ns/op"},
		{name: "unit", line: "BenchmarkA 7 5 " + long + "-ns/op 6 B/op", problem: unread},
		{name: "value", line: "BenchmarkA 7 " + strings.Repeat("0", mb) + "5 ns/op", problem: unread},
		{name: "setting", line: "pkg:\t " + long + " ", config: " pkg=" + long},
		{name: "setting of spaces", line: "pkg:" + strings.Repeat(" ", mb)},
		{name: "setting behind spaces", line: "pkg:" + strings.Repeat(" ", mb) + "y", config: " pkg=y"},
		{name: "no setting", line: "https:" + long},
		{name: "no setting either", line: "note " + long + ": y"},
		{name: "key", line: "note" + long + ": y"},
		{name: "Unit line", line: "Unit " + long + " better=lower", problem: unread},
		{name: "comment", line: "# " + long},
		{name: "name alone", line: "Benchmark" + long},
		{name: "name with nothing behind it", line: "BenchmarkA" + long + "\t", problem: "-:3: missing iteration count"},
		{name: "name without a count", line: "BenchmarkA" + long + " x 5 ns/op", problem: "-:3: parsing iteration count"},
		{name: "impossible", line: "BenchmarkA 7 NaN " + long[:50<<10], problem: "-:3: " + console.Line("NaN "+long[:50<<10]+" is not a number that can be compared", 200) + " (delete"},
		{name: "many fields", line: "BenchmarkA 7" + strings.Repeat(" 5 x", mb/4), problem: unread},
		{name: "20 MB", line: "Benchmark" + strings.Repeat("x", 20*mb) + " 7 5 ns/op", problem: tooLong},
		{name: "20 MB of a setting", line: "note: " + strings.Repeat("x", 20*mb), problem: tooLong},
		{name: "20 MB of nothing", line: strings.Repeat(" ", 20*mb), problem: tooLong},
	} {
		const good = "BenchmarkA 10 5 ns/op"
		for _, end := range []string{"\n", "\r\n"} {
			text := strings.Join([]string{"goos: linux", good, test.line, good, "BenchmarkA 1 0 bad", "BenchmarkA 1 -1 ns/op", ""}, end)
			got, problems, _ := readText(strings.NewReader(text))
			record := "A 10 5 ns/op goos=linux"
			want := []string{record}
			if test.want != "" {
				want = append(want, test.want+" goos=linux")
			}
			want = append(want, record+test.config, "A 1 0 bad goos=linux"+test.config)
			checkLong(t, test.name, got, want)
			var wantProblems []string
			if test.problem != "" {
				wantProblems = append(wantProblems, test.problem)
			}
			wantProblems = append(wantProblems, "-:6: -1 ns/op")
			gotProblems := words(problems)
			if !slices.EqualFunc(gotProblems, wantProblems, strings.HasPrefix) {
				t.Errorf("%s: problems %.300q, want %.300q", test.name, gotProblems, wantProblems)
			}
		}
	}
}

// checkLong compares records without printing a megabyte.
func checkLong(t *testing.T, name string, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d records, want %d", name, len(got), len(want))
		return
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("%s: record %d has %d bytes, %.100q, want %d, %.100q", name, i, len(got[i]), got[i], len(want[i]), want[i])
		}
	}
}

// TestTextsMemory: long lines are forgotten when they are read.
func TestTextsMemory(t *testing.T) {
	line := "Benchmark" + strings.Repeat("x", 50<<10) + " 7 5 ns/op\nBenchmark" + strings.Repeat("x", 1<<20) + " 7 5 ns/op\nnote: " + strings.Repeat("y", 1<<20) + "\n"
	texts := &result.Texts{Inputs: []result.Input{{Label: "f", Path: "-"}}, Stdin: io.LimitReader(endless(line), 200<<20)}
	n := 0
	most := memory(t, func() {
		for range texts.Records() {
			n++
		}
	})
	if n < 98 || most > 100<<20 {
		t.Errorf("%d records took %d MiB, want 98 or more in at most 100 MiB", n, most>>20)
	}
}

// TestTextsBinary: bytes without an end, of which none is a result, are not read for ever.
func TestTextsBinary(t *testing.T) {
	in := &counted{in: endless("\x00\x01\n")}
	texts := result.Texts{Inputs: []result.Input{{Label: "-", Path: "-"}}, Stdin: io.LimitReader(in, 1<<24)}
	for r := range texts.Records() {
		t.Errorf("a result: %s", r.Name)
	}
	problems, _ := texts.Problems()
	if len(problems) != 1 || !strings.Contains(problems[0].Error(), "a zero byte: this is no text") {
		t.Errorf("the problems are %v, want the zero byte", problems)
	}
	if in.read > 1<<20 {
		t.Errorf("%d bytes were read, want at most 1 MiB", in.read)
	}
}

// counted counts what is read.
type counted struct {
	in   io.Reader
	read int
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.read += n
	return n, err
}

// TestTextsFiles: arguments are benchstat's, and a file that cannot be read does
// not keep others from being read.
func TestTextsFiles(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	for name, text := range map[string]string{"a": "BenchmarkA 1 5 x\n", "b": "BenchmarkB 1 6 ns/op", "empty": ""} {
		if err := os.WriteFile(at(name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	const write = " (go test -bench . > FILE writes one)"
	const arguments = " (arguments are PATH, LABEL=PATH or - for standard input)"
	for _, test := range []struct {
		name     string
		args     []string
		labels   []string // of the records, each a name and .file
		problems []string
	}{
		{"paths", []string{at("a"), at("b")}, []string{"A " + at("a"), "B " + at("b")}, nil},
		{"labels", []string{"O=" + at("a"), "N=" + at("b")}, []string{"A O", "B N"}, nil},
		{"one label", []string{"O=" + at("a"), "O=" + at("b")}, []string{"A O", "B O"}, nil},
		{"a path twice", []string{at("a"), at("a")}, []string{"A " + at("a") + "#0", "A " + at("a") + "#1"}, nil},
		{"a path and its label", []string{at("a"), "O=" + at("a")}, []string{"A " + at("a"), "A O"}, nil},
		{"standard input", []string{"O=-", at("b")}, []string{"S O", "B " + at("b")}, nil},
		{"standard input twice", []string{"-", "-"}, []string{"S -#0"}, []string{"-: standard input is given twice, and can be read once (save it to a file)"}},
		{"missing", []string{at("nope"), at("b")}, []string{"B " + at("b")}, []string{at("nope") + ": open it: no such file or directory" + arguments}},
		{"no path", []string{""}, nil, []string{`"": open it: no such file or directory` + arguments}},
		{"a path of orders", []string{at("\x1b[2J\n"), at("b")}, []string{"B " + at("b")}, []string{at("�[2J�") + ": open it: no such file or directory" + arguments}},
		{"folder", []string{dir}, nil, []string{dir + ": read it: is a directory (give the path of a file of Go benchmark text)"}},
		{"empty", []string{at("empty"), at("a")}, []string{"A " + at("a")}, []string{at("empty") + ": it is empty" + write}},
		{"the null device", []string{os.DevNull, at("a")}, []string{"A " + at("a")}, []string{os.DevNull + ": it is empty" + write}},
	} {
		texts := &result.Texts{Inputs: result.Inputs(test.args), Stdin: strings.NewReader("BenchmarkS 1 7 x\n")}
		var labels []string
		for r := range texts.Records() {
			labels = append(labels, string(r.Name)+" "+r.GetConfig(".file"))
		}
		problems, more := texts.Problems()
		if !slices.Equal(labels, test.labels) || !slices.Equal(words(problems), test.problems) || more != 0 {
			t.Errorf("%s: records %q, problems %q and %d more, want %q and %q", test.name, labels, words(problems), more, test.labels, test.problems)
		}
	}
}

// TestTextsBreaks: what a failed read leaves of a line is no line.
func TestTextsBreaks(t *testing.T) {
	broken := io.MultiReader(strings.NewReader("BenchmarkA 1 5 x\nBenchmarkA 1 5 x\nBenchmarkA 1 55 x"), iotest.ErrReader(errors.New("the disk is gone")))
	got, problems, _ := readText(broken)
	want := []string{"-: read it: -:2: the disk is gone (give the path of a file of Go benchmark text)"}
	if len(got) != 2 || !slices.Equal(words(problems), want) {
		t.Errorf("%d records, problems %q, want 2 and %q", len(got), words(problems), want)
	}
}

// TestTextsProblems: no more than 20 are kept, and the others are counted.
func TestTextsProblems(t *testing.T) {
	_, problems, texts := readText(strings.NewReader(strings.Repeat("BenchmarkA 1 x\n", 33)))
	_, more := texts.Problems()
	if len(problems) != 20 || more != 14 || problems[19].Line != 20 { // one is that there is no result
		t.Errorf("%d problems and %d more, want 20 and 14", len(problems), more)
	}
}

// TestPlaces: what texts say of where they were measured.
func TestPlaces(t *testing.T) {
	const host = "goos: linux\ngoarch: amd64\ncpu: Some CPU\n"
	const head = "# bufbench: a line is one launch\n"
	const started = head + "# started 2026-01-01T00:00:00Z commit abc machine cpu-1\n"
	const line = "BenchmarkA/access=copy/size=1B 1 5 ns/op\n"
	here := result.Place{OS: "linux", Arch: "amd64", CPU: "Some CPU"}
	own := here
	own.Machine, own.Commit = "cpu-1", "abc"
	with := func(p result.Place, fit, unfit string) result.Place {
		p.Fit, p.Unfit = fit, unfit
		return p
	}
	for _, test := range []struct {
		name, text string
		want       result.Place
		known      bool
		said       string
	}{
		{"nothing", "BenchmarkA 1 5 x\n", result.Place{}, false, "a machine that it does not name"},
		{"host", host + "BenchmarkA 1 5 x\ncpu: Other\nBenchmarkA 1 5 x\n", here, true, "linux/amd64 Some CPU"},
		{"no processor, as on linux/arm64", "goos: linux\ngoarch: arm64\n" + line, result.Place{OS: "linux", Arch: "arm64"}, true, "linux/arm64"},
		{"a processor that is padded", "cpu: Some   CPU @ 2 GHz    \r\n" + line, result.Place{CPU: "Some CPU @ 2 GHz"}, true, "Some CPU @ 2 GHz"},
		{"host of no result", "BenchmarkA 1 5 x\n" + host, result.Place{}, false, "a machine that it does not name"},
		{"machine", started + host + line, own, true, "cpu-1"},
		{"orders to the terminal", "cpu: a\x1b]31mb\nBenchmarkA 1 5 x\n", result.Place{CPU: "a\x1b]31mb"}, true, "a�]31mb"},
		{"fit", started + "# fit: identical code within 0.4 % call\n" + host + line, with(own, "identical code within 0.4 % call", ""), true, "cpu-1"},
		{"unfit", started + "# unfit: identical code differs\n" + host + line, with(own, "", "identical code differs"), true, "cpu-1"},
		{"two runs, one unfit", started + host + "# fit: a\n" + line + started + "# unfit: b\n# unfit: c\n" + line, with(own, "a", "b"), true, "cpu-1"},
		{"half a comment", head + "# started x machine\n" + host + line, here, true, "linux/amd64 Some CPU"},
		// What follows could be printed by a program that go test measures.
		{"another's words", "# unfit: for use\n" + host + line, here, true, "linux/amd64 Some CPU"},
		{"comments without bufbench's first line", "# started 2026 commit x machine m\n# unfit: because\n" + host + line, here, true, "linux/amd64 Some CPU"},
		{"bufbench's first line, and go test's last", started + "# unfit: because\n" + host + line + "PASS\nok  \tx\t1.2s\n", here, true, "linux/amd64 Some CPU"},
		{"bufbench's first line below another", "hello\n" + started + "# unfit: because\n" + host + line, here, true, "linux/amd64 Some CPU"},
		{"the comment behind a result", started + host + line + "# unfit: because\n" + line, own, true, "cpu-1"},
		{"the comment above a benchmark that is no scenario's", started + "# unfit: because\n" + host + "BenchmarkX-8 1 5 ns/op\n", own, true, "cpu-1"},
	} {
		_, _, texts := readText(strings.NewReader(test.text))
		test.want.Label = "f"
		got := texts.Places()
		if len(got) != 1 || !reflect.DeepEqual(got[0], test.want) || got[0].Known() != test.known || got[0].String() != test.said {
			t.Errorf("%s: places %+v (%v, %s), want %+v (%v, %s)", test.name, got, got[0].Known(), got[0], test.want, test.known, test.said)
		}
	}
	for _, test := range []struct {
		a, b result.Place
		same bool
	}{
		{result.Place{}, result.Place{}, true},
		{result.Place{Machine: "a"}, result.Place{Machine: "a"}, true},
		{result.Place{Machine: "a", CPU: "h"}, result.Place{Machine: "b", CPU: "h"}, false},
		{result.Place{Machine: "a", CPU: "h"}, result.Place{CPU: "h"}, true},
		{result.Place{CPU: "h"}, result.Place{CPU: "i"}, false},
		{result.Place{CPU: "AMD EPYC"}, result.Place{CPU: "amd epyc"}, true},
		{result.Place{OS: "linux", CPU: "h"}, result.Place{OS: "linux"}, true},
		{result.Place{OS: "linux", CPU: "h"}, result.Place{OS: "darwin"}, false},
		{result.Place{OS: "linux", Arch: "arm64"}, result.Place{Arch: "amd64"}, false},
		{result.Place{OS: "linux"}, result.Place{OS: "linux", Arch: "amd64"}, true},
	} {
		if got := test.a.Same(test.b); got != test.same || test.b.Same(test.a) != got {
			t.Errorf("%+v is the place of %+v: %v, want %v both ways", test.a, test.b, got, test.same)
		}
	}
}

// TestTextsEndless: a line that never ends is refused, whatever it is made of.
func TestTextsEndless(t *testing.T) {
	for _, of := range []string{"\x00", "x", " "} {
		_, problems, _ := readText(endless(strings.Repeat(of, 1<<16)))
		if len(problems) != 1 || !strings.Contains(problems[0].What, "a line of more than 256 MiB") {
			t.Errorf("%q for ever: problems %v, want one about the line", of, problems)
		}
	}
}
