package listing_test

import (
	"debug/elf"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/revisions/listing"
	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

// built is the program of testdata, built by these flags. Its source lies beside it.
func built(t *testing.T, flags ...string) (program, source string) {
	t.Helper()
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" && runtime.GOARCH != "arm64" {
		t.Skip("programs of this system are not listed")
	}
	dir := t.TempDir()
	text, err := os.ReadFile("testdata/hot/main.go")
	if err != nil {
		t.Fatal(err)
	}
	program, source = filepath.Join(dir, "hot"), filepath.Join(dir, "main.go")
	if err := os.WriteFile(source, text, 0o666); err != nil {
		t.Fatal(err)
	}
	args := append([]string{"build", "-o", program}, append(flags, source)...)
	if out, err := exec.Command("go", args...).CombinedOutput(); err != nil {
		t.Fatalf("go %s: %v: %s", strings.Join(args, " "), err, out)
	}
	return program, source
}

// offsetOf is where main.hot begins in the file of a program, and how long it is.
func offsetOf(t *testing.T, program string) (offset, size uint64) {
	t.Helper()
	f, err := elf.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	symbols, err := f.Symbols()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range symbols {
		if s.Name == "main.hot" {
			text := f.Section(".text")
			return s.Value - text.Addr + text.Offset, s.Size
		}
	}
	t.Fatal("the program has no main.hot")
	return 0, 0
}

// TestOf: samples stand beside their line and their instruction.
func TestOf(t *testing.T) {
	program, source := built(t)
	offset, _ := offsetOf(t, program)
	spot := profdiff.Spot{Function: "main.hot", File: source, Line: 7, Program: program, Offset: offset, Samples: 3}
	far := spot
	far.Line, far.Samples = 12, 1
	other := spot
	other.Function, other.Samples = "main.main", 50
	l := listing.Of("main.hot", []profdiff.Spot{spot, other, far})
	if len(l.Lacks) > 0 || l.Samples != 4 {
		t.Fatalf("Of = %d samples, lacks %q; want 4 and none", l.Samples, l.Lacks)
	}
	i := slices.IndexFunc(l.Source.Rows, func(r listing.Row) bool { return r.At == 7 })
	if i < 0 || l.Source.Rows[i].Text != "\t\tsum += int(b)" || l.Source.Rows[i].Samples != 3 || l.Source.Name != source {
		t.Errorf("the source is %+v, want line 7 with 3 samples", l.Source)
	}
	if l.Code.Name != "main.hot" || l.Code.Rows[0].At != 0 || l.Code.Rows[0].Samples != 4 || len(l.Code.Rows) < 5 {
		t.Errorf("the code is %+v, want main.hot from its first instruction on, with 4 samples", l.Code)
	}
	for _, r := range l.Code.Rows {
		if strings.HasPrefix(r.Text, "?") {
			t.Errorf("the instruction at %#x is not decoded: %s", r.At, r.Text)
		}
	}
	if none := listing.Of("main.none", []profdiff.Spot{spot}); none.Samples != 0 || len(none.Source.Rows)+len(none.Code.Rows)+len(none.Lacks) != 0 {
		t.Errorf("Of a function without samples = %+v", none)
	}
}

// TestLacks: what cannot be listed says why.
func TestLacks(t *testing.T) {
	program, source := built(t)
	offset, _ := offsetOf(t, program)
	stripped, _ := built(t, "-ldflags=-s")
	dir := t.TempDir()
	text := filepath.Join(dir, "text")
	os.WriteFile(text, []byte("no program"), 0o777)
	young := filepath.Join(dir, "young.go")
	os.WriteFile(young, []byte("package young\n"), 0o666)
	later := time.Now().Add(time.Hour)
	os.Chtimes(young, later, later)
	fine := profdiff.Spot{Function: "f", File: source, Line: 1, Program: program, Offset: offset, Samples: 1}
	for _, test := range []struct {
		name   string
		change func(*profdiff.Spot)
		want   string
	}{
		{"no file", func(s *profdiff.Spot) { s.File = "" }, "no source: the profile names no source file"},
		{"trimmed", func(s *profdiff.Spot) { s.File = "example.com/f.go" }, "without its folder (try: build without -trimpath)"},
		{"gone", func(s *profdiff.Spot) { s.File = filepath.Join(dir, "none.go") }, "none.go"},
		{"young", func(s *profdiff.Spot) { s.File = young }, "has changed since the program was built"},
		{"no program", func(s *profdiff.Spot) { s.Program = "" }, "no instructions: the profile names no program"},
		{"program gone", func(s *profdiff.Spot) { s.Program = filepath.Join(dir, "none") }, "none: no such file"},
		{"folder", func(s *profdiff.Spot) { s.Program = dir }, "is no program"},
		{"text", func(s *profdiff.Spot) { s.Program = text }, "is no ELF program"},
		{"stripped", func(s *profdiff.Spot) { s.Program = stripped }, "has no symbols (try: build without -ldflags=-s)"},
		{"built again", func(s *profdiff.Spot) { s.Build = "00" }, "was built again since it was profiled"},
		{"elsewhere", func(s *profdiff.Spot) { s.Offset = 1 << 40 }, "has no symbol at the hottest instruction"},
	} {
		spot := fine
		test.change(&spot)
		l := listing.Of("f", []profdiff.Spot{spot})
		if got := strings.Join(l.Lacks, "; "); len(l.Lacks) != 1 || !strings.Contains(got, test.want) {
			t.Errorf("%s: lacks %q, want %q alone", test.name, got, test.want)
		}
	}
}
