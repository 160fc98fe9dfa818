package file

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/proof"
)

// held counts the open files and the mappings of this process that belong to
// files without a name.
func held(t *testing.T) (files, mappings int) {
	t.Helper()
	fds, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip(err)
	}
	for _, fd := range fds {
		if to, err := os.Readlink("/proc/self/fd/" + fd.Name()); err == nil && strings.HasSuffix(to, "(deleted)") {
			files++
		}
	}
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		t.Skip(err)
	}
	return files, strings.Count(string(maps), "(deleted)\n")
}

func TestCloseLeavesNothing(t *testing.T) {
	files0, mappings0 := held(t)
	for _, size := range bench.AwkwardSizes {
		b := bench.NewBlock(bench.Case{Size: size, Passes: 1}, uint64(size))
		ops, err := FileRead.Open(b)
		if err != nil {
			t.Fatal(err)
		}
		for _, op := range ops {
			op.Run(2)
		}
		files, mappings := held(t)
		if files != files0+1 || mappings != mappings0+1 {
			t.Errorf("an open block of %s holds %d files and %d mappings, want 1 and 1", size, files-files0, mappings-mappings0)
		}
		b.Close()
		files, mappings = held(t)
		if files != files0 || mappings != mappings0 {
			t.Errorf("a closed block of %s holds %d files and %d mappings, want none", size, files-files0, mappings-mappings0)
		}
	}
}

func TestPartIsUnmappedWithItsBlock(t *testing.T) {
	_, before := held(t)
	b := bench.NewBlock(bench.Case{Size: 4096}, 1)
	if _, err := FileRead.Keep(b); err != nil {
		t.Fatal(err)
	}
	if _, kept := held(t); kept != before+1 {
		t.Errorf("a part that is kept holds %d mappings, want 1", kept-before)
	}
	b.Close()
	if _, after := held(t); after != before {
		t.Errorf("the part of a closed block holds %d mappings, want none", after-before)
	}
}

func TestFailedOpenLeavesNothing(t *testing.T) {
	files0, mappings0 := held(t)
	failing := FileRead
	failing.Arms = append(failing.Arms[:len(failing.Arms):len(failing.Arms)], bench.Arm[*os.File]{
		Name: "fails", Open: func(*bench.Block, *os.File) (bench.Op, error) { return bench.Op{}, fmt.Errorf("no") },
	})
	for seed := range uint64(20) {
		b := bench.NewBlock(bench.Case{Size: 4096, Passes: 1}, seed)
		if _, err := failing.Open(b); err == nil {
			t.Fatal("Open with an arm that fails = nil")
		}
		b.Close()
	}
	if files, mappings := held(t); files != files0 || mappings != mappings0 {
		t.Errorf("blocks that failed to open hold %d files and %d mappings, want none", files-files0, mappings-mappings0)
	}
}

// readChars is how much this process has asked the system to read, less what
// asking for it read.
func readChars() func() (uint64, bool) {
	var own uint64
	return func() (uint64, bool) {
		text, err := os.ReadFile("/proc/self/io")
		if err != nil {
			return 0, false
		}
		var chars uint64
		if _, err := fmt.Sscanf(string(text), "rchar: %d", &chars); err != nil {
			return 0, false
		}
		chars -= own
		own += uint64(len(text))
		return chars, true
	}
}

// The system's own count confirms what each arm declares: the whole size for
// a read, nothing for a mapping.
func TestSystemCountsWhatArmsDeclare(t *testing.T) {
	const noise = 64 // the runtime itself reads eight bytes whenever it wakes a waiting thread
	if _, known := readChars()(); !known {
		t.Skip("/proc/self/io cannot be read")
	}
	for _, size := range append([]bench.Bytes{5 * bench.MiB}, bench.AwkwardSizes...) {
		evidence, err := proof.Prover{Seed: 1, ReadChars: readChars()}.Case(FileRead, bench.Case{Size: size, Passes: 1})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range evidence {
			want := size
			if e.Kind == bench.View {
				want = 0
			}
			if e.System < want || e.System > want+noise {
				t.Errorf("%s of %s: the system read %s per operation, want %s", e.Arm, size, e.System, want)
			}
		}
	}
}
