package file

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// opened returns a block of FileRead and its source. The caller closes it.
func opened(t *testing.T, size bench.Bytes) (*bench.Block, *os.File) {
	t.Helper()
	if err := ready(); err != nil {
		t.Skip(err)
	}
	b := bench.NewBlock(bench.Case{Size: size, Passes: 1}, uint64(size))
	b.Kernel = kernel.Sum
	f, err := written(b)
	if err != nil {
		b.Close()
		t.Fatal(err)
	}
	return b, f
}

func TestArmsSumTheSource(t *testing.T) {
	for _, size := range append([]bench.Bytes{chunk, 2*chunk + 3}, bench.AwkwardSizes...) {
		b, f := opened(t, size)
		defer b.Close()
		data, err := io.ReadAll(io.NewSectionReader(f, 0, int64(size)+1))
		if err != nil {
			t.Fatal(err)
		}
		if bench.Bytes(len(data)) != size {
			t.Fatalf("the source of %s holds %d bytes", size, len(data))
		}
		want := kernel.Sum(data, 1)
		for _, arm := range FileRead.Arms {
			op, err := arm.Open(b, f)
			if err != nil {
				t.Fatalf("open arm %s: %v", arm.Name, err)
			}
			if got := op.Run(3); got != 3*want {
				t.Errorf("%s.Run(3) over %s = %#x, want %#x", arm.Name, size, got, 3*want)
			}
			if n := testing.AllocsPerRun(3, func() { op.Run(1) }); arm.Kind == bench.View && op.Cost.Allocs == 0 && n != 0 {
				t.Errorf("%s over %s allocates %v times per operation, want 0", arm.Name, size, n)
			}
		}
	}
}

func TestSourceDoesNotRepeatItsChunks(t *testing.T) {
	b, f := opened(t, 2*chunk)
	defer b.Close()
	first, second := make([]byte, chunk), make([]byte, chunk)
	if _, err := f.ReadAt(first, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := f.ReadAt(second, int64(chunk)); err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(first, second) {
		t.Error("both chunks of the source hold the same")
	}
}

// An operation cannot return an error: it panics with what was being done.
func TestLivesPanicWhereTheFileFails(t *testing.T) {
	tests := []struct{ arm, want string }{
		{arm: "copy", want: "read 4KiB of the file"},
		{arm: "reuse", want: "read 4KiB of the file"},
		{arm: "view-percall", want: "map 4KiB of the file"},
	}
	for _, test := range tests {
		b, f := opened(t, 4*bench.KiB)
		for _, arm := range FileRead.Arms {
			if arm.Name != test.arm {
				continue
			}
			op, err := arm.Open(b, f)
			if err != nil {
				t.Fatal(err)
			}
			b.Close() // and with it the file
			if got := panicOf(func() { op.Run(1) }); !strings.Contains(got, test.want) {
				t.Errorf("%s.Run(1) on a closed file panics with %q, want %q in it", arm.Name, got, test.want)
			}
		}
	}
}

func panicOf(f func()) (text string) {
	defer func() { text = fmt.Sprint(recover()) }()
	f()
	return ""
}

func TestSourceThatCannotBeMade(t *testing.T) {
	t.Setenv("TMPDIR", "/dev/null/below")
	if err := ready(); err != nil {
		t.Skip(err)
	}
	b := bench.NewBlock(bench.Case{Size: 64, Passes: 1}, 1)
	defer b.Close()
	if _, err := written(b); err == nil || !strings.Contains(err.Error(), "/dev/null/below") || !strings.HasSuffix(err.Error(), elsewhere) {
		t.Errorf("written below a file: error %v, want one that names the folder and TMPDIR", err)
	}
}

func TestRemovedLeavesNoName(t *testing.T) {
	if err := ready(); err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	f, err := removed(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	names, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(names) != 0 {
		t.Errorf("removed(%s) left %v", dir, names)
	}
	if _, err := f.WriteAt([]byte{1}, 0); err != nil {
		t.Errorf("the file cannot be written: %v", err)
	}
}

// TestPartLooksAtTheFile: a write to the file is seen in what is kept, which
// ends with its block.
func TestPartLooksAtTheFile(t *testing.T) {
	for _, size := range []bench.Bytes{1, bench.PartSize, 3 * 4096} {
		b, f := opened(t, size)
		part := mappedPart(b, f).([]byte)
		if want := int(min(size, bench.PartSize)); len(part) != want || cap(part) != want {
			t.Errorf("part of %s has %d bytes and room for %d, want %d", size, len(part), cap(part), want)
		}
		before := part[0]
		if err := poke(f, 0, 0x5a); err != nil {
			t.Fatal(err)
		}
		if part[0] != before^0x5a {
			t.Errorf("part of %s does not show what was written to the file", size)
		}
		b.Close()
	}
}
