package price_test

import (
	"bytes"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/measure/price"
)

// TestAllocations: one object of the size, per operation.
func TestAllocations(t *testing.T) {
	for name, make := range map[string]func(bench.Bytes) bench.Op{"Object": price.Object, "Raw": price.Raw} {
		for _, size := range []bench.Bytes{64, 4096, 1 << 20} {
			objects, bytes := loop.LeastAllocations(make(size), 8)
			if objects < 1 || objects > 1.5 || bytes < size || bytes > size+size/4+64 {
				t.Errorf("%s(%s) allocates %v objects of %s", name, size, objects, bytes)
			}
		}
	}
}

// TestCopy: the parts of a room are written in turn, and no byte beyond them.
func TestCopy(t *testing.T) {
	from := []byte("abcd")
	for _, test := range []struct {
		room, want string
		n          int
	}{
		{"....", "abcd", 1},
		{"....", "abcd", 3},
		{"..........", "abcd......", 1},
		{"..........", "abcdabcd..", 2},
		{"..........", "abcdabcd..", 5},
		{"....", "....", 0},
	} {
		room := []byte(test.room)
		if sum := price.Copy(room, 4, from).Run(test.n); string(room) != test.want || sum != 0 {
			t.Errorf("%d copies make %q, with sum %d; want %q and 0", test.n, room, sum, test.want)
		}
	}
}

// TestRead: each operation consumes one part, with the passes.
func TestRead(t *testing.T) {
	for _, test := range []struct {
		room, want string
		n          int
	}{{"abcd", "abcdabcd", 2}, {"abcdefghi", "abcdefghabcd", 3}, {"abcd", "", 0}} {
		var seen bytes.Buffer
		passes := 0
		op := price.Read([]byte(test.room), 4, func(p []byte, n int) uint64 {
			seen.Write(p)
			passes += n
			return 9
		}, 2)
		if sum := op.Run(test.n); seen.String() != test.want || passes != 2*test.n || sum != 0 {
			t.Errorf("%d reads of %q see %q in %d passes, with sum %d", test.n, test.room, &seen, passes, sum)
		}
	}
}

// TestPieces: every piece of the memory is copied once, in order or in none.
func TestPieces(t *testing.T) {
	from := func(n bench.Bytes) []byte {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(i)
		}
		return b
	}
	for _, test := range []struct {
		of   bench.Pieces
		size int
		want string // of each piece, the first byte
	}{
		{bench.Pieces{Each: 8}, 32, "\x00\x08\x10\x18"},
		{bench.Pieces{Each: 8, Among: 64}, 32, "\x00\x10\x20\x30"},
		{bench.Pieces{Each: 8, Decoded: true}, 32, "\x00\x08\x10\x18"},
		{bench.Pieces{Each: 4, Among: 64}, 16, "\x00\x10\x20\x30"},
		{bench.Pieces{Each: 8, Among: 8}, 32, "\x00\x08\x10\x18"}, // as much as there is to copy
		{bench.Pieces{Each: 8, Among: 1 << 10}, 7, ""},
	} {
		for _, test.of.Scattered = range []bool{false, true} {
			to := make([]byte, test.size)
			if sum := price.Pieces(test.of, to, from).Run(3); sum != 0 {
				t.Errorf("%+v has the sum %d, want 0", test.of, sum)
			}
			var first []byte
			for i := 0; i+int(test.of.Each) <= len(to); i += int(test.of.Each) {
				for k := range int(test.of.Each) {
					if to[i+k] != to[i]+byte(k) {
						t.Errorf("%+v copies % x, want whole pieces", test.of, to)
						break
					}
				}
				first = append(first, to[i])
			}
			slices.Sort(first)
			if string(first) != test.want {
				t.Errorf("%+v copies the pieces at % x, want % x", test.of, first, test.want)
			}
		}
	}
}

// TestCleanup: what is stopped never runs, and an operation allocates next to nothing.
func TestCleanup(t *testing.T) {
	var ran atomic.Int32
	op := price.Cleanup(func() { ran.Add(1) })
	objects, _ := loop.LeastAllocations(op, 64)
	if sum := op.Run(100); sum != 0 || objects > 4 {
		t.Errorf("the sum is %d, and a cleanup allocates %v objects", sum, objects)
	}
	op = bench.Op{} // and with it the object
	done := make(chan struct{})
	runtime.AddCleanup(new([32]byte), func(int) { close(done) }, 0)
	for ended := false; !ended; {
		runtime.GC()
		select {
		case <-done: // of an object that became garbage no sooner
			ended = true
		case <-time.After(time.Millisecond):
		}
	}
	if n := ran.Load(); n != 0 {
		t.Errorf("a cleanup that was stopped ran %d times", n)
	}
}

// TestBehind: each operation comes after one read of the piece.
func TestBehind(t *testing.T) {
	var order []byte
	op := price.Behind(func(p []byte, passes int) uint64 {
		order = append(order, p...)
		return uint64(passes)
	}, []byte("r"), bench.Op{Run: func(n int) uint64 {
		for range n {
			order = append(order, 'c')
		}
		return 7
	}})
	if sum := op.Run(3); string(order) != "rcrcrc" || sum != 0 {
		t.Errorf("3 operations do %q, with sum %d", order, sum)
	}
}

// TestFile: a read fills the memory, and what cannot be read panics with both sizes.
func TestFile(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	f, err := price.NewFile(8)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	kept := []byte("########")
	if f.Read(kept).Run(2); string(kept) != "\x00\x00\x00\x00\x00\x00\x00\x00" {
		t.Errorf("the file holds %q", kept)
	}
	defer func() {
		if recover() == nil {
			t.Error("reading beyond the end of the file passes")
		}
	}()
	f.Read(make([]byte, 9)).Run(1)
}
