package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/cli/streams"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/session"
	"github.com/bufbench/bufbench/scenarios"
)

// want is what must become of a file.
type want int

const (
	whole  want = iota // all of it can be read
	broken             // something cannot be read
	either             // it is cut at random: what is left may be whole
)

// hostileFile is a file that somebody may hand over.
type hostileFile struct {
	name, path string
	want       want
	line       int // that is named, where one is
}

// sound is a text that nothing is wrong with.
func sound() string {
	var s strings.Builder
	s.WriteString("goos: linux\ngoarch: amd64\npkg: example.com/x\ncpu: Some CPU\n")
	for _, name := range []string{"Decode/size=1KiB-8", "Encode-8"} {
		for i := range 6 {
			fmt.Fprintf(&s, "Benchmark%s \t    1000\t      %d ns/op\t       4 allocs/op\n", name, 1000+i*7%6)
		}
	}
	return s.String() + "PASS\nok  \texample.com/x\t1.234s\n"
}

// hostiles writes the files, the same ones every time.
func hostiles(t *testing.T, dir string) []hostileFile {
	t.Helper()
	var files []hostileFile
	add := func(w want, line int, name, text string) {
		path := filepath.Join(dir, fmt.Sprintf("h%03d.txt", len(files)))
		if w == whole && text != sound() && strings.HasPrefix(text, sound()) {
			text += "PASS\n" // results behind the last PASS are those of a run that was cut off
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		files = append(files, hostileFile{name, path, w, line})
	}
	files = append(files,
		hostileFile{"missing", filepath.Join(dir, "missing.txt"), broken, 0},
		hostileFile{"below a file", filepath.Join(dir, "h002.txt", "x"), broken, 0},
	)
	add(broken, 0, "empty", "")
	files = append(files, hostileFile{"folder", t.TempDir(), broken, 0}, hostileFile{"null device", os.DevNull, broken, 0})
	texts(add)
	packed(t, add)
	lines(add)
	names(add)
	long(add)
	r := rand.New(rand.NewPCG(6, 6))
	for i := range 20 {
		add(either, 0, fmt.Sprint("cut at random ", i), sound()[:1+r.IntN(len(sound())-1)])
	}
	for i := range 6 {
		noise := make([]byte, 1+r.IntN(1<<16))
		for at := range noise {
			noise[at] = byte(r.Uint32())
		}
		add(broken, 0, fmt.Sprint("noise ", i), string(noise))
		at := r.IntN(len(sound()))
		add(either, 0, fmt.Sprint("noise within ", i), sound()[:at]+string(noise[:min(len(noise), 64)])+sound()[at:])
	}
	return files
}

type adder func(w want, line int, name, text string)

// texts are what is no benchmark text, or hardly.
func texts(add adder) {
	s := sound()
	add(broken, 0, "one line end", "\n")
	add(broken, 0, "spaces", "   \n\t\n")
	add(broken, 0, "prose", "It was a dark and stormy night.\n")
	add(broken, 0, "source code", "package x\n\nfunc BenchmarkX(b *testing.B) {}\n")
	add(broken, 0, "benchstat's output", "        │ old.txt │\n        │ sec/op  │\nDecode-8  1.0µ ± 1%\n")
	add(broken, 0, "tests without benchmarks", "PASS\nok  \tx\t0.01s\n")
	add(broken, 0, "names alone", "BenchmarkA\nBenchmarkB\n")
	add(broken, 0, "line ends of long ago", strings.ReplaceAll(s, "\n", "\r"))
	add(whole, 0, "go test -json", `{"Time":"2026-01-01T00:00:00Z","Action":"output","Package":"x","Output":"BenchmarkA-8 \t 10\t 5 ns/op\n"}`+"\n")
	add(broken, 0, "HTML", "<html><body><pre>\n<b>BenchmarkA</b> 10 5\n</pre></body></html>\n")
	add(broken, 2, "build failed", "# x\nFAIL\tx [build failed]\nFAIL\n")
	add(broken, 19, "a failure at the end", s+"FAIL\n")
	add(broken, 1, "a failure at the beginning", "--- FAIL: TestX (0.00s)\n"+s)
	add(broken, 19, "a panic", s+"panic: boom\n\ngoroutine 1 [running]:\nmain.main()\n\t/x.go:1\nexit status 2\nFAIL\tx\t0.1s\n")
	add(broken, 19, "a fatal error", s+"fatal error: concurrent map writes\n")
	add(broken, 19, "a benchmark that fails", s+"BenchmarkX-8 \t--- FAIL: BenchmarkX-8\n")
	add(broken, 2, "go test -json that is cut", `{"Action":"output","Package":"x","Output":"BenchmarkA-8 \t 10\t 5 ns/op\n"}`+"\n"+`{"Action":"output","Pack`)
	add(broken, 1, "go test -json of what does not build", `{"ImportPath":"x","Action":"build-fail"}`+"\n")
	add(whole, 0, "a benchmark that prints", s+"BenchmarkX-8 \thello\n    1000\t      5 ns/op\n")
	add(whole, 0, "a benchmark that prints before its line", s+"helloBenchmarkX-8 \t 1000\t      5 ns/op\n")
	add(broken, 19, "a benchmark that prints, and whose figures are missing", s+"BenchmarkX-8 \thello\n")
	add(broken, 5, "something before every line", "app_1  | "+strings.ReplaceAll(s, "\n", "\napp_1  | "))
	add(broken, 1, "an indented text", "  "+strings.ReplaceAll(strings.SplitN(s, "\n", 5)[4], "\n", "\n  "))
	add(whole, 0, "line ends of Windows", strings.ReplaceAll(s, "\n", "\r\n"))
	add(whole, 0, "a byte order mark", "\xef\xbb\xbf"+s)
	add(whole, 0, "no line end", strings.TrimSpace(s))
	add(whole, 0, "no line end after a result", s[:strings.Index(s, "PASS")-1])
	add(whole, 0, "names of go test -v", "BenchmarkA\n"+s)
	add(broken, 19, "a zero byte", s+"\x00\n")
	add(broken, 5, "a zero byte in a name", strings.Replace(s, "Decode", "Dec\x00ode", 1))
}

// packed are texts in another form.
func packed(t *testing.T, add adder) {
	t.Helper()
	var z, archive bytes.Buffer
	w := gzip.NewWriter(&z)
	fmt.Fprint(w, sound())
	a := zip.NewWriter(&archive)
	in, err := a.Create("old.txt")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(in, sound())
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	add(broken, 0, "gzip", z.String())
	add(broken, 0, "zip", archive.String())
	add(broken, 1, "a program", "\x7fELF\x02\x01\x01\x00\x00\x00\n")
	add(broken, 3, "a picture", "\x89PNG\r\n\x1a\n\x00\x00")
	for name, order := range map[string]binary.AppendByteOrder{"UTF-16, little end first": binary.LittleEndian, "UTF-16, big end first": binary.BigEndian} {
		text := order.AppendUint16(nil, 0xfeff)
		for _, unit := range utf16.Encode([]rune(sound())) {
			text = order.AppendUint16(text, unit)
		}
		add(whole, 0, name, string(text))
		add(broken, 0, name+", cut within a character", string(text[:len(text)-1]))
	}
}

// lines are results that cannot be true, or just so.
func lines(add adder) {
	for _, value := range []string{"NaN", "+Inf", "-Inf", "-1", "1e300", "1e999", "1e19", "1,000", "1.2.3", "٣", "0x", "five", "-", "±5", "1e"} {
		add(broken, 19, "the time "+value, sound()+"BenchmarkX 10 "+value+" ns/op\n")
	}
	for _, value := range []string{"0", "-0", "1_000", "5e-324", "0x1p3", "1e-30", ".5", "+5", "1E3"} {
		add(whole, 0, "the time "+value, sound()+"BenchmarkX 10 "+value+" ns/op\n")
	}
	for _, count := range []string{"-1", "1.5", "99999999999999999999", "1e3", "many", "0x10"} {
		add(broken, 19, "the count "+count, sound()+"BenchmarkX "+count+" 5 ns/op\n")
	}
	add(whole, 0, "no iterations", sound()+"BenchmarkX 0 5 ns/op\n")
	add(whole, 0, "values far apart", "BenchmarkX 10 5e-320 widgets\nBenchmarkX 10 1e29 widgets\n")
	add(whole, 0, "exact values far apart", "Unit w assume=exact\nBenchmarkX 10 5e-320 w\nBenchmarkY 10 1e29 w\n")
	add(whole, 0, "values below zero", "BenchmarkX 10 -5 widgets\nBenchmarkX 10 5 widgets\n")
	add(broken, 1, "nothing but a count", "BenchmarkX 10\n")
	add(broken, 1, "nothing but a value", "BenchmarkX 10 5\n")
	add(broken, 1, "a value without a unit at the end", "BenchmarkX 10 5 ns/op 6\n")
	add(broken, 1, "two lines in one", "BenchmarkX 10 5 ns/opBenchmarkY 10 5 ns/op\n")
	add(broken, 1, "a unit twice", "BenchmarkX 10 5 ns/op 5 ns/op\n")
	add(broken, 1, "a unit twice, by two names", "BenchmarkX 10 5 ns/op 5 sec/op\n")
	add(broken, 1, "a unit that is cut", "BenchmarkX 10 5 ns/o")
	add(broken, 19, "a name that is cut", sound()+"BenchmarkX")
	add(broken, 2, "units that contradict", "Unit w better=lower\nUnit w better=higher\n"+sound())
	add(broken, 1, "a direction that is none", "Unit w better=smaller\n"+sound())
	add(broken, 1, "a unit that says nothing", "Unit w better\n"+sound())
	add(broken, 1, "no unit", "Unit\n"+sound())
	add(whole, 0, "hundreds of units", "BenchmarkX 10"+many(500, " 5 w%d")+"\n")
	add(whole, 0, "hundreds of settings", many(300, "k%d: v\n")+sound())
	add(whole, 0, "a setting a line", many(60, "k: %[1]d\nBenchmarkX 10 5 ns/op\n"))
	add(whole, 0, "a comment that boasts", "# launches=999999999999 paired=yes alpha=NaN clock= stop=never\n"+sound())
	add(whole, 0, "a machine of nowhere", "# started x commit ../../x machine ../../../etc\n"+sound())
}

func many(n int, format string) string {
	var s strings.Builder
	for i := range n {
		fmt.Fprintf(&s, format, i)
	}
	return s.String()
}

// names are names of benchmarks, units and settings that break tables.
func names(add adder) {
	for _, name := range []string{
		"X-1024", "X-0", "X-", "X-8-8-8", "-8", "/", "//", "/=/=", "X/a=b/a=c", "X/a=", "X=", "geomean", "%s%d%n%!", "|", "a|b||c", `"`, `a"b'c,d;e`,
		"<script>alert(1)</script>", "&lt;", "`rm`", "**b**", "[a](b)", "\\", "\\|", "$x$", "測定", "🙂", "a\x1b[31mb\x1b[0m", "\x1b[2J\x1b]0;t\a", "a\bb", "\x7f", "a\u202eb",
		"a\u200fb", "a\u200bb", "a\xffb", "\xc3", "=1+1", "---", "::error::x", "]]>", "\u009b31m",
	} {
		add(whole, 0, fmt.Sprintf("the name %q", name), fmt.Sprintf("Benchmark%s 10 5 ns/op\n", name))
	}
	for _, unit := range []string{"a|b", "<b>", `"`, "a\x1b[31mb", "a\u202eb", "ns", "MB", "/", "ns/", "-ns/op", "%d", "a\xffb"} {
		add(whole, 0, fmt.Sprintf("the unit %q", unit), fmt.Sprintf("BenchmarkX 10 5 %s\n", unit))
		add(broken, 2, fmt.Sprintf("NaN of the unit %q", unit), fmt.Sprintf("BenchmarkX 10 5 x\nBenchmarkX 10 NaN %s\n", unit))
	}
	add(whole, 0, "no name", "Benchmark 10 5 ns/op\n")
	for _, setting := range []string{"cpu: a\x1b[31mb", "pkg: |", "ü: <b>", "a|b: c", "k: \u202e", "k:", "k: \ra", "cpu: \xff"} {
		add(whole, 0, fmt.Sprintf("the setting %q", setting), setting+"\nBenchmarkX 10 5 ns/op\n")
	}
}

// long are lines of a megabyte and more.
func long(add adder) {
	mb := strings.Repeat("x", 1<<20)
	add(broken, 19, "a name of a megabyte", sound()+"Benchmark"+mb+" 10 5 ns/op\n")
	add(broken, 19, "a unit of a megabyte", sound()+"BenchmarkX 10 5 "+mb+"\n")
	add(whole, 0, "a setting of a megabyte", "k: "+mb+"\n"+sound())
	add(whole, 0, "a comment of a megabyte", "# "+mb+"\n"+sound())
	add(whole, 0, "a word of a megabyte", mb+"\n"+sound())
	add(broken, 1, "nothing but a word of a megabyte", "Benchmark"+mb)
	add(broken, 19, "a value of a megabyte", sound()+"BenchmarkX 10 "+strings.Repeat("9", 1<<20)+"x ns/op\n")
	add(broken, 19, "half a million values", sound()+"BenchmarkX 10"+strings.Repeat(" 5 w", 1<<19)+"\n")
	add(broken, 1, "a line of 20 MB", "Benchmark"+strings.Repeat("x", 20<<20)+" 10 5 ns/op\n"+sound())
}

// outcome is what became of a command line.
type outcome struct {
	args           []string
	code           int
	stdout, stderr string
}

// bufbench runs a command line in this process.
func bufbench(t *testing.T, args ...string) (r outcome) {
	t.Helper()
	defer func() {
		if p := recover(); p != nil {
			t.Errorf("bufbench %.300q: panic: %v", args, p)
		}
	}()
	var stdout, stderr bytes.Buffer
	p := &app{home: &session.Home{Scenarios: scenarios.All()}, controls: plant.Controls(), Streams: streams.Streams{In: strings.NewReader(""), Out: &stdout, Err: &stderr}}
	code := run(p, args)
	return outcome{args, code, stdout.String(), stderr.String()}
}

var (
	compared  = regexp.MustCompile(`(?m)^\**(INCOMPLETE, .*: )?\d+ (worse|better|the same|undecided).* of \d+ \(`)
	reassures = regexp.MustCompile(`(?i)\bsame\b|\bbetter\b|\bok\b|\bpass(ed)?\b|\bholds?\b|no (difference|regression|change)`)
)

// check holds what became of a command line against what must, whatever was in
// the files. It says whether something was compared and all of it was read.
func (r outcome) check(t *testing.T, name string) (complete bool) {
	t.Helper()
	if !slices.Contains([]int{exit.OK, exit.Worse, exit.Usage, exit.Failed, exit.Undecided}, r.code) {
		t.Errorf("%s: %.300q: exit code %d", name, r.args, r.code)
	}
	for line := range strings.Lines(r.stderr) {
		line = strings.TrimSuffix(line, "\n")
		if !strings.HasPrefix(line, "bufbench: ") && !strings.HasPrefix(line, "note: ") || strings.ContainsFunc(line, hidden) || len(line) > 6000 {
			t.Errorf("%s: %.300q says %.500q, want a line of ours without control characters", name, r.args, line)
		}
	}
	did := compared.MatchString(r.stdout)
	if !did && reassures.MatchString(r.stdout) {
		t.Errorf("%s: %.300q compared nothing, and prints %.1000q", name, r.args, r.stdout)
	}
	failed := r.code == exit.Usage || r.code == exit.Failed
	if failed && r.stderr == "" || !failed && !did && !r.first() {
		t.Errorf("%s: %.300q: exit code %d, compared %v, on standard error %.300q", name, r.args, r.code, did, r.stderr)
	}
	return !failed
}

// first reports whether the base was said to have no benchmark.
func (r outcome) first() bool { return strings.Contains(r.stderr, "has no benchmark") }

// bare are the hostile files that are no mistake as a base: a run passed, and it had
// no benchmark.
var bare = []string{"tests without benchmarks"}

// hidden tells characters that no line of ours may have.
func hidden(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }

// names reports whether standard error names a file, the line and a mend.
func (r outcome) names(f hostileFile) bool {
	at := regexp.QuoteMeta(f.path) + `(:\d+)?`
	if f.line > 0 {
		at = fmt.Sprintf("%s:%d", regexp.QuoteMeta(f.path), f.line)
	}
	return regexp.MustCompile(`(?m)^bufbench: (.*: )?` + at + `: .+ \(.+\)$`).MatchString(r.stderr)
}

// TestHostile: on whatever is given as old, as new and as both, compare does not
// crash, does not exit with 0 unless something was compared and all was read,
// and says where and what to do otherwise.
func TestHostile(t *testing.T) {
	dir := t.TempDir()
	files := hostiles(t, dir)
	if len(files) < 100 {
		t.Fatalf("%d files, want 100 or more", len(files))
	}
	good := filepath.Join(dir, "good.txt")
	if err := os.WriteFile(good, []byte(sound()), 0o666); err != nil {
		t.Fatal(err)
	}
	if r := bufbench(t, "compare", good, good); r.code != exit.OK || !r.check(t, "good") {
		t.Fatalf("good: exit code %d: %s", r.code, r.stderr)
	}
	const shards = 4
	for shard := range shards {
		t.Run(fmt.Sprint(shard), func(t *testing.T) {
			t.Parallel()
			for i := shard; i < len(files); i += shards {
				checkHostile(t, files[i], good)
				if i%3 == 0 {
					checkForms(t, files[i], good)
				}
			}
		})
	}
}

// checkHostile compares a file with a good one, each as the old one, and with
// itself.
func checkHostile(t *testing.T, f hostileFile, good string) {
	t.Helper()
	for at, args := range [][]string{{good, f.path}, {f.path, good}, {f.path, f.path}} {
		r := bufbench(t, append([]string{"compare"}, args...)...)
		complete := r.check(t, f.name)
		switch {
		case at == 1 && slices.Contains(bare, f.name):
			if !complete || !r.first() {
				t.Errorf("%s as the base: exit code %d, on standard error %.500q, want 0 and a notice", f.name, r.code, r.stderr)
			}
		case f.want == broken && (complete || !r.names(f)):
			t.Errorf("%s: %q: exit code %d, on standard error %.500q, want 3 and the file, line %d and a mend", f.name, args, r.code, r.stderr, f.line)
		case f.want == whole && at == 2 && !complete:
			t.Errorf("%s against itself: exit code %d: %.500s", f.name, r.code, r.stderr)
		}
	}
}

// checkForms checks that every form can be read again, and that none of them
// says of a broken file that all is well.
func checkForms(t *testing.T, f hostileFile, good string) {
	t.Helper()
	form := func(name string) outcome { return bufbench(t, "compare", "-format", name, good, f.path, f.path) }
	var doc report.ComparisonDocument
	d := json.NewDecoder(strings.NewReader(form("json").stdout))
	d.DisallowUnknownFields()
	if err := d.Decode(&doc); err != nil || (len(doc.Unread) == 0) == (f.want == broken) && f.want != either || doc.Complete && len(doc.Unread)+len(doc.Gone) > 0 {
		t.Errorf("%s: JSON: %v, complete %v", f.name, err, doc.Complete)
	}
	if _, err := csv.NewReader(strings.NewReader(form("csv").stdout)).ReadAll(); err != nil {
		t.Errorf("%s: CSV: %v", f.name, err)
	}
	for _, name := range []string{"markdown", "text"} {
		text := form(name).stdout
		if strings.ContainsFunc(strings.ReplaceAll(text, "\n", ""), hidden) {
			t.Errorf("%s: %s holds control characters: %.1000q", f.name, name, text)
		}
		if f.want == broken && text != "" && !strings.Contains(text, "INCOMPLETE") {
			t.Errorf("%s: %s does not say that it is incomplete: %.1000q", f.name, name, text)
		}
	}
}

// TestHostileMany: a thousand files at once, some of which are broken, and one
// file three times.
func TestHostileMany(t *testing.T) {
	dir := t.TempDir()
	args := []string{"compare", "-filter", ".name:Encode .unit:sec/op"}
	for i := range 1000 {
		path := filepath.Join(dir, fmt.Sprint(i))
		if err := os.WriteFile(path, []byte(sound()), 0o666); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	if r := bufbench(t, args...); !r.check(t, "a thousand files") || !strings.Contains(r.stdout, "999 the same of 999") {
		t.Errorf("a thousand files: exit code %d: %.300s", r.code, r.stderr)
	}
	broken := args[500]
	if err := os.WriteFile(broken, []byte("BenchmarkX 1 NaN ns/op\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if r := bufbench(t, args...); r.check(t, "one is broken") || !r.names(hostileFile{path: broken, line: 1}) {
		t.Errorf("a thousand files, one of them broken: exit code %d: %.300s", r.code, r.stderr)
	}
	three := bufbench(t, "compare", args[4], args[4], args[4])
	if !three.check(t, "three times") || !strings.Contains(three.stdout, "8 the same of 8") {
		t.Errorf("a file three times: exit code %d: %s", three.code, three.stdout)
	}
}

// TestHostileLabels: labels are as hostile as names.
func TestHostileLabels(t *testing.T) {
	good := filepath.Join(t.TempDir(), "good.txt")
	if err := os.WriteFile(good, []byte(sound()), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, label := range []string{"", "\x1b[2J", "a\nb", "|", "a\u202e", strings.Repeat("x", 1<<20), "\xff"} {
		for _, form := range []string{"text", "markdown"} {
			r := bufbench(t, "compare", "-format", form, label+"="+good, "new="+good)
			if !r.check(t, "label") || strings.ContainsFunc(strings.ReplaceAll(r.stdout, "\n", ""), hidden) || len(r.stdout) > 10000 {
				t.Errorf("label %.20q: exit code %d, %d bytes: %.1000q", label, r.code, len(r.stdout), r.stdout)
			}
		}
	}
}

// TestHostileCheck: the gate lets nothing through that it could not read, be it
// results or a baseline.
func TestHostileCheck(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := write("good.txt", sound())
	claims := write("claims.toml", "schema = 1\n[[claim]]\nbenchmark = \"Encode\"\nunit = \"allocs/op\"\nmax = 4\n")
	for name, args := range map[string][]string{"baseline": {"-baseline", good}, "claims": {"-config", claims}} {
		if r := bufbench(t, append(append([]string{"check"}, args...), good)...); r.code != exit.OK {
			t.Fatalf("%s: exit code %d: %s%s", name, r.code, r.stdout, r.stderr)
		}
	}
	for _, f := range hostiles(t, t.TempDir()) {
		if f.want == either {
			continue
		}
		for name, args := range map[string][]string{
			"as results against a baseline": {"-baseline", good, f.path},
			"as a baseline":                 {"-baseline", f.path, good},
			"against claims":                {"-config", claims, f.path},
		} {
			r := bufbench(t, append([]string{"check"}, args...)...)
			if name == "as a baseline" && slices.Contains(bare, f.name) {
				if r.code != exit.OK || !r.first() {
					t.Errorf("%s %s: exit code %d, on standard error %.500q, want 0 and a notice", f.name, name, r.code, r.stderr)
				}
				continue
			}
			passed := r.code == exit.OK || r.code == exit.Worse || r.code == exit.Undecided
			if f.want == broken && (passed || !r.names(f)) {
				t.Errorf("%s %s: exit code %d, on standard error %.500q, want 3 and the file, line %d and a mend", f.name, name, r.code, r.stderr, f.line)
			}
			if !passed && (r.stderr == "" || strings.ContainsFunc(strings.ReplaceAll(r.stderr, "\n", ""), hidden)) {
				t.Errorf("%s %s: exit code %d, on standard error %.500q", f.name, name, r.code, r.stderr)
			}
			if text := r.stdout; !passed && reassures.MatchString(text) && !strings.Contains(text, "INCOMPLETE") {
				t.Errorf("%s %s: exit code %d, and it prints %.500q", f.name, name, r.code, text)
			}
		}
	}
}
