package machine

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite what testdata/machines want")

// recorded is a machine of testdata: its files; those that are different after a
// pause, under later/; the number of threads that a process of Go takes there,
// in gomaxprocs; and what is to be found, in want. ␀ stands for a byte of 0.
type recorded struct {
	archive *txtar.Archive
	path    string
	now     files
	later   files // nil reads once
	procs   int
	want    string
}

// readRecorded reads all of them.
func readRecorded(t testing.TB) map[string]recorded {
	t.Helper()
	paths, err := filepath.Glob("testdata/machines/*.txtar")
	if err != nil || len(paths) < 10 {
		t.Fatalf("testdata/machines holds %d machines, %v, want at least ten", len(paths), err)
	}
	all := map[string]recorded{}
	for _, name := range paths {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		m := recorded{archive: archive, path: name, now: files{}}
		for _, f := range archive.Files {
			content := strings.ReplaceAll(strings.TrimSuffix(string(f.Data), "\n"), "␀", "\x00")
			switch later, isLater := strings.CutPrefix(f.Name, "later/"); {
			case f.Name == "want":
				m.want = string(f.Data)
			case f.Name == "gomaxprocs":
				m.procs, _ = strconv.Atoi(content)
			case isLater:
				if m.later == nil {
					m.later = files{}
				}
				m.later[later] = content
			default:
				m.now[f.Name] = content
			}
		}
		all[strings.TrimSuffix(filepath.Base(name), ".txtar")] = m
	}
	return all
}

// examine grows the machine and examines it.
func (m recorded) examine(t *testing.T) Examination {
	t.Helper()
	root := m.now.grow(t)
	e := exam{tree: treeOf(root), process: process{maxProcs: m.procs}}
	e.since = e.counts()
	if m.later != nil {
		plant(t, root, m.later)
		e.paused, e.since = true, e.counts().since(e.since)
	}
	return e.examine()
}

// told is an examination as testdata writes it: what is not ok, with its
// command; then the names of what is, and of what is not known.
func told(x Examination) string {
	var s strings.Builder
	var fine []string
	for _, f := range x.Findings {
		if f.Grade == OK {
			fine = append(fine, f.Name)
			continue
		}
		fmt.Fprintf(&s, "%s %s: %s\n", f.Grade, f.Name, f.Seen)
		if f.Try != "" {
			fmt.Fprintf(&s, "\t$ %s\n", f.Try)
		}
	}
	fmt.Fprintf(&s, "%s\n%s\n", strings.TrimSpace("ok: "+strings.Join(fine, " ")), strings.TrimSpace("unknown: "+strings.Join(x.Unknown, " ")))
	return s.String()
}

func TestExamine(t *testing.T) {
	for name, m := range readRecorded(t) {
		t.Run(name, func(t *testing.T) {
			got := told(m.examine(t))
			if *update {
				m.rewrite(t, got)
			} else if got != m.want {
				t.Errorf("found\n%s\nwant\n%s", got, m.want)
			}
		})
	}
}

// rewrite stores what is to be found.
func (m recorded) rewrite(t *testing.T, want string) {
	t.Helper()
	m.archive.Files = slices.DeleteFunc(m.archive.Files, func(f txtar.File) bool { return f.Name == "want" })
	m.archive.Files = append([]txtar.File{{Name: "want", Data: []byte(want)}}, m.archive.Files...)
	if err := os.WriteFile(m.path, txtar.Format(m.archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestEveryCheck: each check but those of the process itself finds something to
// say against at least one machine, and is content with another.
func TestEveryCheck(t *testing.T) {
	grades := map[string]map[bool]bool{}
	for _, m := range readRecorded(t) {
		for _, f := range m.examine(t).Findings {
			if grades[f.Name] == nil {
				grades[f.Name] = map[bool]bool{}
			}
			grades[f.Name][f.Grade == OK] = true
		}
	}
	for _, c := range checks() {
		of := grades[c.name]
		if slices.Contains([]string{"settings", "build", "compilers"}, c.name) {
			continue // tested by themselves
		}
		if !of[true] || !of[false] {
			t.Errorf("%s: content with a machine: %t, and not with another: %t; want both", c.name, of[true], of[false])
		}
	}
}

// TestCommands: a shell understands each command that is proposed, and what it
// writes to is there on the machine that it is proposed for.
func TestCommands(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip(err)
	}
	for name, m := range readRecorded(t) {
		for _, f := range m.examine(t).Findings {
			if f.Try == "" {
				continue
			}
			if out, err := exec.Command(shell, "-n", "-c", f.Try).CombinedOutput(); err != nil {
				t.Errorf("%s, %s: sh -n -c %q: %v: %s", name, f.Name, f.Try, err, out)
			}
			if pattern := written(f.Try); pattern != "" && !m.has(t, pattern) {
				t.Errorf("%s, %s: %q writes to what is not there", name, f.Name, f.Try)
			}
		}
	}
}

// written is what a command writes to, relative to the root; it may have stars.
func written(command string) string {
	if _, path, ok := strings.Cut(command, "sudo tee /"); ok {
		return path
	}
	if rest, ok := strings.CutPrefix(command, "sudo sysctl -w "); ok {
		name, _, _ := strings.Cut(rest, "=")
		return "proc/sys/" + strings.ReplaceAll(name, ".", "/")
	}
	return ""
}

// has reports whether a file of the machine has a path.
func (m recorded) has(t *testing.T, pattern string) bool {
	for file := range m.now {
		fits, err := path.Match(pattern, file)
		if err != nil {
			t.Fatal(err)
		}
		if fits {
			return true
		}
	}
	return false
}

// garbage are contents that no file of the kernel has.
var garbage = []string{
	"", "\x00", "-", "-1", "nonsense", "[", "[]", "]x[", ":::", "0::", "0::/../../..", "1:cpu,memory:/", "0-", "0-99999999999999999999",
	"99999999999999999999999999", "-9223372036854775808", "NaN", "cpu -1 x", "cpu\ncpu0 1", "some avg10=\nsome avg10=NaN", "some", "1 (",
	"1 (x) R", ") 1 (", "Filename\na b c d e", "Cpus_allowed_list:\t9-1\nCapEff: zz", "max max", "0 0", "9223372036854775807 1",
	"processor\nflags", strings.Repeat("a ", 10000), "\xff\xfe\xfd",
}

// TestGarbage puts garbage in every file of every machine.
func TestGarbage(t *testing.T) {
	all := files{}
	for _, m := range readRecorded(t) {
		maps.Copy(all, m.now)
	}
	root := all.grow(t)
	for _, content := range garbage {
		broken := files{}
		for path := range all {
			broken[path] = content
		}
		plant(t, root, broken)
		x, err := Examine(root, func() {})
		if err != nil {
			t.Errorf("Examine with %.20q in every file: %v", content, err)
		}
		sound(t, x)
	}
}

// FuzzExamine changes the content of one file of one machine.
func FuzzExamine(f *testing.F) {
	machines := readRecorded(f)
	names := slices.Sorted(maps.Keys(machines))
	roots := map[string]string{}
	for i, name := range names {
		roots[name] = machines[name].now.grow(f)
		f.Add(uint8(i), uint8(0), "1")
	}
	for i, content := range garbage {
		f.Add(uint8(3), uint8(i), content)
	}
	f.Fuzz(func(t *testing.T, which, file uint8, content string) {
		name := names[int(which)%len(names)]
		now, root := machines[name].now, roots[name]
		if paths := slices.Sorted(maps.Keys(now)); len(paths) > 0 {
			path := paths[int(file)%len(paths)]
			plant(t, root, files{path: content})
			defer plant(t, root, files{path: now[path]})
		}
		x, _ := Examine(root, func() {})
		sound(t, x)
	})
}

// line is what a finding may say: something that is printed on one line.
var line = regexp.MustCompile(`^[^\x00-\x1f\x7f]+$`)

// sound holds for every examination of any machine: each check has its say
// once, and says enough.
func sound(t *testing.T, x Examination) {
	t.Helper()
	var names []string
	for _, f := range x.Findings {
		names = append(names, f.Name)
		if f.Seen == "" {
			f.Seen = "-" // a file may be blank
		}
		if !line.MatchString(f.Seen) || !line.MatchString(f.Why) || strings.ContainsAny(f.Try, "\n\x00'\"\\") {
			t.Errorf("%s: %q, %q, %q: want single lines, and commands without quotes", f.Name, f.Seen, f.Why, f.Try)
		}
		if !slices.Contains([]Grade{OK, Note, Warn, Fail}, f.Grade) || f.Grade == OK && f.Try != "" {
			t.Errorf("%s is %q and asks for %q", f.Name, f.Grade, f.Try)
		}
	}
	names = append(names, x.Unknown...)
	slices.Sort(names)
	var want []string
	for _, c := range checks() {
		want = append(want, c.name)
	}
	slices.Sort(want)
	if !slices.Equal(names, want) {
		t.Errorf("found and unknown are %q, want each once of %q", names, want)
	}
}

// TestExamineNothing: without /proc it is an error, and everything is unknown.
func TestExamineNothing(t *testing.T) {
	x, err := Examine(t.TempDir(), func() {})
	if err == nil || !strings.Contains(err.Error(), "/proc") {
		t.Errorf("Examine of nothing: %v, want an error about /proc", err)
	}
	if len(x.Findings) != 0 || len(x.Unknown) != len(checks()) {
		t.Errorf("Examine of nothing found %+v, want nothing", x.Findings)
	}
	root := t.TempDir()
	if err := os.Mkdir(filepath.Join(root, "proc"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := Examine(root, nil); err == nil || !strings.Contains(err.Error(), "mount -t proc") {
		t.Errorf("Examine of an empty /proc: %v, want the command that mounts it", err)
	}
}

// TestExamineHere: this machine, twice read, and the process itself is known
// everywhere.
func TestExamineHere(t *testing.T) {
	pauses := 0
	x, err := Examine("/", func() { pauses++ })
	if pauses != 1 {
		t.Errorf("Examine paused %d times, want once", pauses)
	}
	if (err == nil) != (runtime.GOOS == "linux") {
		t.Errorf("Examine(/) on %s: %v", runtime.GOOS, err)
	}
	sound(t, x)
	for _, name := range []string{"gomaxprocs", "settings", "build", "compilers"} {
		if slices.Contains(x.Unknown, name) {
			t.Errorf("%s is unknown, want it of the process itself", name)
		}
	}
}
