package result_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/bufbench/bufbench/internal/result"
	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchunit"
)

// texts are what the fuzz targets begin with.
var texts = []string{
	"goos: linux\npkg: x\nBenchmarkA-8 10 5 ns/op 6 B/op\nPASS\nok  \tx\t1.2s\n",
	"\xef\xbb\xbfBenchmarkA 1 5 x\r\nnote: a\r\nnote:\r\nBenchmarkA 1 5 x",
	"# bufbench: x\n# started x commit c machine m\n# launches=2 paired=yes stop=sequential\nBenchmarkA/access=copy 1 5 x\nobject: o\nBenchmarkA/access=view 1 NaN x\n# unfit: y\nPASS\n",
	"Unit x better=lower\nUnit x better=higher assume=no\nUnit\nUnit y z\nUnit ns/op better=higher\nUnit ns/op better=lower\nBenchmarkA 1 5 x 6 x",
	"BenchmarkA\nBenchmarkA \nBenchmark\nBenchmark 1 -0 ns/op\nBenchmarkA 0 1 x\nBenchmarkA 1 -1 ns/op\nBenchmarkA",
	"Benchmark\r\r",
	"hello BenchmarkA 1 5 ns/op\n--- FAIL: x\npanic: y\nfatal error: z\n{\"Time\":\n\x00\x00\nBenchmarkA 1 5 sec/op 5e9 ns/op\n",
	"\n\xff\xfestands-for-1.0: \xff\xfestands-for-1.0\nBenchmark\xff\xfestands-for-1.0 1 5 \xff\xfestands-for-1.0\n",
	"Benchmark" + strings.Repeat("x", 70<<10) + " 1 5 x\nnote: " + strings.Repeat("y", 40<<10) + "\nBenchmarkA 1 5 x\n",
	"goos: a\ncpu: b\nBenchmarkA-8 \tredis: down\nlog    100\t 5 ns/op\nBenchmarkB-8 \t\n 7\t 5 x\t 6 y\nhello BenchmarkC \t 7\t 5 x\nBenchmarkD \tx BenchmarkE \t 7\t 5 x\ncpu: c\ngoos: a\ncpu: c\nBenchmarkA-8 \t",
	"\xff\xfe\nBenchmark 1 5 0\n",
	"\x1b[32mBenchmarkA 1 5 x\x1b[0m\n2026-01-01T00:00:00.0000000Z BenchmarkA 1 5 x\n",
	`{"Action":"output","Package":"p","Output":"BenchmarkA 1"}` + "\n" + `{"Action":"output","Package":"q","Output":"BenchmarkB 1 5 x\npkg: q\n"}` + "\nplain\n" + `{"Action":"output","Package":"p","OutputType":"x","Output":" 5 x\n"}` + "\n{",
	`{"Action":"build-fail","ImportPath":"p"}` + "\n" + `{"Action":"fail","Package":"p"}` + "\n" + `{"Action":"output","Output":"BenchmarkA 1 5 x"}`,
}

// recordsOf reads a text; records are by the number of their line.
func recordsOf(text []byte) (records map[int]string, read *result.Texts) {
	read = &result.Texts{Inputs: []result.Input{{Label: "f", Path: "-"}}, Stdin: bytes.NewReader(text)}
	records = map[int]string{}
	for r := range read.Records() {
		_, number := r.Pos()
		records[number] = described(r.Result)
	}
	return records, read
}

// changesLines reports whether lines of a text are read in another way than they stand.
func changesLines(text []byte) bool {
	return bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")) || rewritten.Match(text)
}

// rewritten are such lines, but for UTF-16: a regular expression knows no bytes.
var rewritten = regexp.MustCompile(`"Action":|\x1b\[|(?m)^\r*\x{feff}?[0-9]{4}-[0-9]{2}-[0-9]{2}T`)

// FuzzTexts: bytes from outside never crash it, and no line is lost in silence.
// Where all lines are short and stand as they are read, what it reads is what
// benchfmt reads, but for the lines that it refuses by name or joins.
func FuzzTexts(f *testing.F) {
	for _, text := range texts {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		got, read := recordsOf(text)
		problems, more := read.Problems()
		if len(got) == 0 && len(problems) == 0 {
			t.Errorf("%q: neither a record nor a problem", text)
		}
		for _, n := range read.Notes() {
			if strings.ContainsAny(n, "\n\r\x1b\x00") {
				t.Errorf("%q: the note %q is not one line", text, n)
			}
		}
		if more > 0 {
			return // which are not known
		}
		checkProblems(t, text, problems)
		lines := bytes.Split(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), []byte("\n"))
		long := slices.ContainsFunc(lines, func(line []byte) bool { return len(line) >= 32<<10 })
		if !long && !changesLines(text) {
			for i, line := range lines {
				lines[i] = bytes.TrimPrefix(bytes.TrimRight(line, "\r"), []byte("\xef\xbb\xbf"))
			}
			checkRecords(t, lines, got, problems)
		}
	})
}

// FuzzTextsEncoded: what is read of a text is read of it as UTF-16 and as the
// events of go test -json too.
func FuzzTextsEncoded(f *testing.F) {
	for _, text := range texts {
		f.Add([]byte(text), true, 3)
	}
	f.Fuzz(func(t *testing.T, text []byte, big bool, cut int) {
		text = bytes.ToValidUTF8(text, []byte("?"))
		text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
		want, read := recordsOf(text)
		wantProblems, _ := read.Problems()
		encoded, encodedRead := recordsOf(inUTF16(text, big))
		problems, _ := encodedRead.Problems()
		if len(text) > 0 && fmt.Sprint(encoded) != fmt.Sprint(want) || len(problems) != len(wantProblems) {
			t.Errorf("%q as UTF-16: %v and %v, want %v and %v", text, encoded, problems, want, wantProblems)
		}
		recordsOf(inUTF16(text, big)[:max(0, len(inUTF16(text, big))-1)]) // cut within a unit
		if changesLines(text) || bytes.ContainsAny(text, "\x00{") {
			return
		}
		var joined, wanted []string
		events, _ := recordsIn(asEvents(text, cut))
		joined = append(joined, events...)
		plain, _ := recordsIn(text)
		wanted = append(wanted, plain...)
		if !slices.Equal(joined, wanted) {
			t.Errorf("%q as events: %q, want %q", text, joined, wanted)
		}
	})
}

// recordsIn are the records of a text in order.
func recordsIn(text []byte) (records []string, read *result.Texts) {
	read = &result.Texts{Inputs: []result.Input{{Label: "f", Path: "-"}}, Stdin: bytes.NewReader(text)}
	for r := range read.Records() {
		records = append(records, described(r.Result))
	}
	return records, read
}

// inUTF16 is a text as UTF-16 with a byte order mark.
func inUTF16(text []byte, big bool) []byte {
	out := []byte{0xff, 0xfe}
	if big {
		out = []byte{0xfe, 0xff}
	}
	for _, unit := range utf16.Encode([]rune(string(text))) {
		if big {
			out = append(out, byte(unit>>8), byte(unit))
		} else {
			out = append(out, byte(unit), byte(unit>>8))
		}
	}
	return out
}

// asEvents is a text as the output of go test -json, in pieces of some bytes,
// while another package prints too.
func asEvents(text []byte, size int) []byte {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	rest := []rune(string(text))
	for len(rest) > 0 {
		n := min(len(rest), max(1, size%16, len(text)/500)) // of a long text few enough for many inputs
		enc.Encode(map[string]string{"Action": "output", "Package": "p", "Output": string(rest[:n])})
		enc.Encode(map[string]string{"Action": "output", "Package": "q", "Output": "a log"})
		rest = rest[n:]
	}
	return out.Bytes()
}

// checkProblems checks that problems have lines that the text has, and are said
// in one line.
func checkProblems(t *testing.T, text []byte, problems []result.Problem) {
	t.Helper()
	for _, p := range problems {
		if last := bytes.Count(text, []byte("\n")) + 1; p.Line < 0 || p.Line > last {
			t.Errorf("%q: a problem in line %d of %d: %v", text, p.Line, last, p)
		}
		if said := p.Error(); strings.ContainsAny(said, "\n\r\x1b\x00") || p.What == "" || p.Mend == "" {
			t.Errorf("%q: the problem %q is not one line with a mend", text, said)
		}
	}
}

// checkRecords holds what was read against what benchfmt reads.
func checkRecords(t *testing.T, lines [][]byte, got map[int]string, problems []result.Problem) {
	t.Helper()
	named := func(line int) bool {
		return slices.ContainsFunc(problems, func(p result.Problem) bool { return p.Line == line })
	}
	var unsaid []int
	r := benchfmt.NewReader(bytes.NewReader(bytes.Join(lines, []byte("\n"))), "-")
	for r.Scan() {
		_, number := r.Result().Pos()
		switch rec := r.Result().(type) {
		case *benchfmt.SyntaxError:
			overFixed := strings.HasPrefix(rec.Msg, "metadata ") && regexp.MustCompile(`of unit (ns/op|MB/s|B/s|B/op|allocs/op|cpu-ns/op|copied-B/op|minflt/op) `).MatchString(rec.Msg)
			noName := regexp.MustCompile(`^Benchmark[a-z]`).Match(lines[number-1])
			failed := bytes.Contains(lines[number-1], []byte("\t--- FAIL: "))
			if _, joined := got[number]; !named(number) && !overFixed && !noName && !failed && !joined {
				unsaid = append(unsaid, number)
			}
		case *benchfmt.Result:
			for i, v := range rec.Values {
				if _, unit := benchunit.Tidy(1, v.Unit); v.Value == 0 && unit != v.Unit { // which benchfmt leaves as it is
					rec.Values[i] = benchfmt.Value{Value: v.Value, Unit: unit, OrigValue: v.Value, OrigUnit: v.Unit}
				}
			}
			want := described(rec)
			have, read := got[number]
			switch {
			case read && have != want:
				t.Errorf("line %d, %q: %s, benchfmt has %s", number, lines[number-1], have, want)
			case !read && !named(number):
				t.Errorf("line %d, %q: it is lost, benchfmt has %s", number, lines[number-1], want)
			case !read && sound(rec) && number < len(lines):
				t.Errorf("line %d, %q: it is refused, and nothing is wrong with it", number, lines[number-1])
			}
			delete(got, number)
		}
	}
	for number, record := range got { // joined: a name is put before its own figures
		fields := bytes.Fields(lines[number-1])
		if len(fields) < 3 || !strings.Contains(record, " ") || !bytes.Contains(lines[number-1], []byte("\t")) && bytes.HasPrefix(lines[number-1], []byte("Benchmark")) {
			t.Errorf("line %d, %q: %s, and it has no figures", number, lines[number-1], record)
		}
	}
	for _, number := range unsaid { // a name that waited for its figures, or a log between both
		if len(got) == 0 && len(problems) == 0 {
			t.Errorf("line %d, %q: benchfmt refuses it, Texts says nothing", number, lines[number-1])
		}
	}
}

// sound reports whether a line may be true: a last one may be cut.
func sound(r *benchfmt.Result) bool {
	units := map[string]bool{}
	for _, v := range r.Values {
		negative := v.Value < 0 && slices.Contains([]string{"sec/op", "B/s", "B/op", "allocs/op"}, v.Unit)
		long := v.Unit == "sec/op" && v.Value > 3e9
		if units[v.Unit] || negative || long || math.IsNaN(v.Value) || math.Abs(v.Value) >= 1e30 {
			return false
		}
		units[v.Unit] = true
	}
	return r.Iters >= 0
}

// described is all that a record has but its place and its configuration.
func described(r *benchfmt.Result) string {
	return fmt.Sprintf("%q %d %v", r.Name, r.Iters, r.Values)
}
