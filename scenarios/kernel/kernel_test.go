package kernel

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"testing"
)

// sizes straddle every step, tail and unrolling of the kernels.
var sizes = []int{0, 1, 7, 8, 63, 64, 65, 255, 256, 257, 511, 513, 4095, 4096, 4097, 100003}

// random returns n bytes that are not zeros, from a fixed seed.
func random(n int) []byte {
	p := make([]byte, n)
	_, _ = rand.NewChaCha8([32]byte{1}).Read(p)
	return p
}

// padded returns p with zeros up to a multiple of size, and at least size.
func padded(p []byte, size int) []byte {
	q := bytes.Clone(p)
	for len(q) == 0 || len(q)%size != 0 {
		q = append(q, 0)
	}
	return q
}

func wantSum(p []byte) uint64 {
	var s uint64
	for q := padded(p, 8); len(q) > 0; q = q[8:] {
		s += binary.LittleEndian.Uint64(q)
	}
	return s
}

func TestReadersAgree(t *testing.T) {
	for _, r := range append(Readers(), Reader{"Sum", Sum}, Reader{"PlainSum", PlainSum()}) {
		testReader(t, r)
	}
}

// testReader compares r with [wantSum] at every size, alignment and number of
// passes. The bytes around the slice are not zeros, so that reading past an
// end shows.
func testReader(t *testing.T, r Reader) {
	t.Run(r.Name, func(t *testing.T) {
		area := random(100003 + 128)
		for _, size := range sizes {
			for offset := range 64 {
				p := area[offset : offset+size]
				once := wantSum(p)
				for _, passes := range []int{-1, 0, 1, 3} {
					if got, want := r.Sum(p, passes), once*uint64(max(passes, 0)); got != want {
						t.Fatalf("%s(%d bytes at +%d, %d passes) = %#x, want %#x", r.Name, size, offset, passes, got, want)
					}
				}
			}
		}
		if got := r.Sum(nil, 1); got != 0 {
			t.Errorf("%s(nil, 1) = %d, want 0", r.Name, got)
		}
	})
}

func TestSumDoesNotAllocate(t *testing.T) {
	p := random(4097)
	var s uint64
	if n := testing.AllocsPerRun(100, func() { s += Sum(p, 2) }); n != 0 {
		t.Errorf("Sum allocates %v times, want 0", n)
	}
}

func TestCopiersCopyExactly(t *testing.T) {
	for _, c := range Copiers() {
		testCopier(t, "copy", c)
	}
	for _, c := range Streamers() {
		testCopier(t, "stream", c)
	}
}

// testCopier checks that c copies every byte and leaves those around dst.
func testCopier(t *testing.T, kind string, c Copier) {
	t.Run(kind+"="+c.Name, func(t *testing.T) {
		const guard = 64
		area := random(100003 + 64)
		dst := make([]byte, 100003+64+2*guard)
		for _, size := range sizes {
			for offset := range 64 {
				src := area[(offset*7)%64:][:size]
				want := bytes.Repeat([]byte{0xA5}, size+2*guard)
				around := dst[offset : offset+size+2*guard]
				copy(around, want)
				copy(want[guard:], src)
				c.Copy(around[guard:guard+size], src)
				if !bytes.Equal(around, want) {
					t.Fatalf("%s(%d bytes to +%d): bytes in or around dst are wrong", c.Name, size, offset)
				}
			}
		}
	})
}

func TestCopiersStopAtTheShorter(t *testing.T) {
	for _, c := range append(Copiers(), Streamers()...) {
		for _, n := range []struct{ dst, src int }{{1000, 999}, {999, 1000}, {0, 9}, {9, 0}} {
			src, dst := random(n.src), make([]byte, n.dst)
			c.Copy(dst, src)
			want := make([]byte, n.dst)
			copy(want, src)
			if !bytes.Equal(dst, want) {
				t.Errorf("%s: copy of %d bytes into %d is not copy's", c.Name, n.src, n.dst)
			}
		}
	}
}

func TestNamesAreUnique(t *testing.T) {
	seen := map[string]bool{}
	add := func(kind, name string) {
		key := fmt.Sprintf("%s %s", kind, name)
		if seen[key] {
			t.Errorf("%s stands twice", key)
		}
		seen[key] = true
	}
	for _, r := range Readers() {
		add("reader", r.Name)
	}
	for _, c := range Copiers() {
		add("copier", c.Name)
	}
	for _, c := range Streamers() {
		add("streamer", c.Name)
	}
}

func FuzzSum(f *testing.F) {
	f.Add([]byte("a"), 1)
	f.Add(random(300), 3)
	f.Fuzz(func(t *testing.T, p []byte, passes int) {
		passes %= 4
		for _, r := range append(Readers(), Reader{"Sum", Sum}, Reader{"PlainSum", PlainSum()}) {
			if got, want := r.Sum(p, passes), wantSum(p)*uint64(max(passes, 0)); got != want {
				t.Errorf("%s(%d bytes, %d passes) = %#x, want %#x", r.Name, len(p), passes, got, want)
			}
		}
	})
}
